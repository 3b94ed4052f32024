"""Whatever is shown has words: every outcome, every term, everything that may bind."""

from collections import Counter

from sim import outcomes
from sim.scenario import LEVERS
from sim.wording import labels


def test_every_outcome_of_a_run_or_month_has_words_of_its_own() -> None:
    shown = {outcome.name for outcome in (*outcomes.RUN, *outcomes.MONTH, outcomes.BINDING)}
    assert shown == set(labels.OUTCOMES)
    twice = [
        text for text, often in Counter(labels.OUTCOMES[o.name] for o in outcomes.RUN).items() if often > 1
    ]
    assert twice == []


def test_whatever_may_bind_has_words() -> None:
    assert set(labels.BINDS) == {*outcomes.BOUND_BY.values(), outcomes.CONSENT}


def test_words_for_a_lever_are_for_one_that_is_there() -> None:
    assert set(labels.LEVERS) <= {lever.name for lever in LEVERS}
    assert not any("_" in labels.lever(lever.name) for lever in LEVERS)

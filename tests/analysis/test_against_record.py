"""Held against the record: scores known by hand, who counts, and a verdict that follows the numbers."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from sim.analysis.against_record import (
    AGAINST,
    FOR,
    GROUND,
    LEANS_AGAINST,
    NEITHER,
    RESAMPLES,
    SCORED,
    AgainstRecord,
    _scored,
    against_record,
)
from sim.evidence import load
from sim.evidence.recorded import MOMENTS, NO, YES, recorded_codes
from sim.scenario import Scenario, ScenarioError

WORDS = np.array([3.0, 1.0, 1.0, -2.0, -3.0, 0.0, -1.0])


@pytest.fixture(scope="module")
def found() -> AgainstRecord:
    return against_record(Scenario(horizon=12), replicates=200)


def scored(number: list[float], error: float = 0.0) -> dict[str, Any]:
    """The row of one number for states that said `WORDS`; all other numbers are the same."""
    means = np.repeat(np.array(number)[:, None], len(SCORED), axis=1)
    table = _scored(means, np.full(means.shape, error), WORDS, seed=1)
    return dict(table.iloc[0])


def test_auc_by_hand() -> None:
    assert scored([5, 4, 3, 2, 1, 9, 9])["auc"] == 1.0
    assert scored([1, 2, 3, 4, 5, 9, 9])["auc"] == 0.0
    assert scored([5, 2, 0, 2, 1, 9, 9])["auc"] == (2 + 1.5 + 0) / 6
    assert scored([7] * 7)["auc"] == 0.5


def test_spearman_by_hand() -> None:
    assert scored([30, 10, 10, -20, -30, 0, -10])["spearman"] == pytest.approx(1.0)
    assert np.isnan(scored([7] * 7)["spearman"])


def test_the_interval_is_that_of_resampled_states() -> None:
    """Beside the same bootstrap, state by state."""
    number = np.array([5.0, 2.0, 0.0, 2.5, 1.0])
    yes = np.array([True, True, True, False, False])
    drawn = np.random.default_rng(1).multinomial(5, np.full(5, 0.2), RESAMPLES)
    found = []
    for often in drawn:
        up, down = (np.repeat(number[kind], often[kind]) for kind in (yes, ~yes))
        if len(up) and len(down):
            found.append(np.mean([(a > b) + (a == b) / 2 for a in up for b in down]))
    row = scored([*number, 0.0, 0.0])
    assert [row["auc_low"], row["auc_high"]] == pytest.approx(np.quantile(found, [0.025, 0.975]))


def test_verdicts() -> None:
    assert scored([5, 4, 3, 2, 1, 0, 0])["verdict"] == FOR
    assert scored([1, 2, 3, 4, 5, 0, 0])["verdict"] == AGAINST
    assert scored([5, 0, 0, 3, 1, 0, 0])["verdict"] == LEANS_AGAINST
    assert scored([1, 2, 3, 4, 5, 0, 0], error=3.0)["verdict"] == NEITHER
    assert scored([7] * 7)["verdict"] == NEITHER


@pytest.mark.parametrize("moment", MOMENTS)
def test_codes_are_those_of_contributors_and_unknown_is_left_out(moment: str) -> None:
    codes = recorded_codes(moment)
    assert codes.keys() <= set(load().codes)
    assert all(-3 <= code <= 3 for code in codes.values())
    assert len(codes) == {"jan2025": 14, "mar2025": 28, "sep2025": 31}[moment]


def test_who_counts(found: AgainstRecord) -> None:
    codes = recorded_codes("sep2025")
    assert found.yes == sum(code >= YES for code in codes.values())
    assert found.no == sum(code <= NO for code in codes.values())
    without = against_record(Scenario(horizon=12, exclude=("GBR", "POL")), replicates=5)
    assert (without.yes, without.no) == (found.yes - 1, found.no - 1)


def test_the_numbers_are_those_of_the_runs(found: AgainstRecord) -> None:
    terms = found.states[[*SCORED[2:]]].sum(axis=1)
    np.testing.assert_allclose(found.states["willingness"], terms, atol=1e-9)
    assert found.states[GROUND].between(0.0, 1.0).all()


def test_a_removed_stance_is_nowhere(found: AgainstRecord) -> None:
    removed = against_record(Scenario(horizon=12), stances="removed", replicates=200)
    assert found.states["stance"].abs().max() > 1.0
    assert (removed.states["stance"] == 0.0).all()
    assert removed.table["verdict"]["stance"] == NEITHER
    assumed = (("b_us", 0.0),)
    assert (
        against_record(Scenario(horizon=6, assume=assumed), stances="removed", replicates=5).states[
            "us_absence"
        ]
        == 0
    ).all()


def test_the_moment_follows_the_reading_unless_it_is_said() -> None:
    spring = against_record(moment="mar2025", replicates=5)
    assert spring.scenario_hash == Scenario(reading="mar2025").digest
    read = against_record(Scenario(reading="mar2025", horizon=6), replicates=5)
    assert read.moment == "mar2025"
    assert against_record(Scenario(horizon=6), moment="jan2025", replicates=5).moment == "jan2025"


def test_the_sentence_names_what_works_against_the_record(found: AgainstRecord) -> None:
    table = found.table.assign(verdict=NEITHER)
    assert "against" not in dataclasses.replace(found, table=table).sentence().lower()
    table.loc["stakes", ["auc", "verdict"]] = (0.21, AGAINST)
    assert (
        "Against the record: its own stake in an attack (0.21)."
        in dataclasses.replace(found, table=table).sentence()
    )


def test_what_cannot_be_ranked_is_refused() -> None:
    nays = tuple(code for code, word in recorded_codes("sep2025").items() if word <= NO)
    with pytest.raises(ScenarioError, match="exclude: a state that said yes and one that said no"):
        against_record(Scenario(horizon=6, exclude=nays), replicates=5)
    with pytest.raises(ScenarioError, match="moment: unknown 'may'"):
        against_record(moment="may", replicates=5)

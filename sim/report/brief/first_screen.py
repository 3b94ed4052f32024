"""The first screen of a brief: the verdict in sentences, how far it goes, and what has to be minded."""

from __future__ import annotations

from collections import Counter

from sim.analysis.compare import findings
from sim.report import spreads
from sim.report.brief.markup import Markup, items, join, table, tag
from sim.report.study.answer import Answer
from sim.report.study.verdict import VERDICTS
from sim.wording import labels, numbers

SAID = 3
"""Options whose finding stands in the first screen, and outcomes that it speaks of."""


def answer(found: Answer) -> Markup:
    """The verdict, and the caveats beside it."""
    said = [tag("p", verdict(found), class_="verdict"), *_more(found)]
    return join([*said, items([*compared(found), *caveats(found)])])


def verdict(found: Answer) -> str:
    """What came of the expectations; else what the first option changes; else what the scenario shows."""
    study = found.study
    if found.verdicts:
        counts = Counter(one.verdict for one in found.verdicts)
        said = "; ".join(f"{counts[word]} {word}" for word in VERDICTS if word in counts)
        return f"Of {len(found.verdicts)} expectations: {said}."
    if len(study.scenarios) == 1:
        row = found.table.iloc[0]
        figure = numbers.estimate(row["estimate"], row["low"], row["high"], row["unit"])
        return f"In {labels.scenario(study.base)}: {labels.outcome(row['outcome'])} {figure}."
    return _changes(found)[0]


def _more(found: Answer) -> list[Markup]:
    """The findings that the verdict does not say yet."""
    if len(found.study.scenarios) == 1:
        return []
    changes = _changes(found)
    further = changes[:SAID] if found.verdicts else changes[1:SAID]
    left = len(changes) - SAID
    more = [f"{left} more options stand below."] if left > 0 else []
    return [tag("p", sentence) for sentence in (*further, *more)]


def compared(found: Answer) -> list[str]:
    """What the options are, unless their names say it, or there are too many."""
    (base, setting), *others = found.study.scenarios.items()
    said = {name: labels.changes(setting, other) for name, other in others} if len(others) <= SAID else {}
    told = {name: what for name, what in said.items() if what and what != name}
    return [f"{labels.scenario(name)} is {labels.scenario(base)} with {what}." for name, what in told.items()]


def _changes(found: Answer) -> list[str]:
    return list(findings(found.table, found.study.outcomes[:SAID]).values())


def caveats(found: Answer) -> list[str]:
    """What must be known before a figure is quoted."""
    drawn = found.ds.attrs["replicates"]
    base = spreads.cells(found.spread)[found.study.base]
    what, where = labels.head(next(iter(found.spread.values())).measure), labels.scenario(found.study.base)
    said = [
        f"Intervals here are {numbers.FINITE_RUNS} ({numbers.counted(drawn, 'run')} a scenario).",
        f"{what}, in {where}: {base[1]} over theories, {base[2]} over parameters, {base[3]} over the "
        "baseline knob, an input that no source settles: read differences, not levels.",
    ]
    return [*said, *filter(None, [spreads.unsettled(found.spread)])]


def spread(found: Answer) -> Markup:
    """The headline and its difference from the base, over all that is not known: theories first, finite runs last."""
    what = labels.head(next(iter(found.spread.values())).measure)
    base, *others = found.study.scenarios
    rows = [[name, *row] for name, row in spreads.cells(found.spread).items()]
    note = f"Below {base}: the difference from it. " if others else ""
    parts = [table([what, *spreads.HEADS], rows), tag("p", tag("small", f"{note}{spreads.HOW}"))]
    return join(parts)

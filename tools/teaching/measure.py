"""What the model says to the tasks of the worksheet: figures as people read them, and which way each comparison goes.

Words stand in `docs/teaching/words.json`; here a task has a table, the program's own sentences, and for each of its
readings the name of the one that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim import Scenario, compare, simulate
from sim.analysis.explain import explanation
from sim.analysis.flip import flip
from sim.evidence import load
from sim.rules.roles import ON_GROUND
from sim.seminar.lessons import lesson
from sim.seminar.lessons.lesson_plan import MONTHS
from sim.stats import intervals
from sim.wording import labels, numbers

RUNS, SEED, WORLDS = 2_000, 1, 20
GAME: Mapping[str, Any] = {"horizon": MONTHS}
BASE = "base"
SIZE: Mapping[str, Mapping[str, Any]] = {BASE: {}, "asking for 200,000": {"force_size": 200_000}}
SUM: Mapping[str, Mapping[str, Any]] = {
    BASE: {},
    "Germany": {"stances": {"DEU": 2}},
    "Washington": {"us_backing": 0.65},
    "both": {"stances": {"DEU": 2}, "us_backing": 0.65},
}
RULES: Mapping[str, Mapping[str, Any]] = {
    BASE: {"horizon": 60},
    "watching": {"horizon": 60, "roe": "monitor"},
    "robust": {"horizon": 60, "roe": "robust"},
}
WHY = "DEU"
LEAST = {"ground_contributors": 1.0, "deployed": 1_000.0}
"""Below which a difference would not matter: the rule of the studies (docs/studies.md)."""
SETTINGS = {
    "runs": RUNS,
    "seed": SEED,
    "game": GAME,
    "size": SIZE,
    "why": WHY,
    "sum": SUM,
    "least": LEAST,
    "rules": RULES,
}
"""All that the figures were worked out with."""
Row = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The answer to one task: its table, the program's own sentences, and which of each reading's sentences holds.

    `heads` are names of columns in the words.
    """

    heads: Row
    rows: Sequence[Row]
    holds: Mapping[str, str]
    says: Sequence[str] = ()
    figures: Mapping[str, str] = field(default_factory=dict)


def first() -> Found:
    """How often each state that the shortest plan opens is on the ground at the end of a game without players."""
    states = lesson.read("25").seats
    ds = simulate(Scenario().but(**GAME), replicates=RUNS, seed=SEED)
    rung = ds["rung_by_country"].isel(scenario=0).sel(country=list(states))
    found = intervals.share((rung >= ON_GROUND).transpose("country", "replicate").values.astype(float))
    order = np.argsort(-found.mean, kind="stable")
    rows = [
        (load().names[states[i]], _in_twenty(found.mean[i]), _estimate(found, i, "probability"))
        for i in order.tolist()
    ]
    split = float(np.ptp(found.mean))
    return Found(("state", "in_twenty", "share"), rows, {"spread": "wide" if split > 0.5 else "narrow"})


def size() -> Found:
    """What asking for 200,000 instead of 40,000 brings."""
    table = _compared(SIZE, ["deployed", "ground_contributors", "attacked"])
    row = _of(table, "asking for 200,000", "deployed")
    more = 200_000 - Scenario().force_size
    brought = row["difference"] / more
    return Found(
        *_differences(table, SIZE),
        {
            "brought": "little" if brought < 0.1 else "part" if brought < 0.5 else "much",
            "risk": _sign(_of(table, "asking for 200,000", "attacked")),
        },
        figures={"more": f"{more:,.0f}", "came": _change(row)},
    )


def why() -> Found:
    """Why Germany declines, and what turns it."""
    told = explanation(Scenario(), WHY, SEED, RUNS)
    turned = flip(Scenario(), WHY, seed=SEED)
    terms = told.mean[told.mean.abs() >= 0.1].sort_values(key=abs, ascending=False).head(5)
    rows = [
        (labels.term(str(term), known=told.known), numbers.bare(float(value), 2, signed=True))
        for term, value in terms.items()
    ]
    found = "single" if turned.singles else "pair" if turned.pairs else "none"
    return Found(("term", "weight"), rows, {"turns": found}, (told.sentence(), turned.sentence()))


def together() -> Found:
    """Whether Germany and Washington bring more together than one by one."""
    ds = _runs(SUM)
    measures = ["ground_contributors", "deployed"]
    table = compare(ds, measures=measures)
    holds, figures = {}, {}
    for name in measures:
        runs = ds[name].transpose("scenario", "replicate").values.astype(float)
        beyond = (runs[3] - runs[1] - runs[2] + runs[0])[None]
        found = intervals.change(beyond, flag=False)
        low, high = float(found.low[0]), float(found.high[0])
        small = max(-low, high) < LEAST[name]
        holds[name] = "adds" if low <= 0 <= high else "hardly" if small else "more" if low > 0 else "less"
        figures[name] = numbers.estimate(float(found.mean[0]), low, high, signed=True)
    return Found(*_differences(table, SUM), holds, figures=figures)


def rules() -> Found:
    """What watching and what firm rules change over five years."""
    measures = ["bystander", "incidents", "attacked", "kia", "direct_war"]
    table = _compared(RULES, measures)
    holds = {
        f"{name}_{outcome}": _sign(_of(table, name, outcome))
        for outcome in ("kia", "direct_war")
        for name in ("watching", "robust")
    }
    return Found(*_differences(table, RULES), holds)


def deters() -> Found:
    """What taking the force away does to the risk of attack, under each theory."""
    rows, kept = [], []
    for theory in load().theories:
        pair: Mapping[str, Mapping[str, Any]] = {
            BASE: {"theory": theory},
            "no force": {"theory": theory, "force_size": 0},
        }
        row = _of(_compared(pair, ["attacked"]), "no force", "attacked")
        kept.append(row)
        rows.append((f"`{theory}`", _change(row)))
    order = sorted(range(len(kept)), key=lambda i: -kept[i]["difference"])
    most, least = kept[order[0]], kept[order[-1]]
    signs = {_sign(row) for row in kept}
    return Found(
        ("theory", "without"),
        [rows[i] for i in order],
        {
            "theory": "decides" if most["diff_low"] > least["diff_high"] else "open",
            "sign": "all" if signs == {"more"} else "mixed" if "less" in signs else "some",
        },
        figures={
            "most": _change(most),
            "least": _change(least),
            "first": rows[order[0]][0],
            "last": rows[order[-1]][0],
        },
    )


TASKS: Mapping[str, Callable[[], Found]] = {
    "first": first,
    "size": size,
    "why": why,
    "sum": together,
    "rules": rules,
    "deters": deters,
}
"""The tasks in their order on the worksheet."""


def _runs(scenarios: Mapping[str, Mapping[str, Any]]) -> Any:
    return simulate(
        {name: Scenario(**levers) for name, levers in scenarios.items()}, replicates=RUNS, seed=SEED
    )


def _compared(scenarios: Mapping[str, Mapping[str, Any]], measures: Iterable[str]) -> pd.DataFrame:
    return compare(_runs(scenarios), measures=measures)


def _of(table: pd.DataFrame, scenario: str, outcome: str) -> dict[str, Any]:
    (row,) = table[(table["scenario"] == scenario) & (table["outcome"] == outcome)].to_dict("records")
    return {str(name): value for name, value in row.items()}


def _differences(
    table: pd.DataFrame, scenarios: Mapping[str, Mapping[str, Any]]
) -> tuple[Row, Sequence[Row]]:
    """Head and rows: an outcome, its level in the base, and what each other scenario changes."""
    others = [name for name in scenarios if name != BASE]
    rows = []
    for outcome in dict.fromkeys(table["outcome"]):
        row = _of(table, BASE, str(outcome))
        level = numbers.estimate(row["estimate"], row["low"], row["high"], _spoken(row))
        rows.append(
            (labels.outcome(str(outcome)), level, *(_change(_of(table, name, outcome)) for name in others))
        )
    return ("outcome", BASE, *others), rows


def _change(row: Mapping[str, Any]) -> str:
    return numbers.estimate(row["difference"], row["diff_low"], row["diff_high"], _spoken(row), signed=True)


def _spoken(row: Mapping[str, Any]) -> str:
    """The unit behind a figure; in a table the name beside it says the others."""
    return row["unit"] if row["unit"] in numbers.PERCENT else ""


def _sign(row: Mapping[str, Any]) -> str:
    """Which way a difference goes, if it stands out of the noise."""
    return "same" if not row["separated"] else "more" if row["difference"] > 0 else "less"


def _in_twenty(share: float) -> str:
    return str(round(WORLDS * share))


def _estimate(found: intervals.Estimate, i: int, unit: str) -> str:
    return numbers.estimate(float(found.mean[i]), float(found.low[i]), float(found.high[i]), unit)

"""Figures of docs/credibility.md about what others say: past missions, and models of bargaining."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.analysis import episodes
from sim.analysis.docking import docking
from sim.analysis.episodes import CODES
from sim.analysis.hindcast import MODEL, auc, hindcast, transferred
from sim.scenario import Scenario
from tools.marks import table

RUNS = 400
USUAL = "consensus"


def missions() -> str:
    """Every forecaster on the ledger's past missions, the best at ranking first, win or lose."""
    found, elsewhere = hindcast(theory=USUAL, replicates=RUNS), transferred(replicates=RUNS)
    ordered = found.table.sort_values("auc", ascending=False, kind="stable")
    rows = [
        (
            _called(str(name)),
            f"{row['auc']:.2f} ({row['auc_low']:.2f} to {row['auc_high']:.2f})",
            f"{row['brier']:.3f}",
            *(f"{elsewhere[way][_row(str(name))]:.3f}" for way in elsewhere.columns),
        )
        for name, row in ordered.to_dict("index").items()
    ]
    heads = ("forecaster", "AUC, 95 %", "Brier, fitted on other clusters")
    ways = ("fitted on lines, tested on areas", "fitted on areas, tested on lines")
    worst = "A forecaster that always says one half has a Brier score of 0.250."
    return f"{table((*heads, *ways), rows)}\n{found.sentence()} {worst}\n"


def _row(name: str) -> str:
    return f"{MODEL}, {USUAL}" if name == MODEL else name


def _called(name: str) -> str:
    if name.startswith(MODEL):
        return f"**{_row(name)}**"
    return f"`{name}`" if name in CODES else name


def dockings() -> str:
    """What two bargaining models make of the same stances, by layer of evidence."""
    layers = ("articles", "record")
    return "".join(f"* **{layer}**: {docking(Scenario(evidence=layer)).sentence()}\n" for layer in layers)


def samples() -> list[str]:
    """The beginning of a row that needs no run."""
    known, code = episodes.of_ledger(), "great_power_backing"
    ranked = auc(
        np.array([CODES[code] * one.codes[code] for one in known]), np.array([one.happened for one in known])
    )
    return [f"| `{code}` | {ranked:.2f} ("]


TABLES: dict[str, Callable[[], str]] = {"missions": missions, "docking": dockings}
"""What stands between which marks."""

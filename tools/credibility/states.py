"""Figures of docs/credibility.md about states: whose behaviour is typed in, and what each state's absence does."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd

from sim.analysis.headlines import HEADLINES, named, values
from sim.analysis.runs import decisions
from sim.analysis.typed_in import EMERGENT, TypedIn, typed_in, without_each
from sim.evidence import load
from sim.evidence.layers import voices
from sim.scenario import Scenario
from sim.wording import numbers
from tools.credibility.figures import figure
from tools.marks import table

RUNS = 2_000
LAYERS = ("articles", "record")


@cache
def _typed_in(layer: str) -> TypedIn:
    return typed_in(Scenario(evidence=layer), replicates=RUNS)


def constructed() -> str:
    """One row a state with a stance: its chance on the ground, that without its stance, and the tag, by layer."""
    rows = []
    for code in load().codes:
        cells = [_cells(_typed_in(layer).table, code) for layer in LAYERS]
        if any(cell.count("–") < len(cell) for cell in cells):
            rows.append((f"{code} {load().names[code]}", *cells[0], *cells[1]))
    heads = [f"{layer}: {head}" for layer in LAYERS for head in ("stance", "ground", "without it", "tag")]
    told = "\n".join(f"* **{layer}**: {_typed_in(layer).sentence()}" for layer in LAYERS)
    return f"{table(('state', *heads), rows)}\n{told}\n"


def _cells(found: pd.DataFrame, code: str) -> tuple[str, ...]:
    if code not in found.index:
        return ("–",) * 4
    row = found.loc[[code]].to_dict("index")[code]
    tag = f"**{row['tag']}**" if row["tag"] == EMERGENT else str(row["tag"])
    stance = numbers.bare(row["stance"], 0, signed=True)
    return stance, f"{row['ground']:.2f}", f"{row['removed']:.2f}", tag


def left_out() -> str:
    """Each headline with everybody, and its least and greatest value when one state is left out."""
    found = without_each(HEADLINES, replicates=RUNS)
    rows = []
    for headline in HEADLINES:
        whole, others = found[headline.name].iloc[0], found[headline.name].iloc[1:]
        ends = (f"{figure(others[end])} ({end})" for end in (str(others.idxmin()), str(others.idxmax())))
        rows.append((headline.says, figure(whole), *ends))
    heads = ("headline", "everybody", "least, without …", "most, without …")
    return f"{table(heads, rows)}\n{len(found) - 1} states left out in turn, {RUNS:,} paired runs.\n"


def samples() -> list[str]:
    """Beginnings of rows that take a moment to make again."""
    state, base = "FRA", Scenario()
    ground = float(decisions([base], state, replicates=RUNS, seed=1)[0].mean())
    stance = numbers.bare(voices(load(), base.evidence, base.reading)[state].value, 0, signed=True)
    force = float(values(base, [named("force")], replicates=RUNS, seed=1).mean())
    return [
        f"| {state} {load().names[state]} | {stance} | {ground:.2f} |",
        f"| {named('force').says} | {figure(force)} |",
    ]


TABLES: dict[str, Callable[[], str]] = {"constructed": constructed, "left_out": left_out}
"""What stands between which marks."""

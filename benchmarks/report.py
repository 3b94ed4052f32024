"""What a benchmark says: tables for the terminal and for docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from benchmarks.clock import Times

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Chapter:
    """One table with a title and what it means."""

    title: str
    rows: Sequence[Row] = ()
    note: str = ""

    @property
    def columns(self) -> list[str]:
        """Every column that a row has, in the order met."""
        return list(dict.fromkeys(column for row in self.rows for column in row))


def speed(what: str, ours: tuple[str, Times], theirs: tuple[str, Times], *goals: float) -> Row:
    """How many times faster ours is than theirs, from the least and the median times, with both figures."""
    (our_name, our_time), (their_name, their_time) = ours, theirs
    ratio = their_time.least / our_time.least
    return {
        "what": what,
        "ratio": multiple(ratio),
        "by medians": multiple(their_time.median / our_time.median),
        "figures": f"{our_name} {spell(our_time.least)}, {their_name} {spell(their_time.least)}",
        "goal": "; ".join(_goal(ratio, goal) for goal in goals),
    }


def multiple(ratio: float) -> str:
    """A ratio in three digits."""
    return f"{ratio:,.0f} ×" if ratio >= 100.0 else f"{ratio:.3g} ×"


def _goal(ratio: float, goal: float) -> str:
    wanted = f"≥ {goal:g} ×" if goal >= 1.0 else f"≥ 1/{1.0 / goal:g}"
    return verdict(wanted, ratio >= goal)


def verdict(wanted: str, held: bool) -> str:
    """A goal and whether it is reached."""
    return f"{wanted} {'reached' if held else 'MISSED'}"


def spell(seconds: float) -> str:
    """A time with its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def on_screen(chapter: Chapter) -> Table:
    """The chapter as a table for the terminal."""
    table = Table(title=chapter.title, caption=chapter.note, title_justify="left", caption_justify="left")
    for column in chapter.columns:
        table.add_column(column)
    for row in chapter.rows:
        table.add_row(*(str(row.get(column, "")) for column in chapter.columns))
    return table


def in_markdown(chapter: Chapter) -> str:
    """The chapter as a section of the page."""
    lines = [f"## {chapter.title}", ""]
    if chapter.rows:
        cells: list[Sequence[str]] = [chapter.columns, ["---"] * len(chapter.columns)]
        cells += [[str(row.get(column, "")) for column in chapter.columns] for row in chapter.rows]
        lines += [f"| {' | '.join(row)} |" for row in cells] + [""]
    return "\n".join([*lines, chapter.note, ""]) if chapter.note else "\n".join(lines)

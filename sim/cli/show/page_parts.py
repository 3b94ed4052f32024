"""Parts of pages: headings, pairs of names and meanings, and what a lever may be in words."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from sim.evidence import load
from sim.outcomes import Outcome
from sim.scenario import BY_NAME, Lever
from sim.scenario.row import FROM_READING


def default(lever: Lever) -> str:
    """A lever's default in words."""
    if lever.default is FROM_READING:
        reading = load().readings[BY_NAME["reading"].default]
        return f"the reading's ({getattr(reading, lever.name):g} in {reading.reading})"
    if isinstance(lever.default, tuple):
        return ", ".join(lever.default) or "none"
    return f"{lever.default:,g}" if isinstance(lever.default, float) else str(lever.default)


def allowed(lever: Lever) -> str:
    """What a lever may be, with an example where entries have names."""
    return lever.kind.allowed() + (f", as in {lever.example}" if lever.kind.by_entry else "")


def unit(outcome: Outcome) -> str:
    """The unit of an outcome in words."""
    return "yes or no" if outcome.kind == "flag" else outcome.unit


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def head(title: str, aside: str = "") -> Text:
    """A heading with a blank line above it."""
    return Text.assemble("\n", (title, "bold"), ("  " + aside if aside else "", "dim"))


def pairs(rows: Iterable[tuple[str, str]], style: str = "cyan") -> Table:
    """Two columns: a name and what it means."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=style, no_wrap=True)
    table.add_column()
    for left, right in rows:
        table.add_row("  " + left, Text(right))  # as it stands: [FRA,GBR] is no markup
    return table

"""Levers and their values in words, for the help pages."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from sim.evidence import load
from sim.scenario import BY_NAME, Lever
from sim.scenario.injects import KINDS
from sim.scenario.levers import ROLES, US_PARTS
from sim.scenario.scenario import CHOICES

DIMENSIONLESS = ("index", "ratio", "probability")


def default(lever: Lever) -> str:
    """A lever's default in words."""
    if lever.default is None:
        reading = load().readings[BY_NAME["reading"].default]
        return f"the reading's ({getattr(reading, lever.name):g} in {reading.reading})"
    if isinstance(lever.default, tuple):
        return ", ".join(lever.default) or "none"
    return f"{lever.default:,g}" if isinstance(lever.default, float) else str(lever.default)


def allowed(lever: Lever) -> str:
    """What a lever may be, presets included."""
    if lever.kind in ("number", "whole"):
        presets = ", ".join(f"{name} {value:,g}" for name, value in lever.names.items())
        unit = "" if lever.unit in DIMENSIONLESS else f" {lever.unit}"
        return f"{lever.low:,g} to {lever.high:,g}{unit}" + (f" ({presets})" if presets else "")
    if lever.kind in ("roles", "parts"):
        return "some of " + ", ".join(names(lever))
    return "one of " + ", ".join(names(lever)) if names(lever) else _free(lever)


def _free(lever: Lever) -> str:
    """What a lever may be that is neither a number nor a name out of a list."""
    if lever.kind == "injects":
        return f"a list of events, each with month, kind and, for some, size; kinds: {', '.join(KINDS)}"
    return {
        "countries": "a list of states by their three letters, as in [FRA,GBR]",
        "stances": f"a state and {lever.low:g} to {lever.high:g}, as in stances.POL=2",
        "publics": "a state and 0 to 1, as in publics.DEU=0.6",
        "assume": "an assumption and a number, as in assume.V=0.5",
        "schedule": "a lever that is a number, and pairs of month and value, as in [[0, 0.8], [12, 0.2]]",
    }[lever.kind]


def names(lever: Lever) -> tuple[str, ...]:
    """The names a lever may take, if it takes names."""
    evidence = load()
    listed = {
        "roles": ROLES,
        "us_parts": US_PARTS,
        "theory": tuple(evidence.theories),
        "reading": tuple(evidence.readings),
    }
    return listed.get(lever.name) or CHOICES.get(lever.name, ())


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
        table.add_row("  " + left, right)
    return table

"""What a run rests on, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sim.evidence.records import Evidence
from sim.evidence.table import EvidenceError

COUNTRY_FACTS = (
    "personnel",
    "army_share",
    "distance_to_front",
    "border_russia_belarus",
    "veto",
    "seats",
    "poll_support",
    "us_dependence",
    "mandate_sensitivity",
    "expeditionary",
    "defence_budget",
)
"""What a run reads of a state; the border with Ukraine is in the ledger, and no rule asks for it."""

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A number or coding, its grade, and who says so; `claims` is what a reading or stance is coded from."""

    kind: str
    name: str
    value: str
    unit: str
    grade: str
    source: str
    claims: tuple[str, ...] = ()


def rows(
    ev: Evidence,
    *,
    reading: str,
    theory: str,
    countries: Iterable[str],
    parameters: Iterable[str] | None = None,
    weakest_first: bool = False,
) -> list[SourceRow]:
    """List what a run rests on: the reading, each country, each parameter under the theory.

    What is unknown is listed too, as unknown: a run rests on that as well.
    """
    codes = tuple(countries)
    known = {country.code: country for country in ev.countries}
    for code in codes:
        _known(known, code, "country")
    found = [
        *_reading(ev, reading),
        *(row for code in codes for row in _country(ev, reading, code, known[code].kind == "contributor")),
        *_parameters(ev, theory, ev.parameters if parameters is None else parameters),
    ]
    return sorted(found, key=lambda row: row.grade, reverse=True) if weakest_first else found


def _known(entries: Mapping[str, Entry], name: str, what: str) -> Entry:
    if name not in entries:
        raise EvidenceError(f"{name!r} is not a known {what}; known: {', '.join(entries)}")
    return entries[name]


def _reading(ev: Evidence, name: str) -> Iterator[SourceRow]:
    found = _known(ev.readings, name, "reading")
    for field, value in (("us_backing", found.us_backing), ("battlefield", found.battlefield)):
        yield SourceRow(
            "reading", f"{name}.{field}", f"{value:g}", "index", found.grade, found.note, found.claims
        )


def _country(ev: Evidence, reading: str, code: str, contributor: bool) -> Iterator[SourceRow]:
    for fact in COUNTRY_FACTS:
        name, found = f"{code}.{fact}", ev.fact(code, fact)
        if found:
            yield SourceRow("fact", name, f"{found.value:.10g}", found.unit, found.grade, found.source)
        elif contributor:
            yield SourceRow("fact", name, "unknown", "", "D", "none found; unknown stays unknown")
    if contributor:
        yield _stance(ev, reading, code)


def _stance(ev: Evidence, reading: str, code: str) -> SourceRow:
    name, found = f"{code}.stance", ev.stances[reading].get(code)
    if found is None:
        return SourceRow("stance", name, "0", "code book", "D", f"no article up to {reading} gives one")
    heard = f", carried from {found.carried}" if found.carried else ""
    value = f"{found.value:+d}"
    return SourceRow("stance", name, value, "code book", "C", found.wording + heard, found.claims)


def _parameters(ev: Evidence, theory: str, names: Iterable[str]) -> Iterator[SourceRow]:
    school = _known(ev.theories, theory, "theory")
    for name in names:
        prior = _known(ev.parameters, name, "parameter")
        override = school.overrides.get(name)
        low, mode, high = override or (prior.low, prior.mode, prior.high)
        value = f"{low:g} / {mode:g} / {high:g}"
        if override:
            yield SourceRow("theory", name, value, prior.unit, "D", f"{school.source} ({theory})")
        else:
            yield SourceRow("parameter", name, value, prior.unit, prior.grade, prior.source)

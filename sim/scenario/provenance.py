"""What a scenario rests on: every number and lever behind it, with grade, source and claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sim.evidence import Evidence, EvidenceError, load
from sim.evidence.layers import Voice, compared, voices
from sim.evidence.polls import supports
from sim.scenario import roster
from sim.scenario.differences import changed, text
from sim.scenario.injects import EVENT_KINDS, Inject
from sim.scenario.levers import BY_NAME, LEVERS
from sim.scenario.row import FROM_READING, Lever
from sim.scenario.scenario import Scenario, check_scenario

if TYPE_CHECKING:
    import pandas as pd

GRADES = {
    "A": "measured",
    "B": "from the literature, or coded by rule",
    "C": "from an article or an expert, or recalled",
    "D": "assumed",
}
"""What each grade of a number means, the strongest first."""
COUNTRY_FACTS = tuple(roster.LEDGER.values())
"""What a run reads of a state in facts.csv; its public stands in polls.csv."""
BY_HAND = "set by hand in this scenario"
CHOOSING = ("theory", "reading", "evidence")
"""Levers that choose rows of the ledgers, which are listed themselves."""
UNIDENTIFIED = ("baseline_attack_risk",)
"""Levers whose value no source identifies."""
CITATION = re.compile(r"\bC(\d{3})(?:-C(\d{3}))?\b")
"""A claim, or a range of claims, named in the words of a ledger."""
REPLACING = {
    "stances": ("{}.stance", "code book"),
    "publics": ("{}.poll_support", "share"),
    "assume": ("{}", ""),
}
"""Levers whose entries each stand in place of one number: its name in the list, and its unit."""

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A number, coding or lever, its grade, who says so, and the claims that speak for it."""

    kind: str
    name: str
    value: str
    unit: str
    grade: str
    source: str
    claims: tuple[str, ...] = ()


def sources(scenario: Scenario) -> pd.DataFrame:
    """List what a run of this scenario rests on: levers, reading, countries and parameters.

    Columns: kind, name, value, unit, grade (A measured … D assumed), source, claims. The weakest grades come first,
    and among them what was set by hand, which stands in place of the ledger's number or of the lever's default. Every
    lever is listed with the claims that speak for it, set or not, except `theory`, `reading` and `evidence`, which
    choose rows that are listed themselves, and lists and mappings without entries, which set nothing.
    """
    import pandas as pd  # the other functions of this file need not wait for it

    return pd.DataFrame(
        [(r.kind, r.name, r.value, r.unit, r.grade, r.source, " ".join(r.claims)) for r in behind(scenario)],
        columns=["kind", "name", "value", "unit", "grade", "source", "claims"],
    )


def behind(scenario: Scenario) -> list[SourceRow]:
    """The rows of `sources`, in their order."""
    levers = list(_levers(check_scenario(scenario)))
    replaced = {row.name for row in levers}
    countries = [code for code in load().codes if code not in scenario.exclude]
    ledgers = rows(
        load(),
        reading=scenario.reading,
        theory=scenario.theory,
        countries=countries,
        evidence=scenario.evidence,
    )
    listed = levers + [row for row in ledgers if row.name not in replaced]
    return sorted(listed, key=lambda row: (-ord(row.grade), _place(row)))


def _place(row: SourceRow) -> int:
    """Order within a grade: set by hand or identified by nobody, the ledgers' rows, levers at their default."""
    if row.kind == "by hand" or row.name in UNIDENTIFIED:
        return 0
    return 2 if row.kind == "lever" else 1


def unnamed(row: SourceRow) -> tuple[str, ...]:
    """The claims of a row that its source does not name in its own words already."""
    named = _named(row.source)
    return tuple(claim for claim in row.claims if claim not in named)


def claims(base: Scenario, other: Scenario) -> tuple[str, ...]:
    """Identifiers of the claims behind what another scenario changes: its levers and, one by one, its new events."""
    levers = {claim for name in changed(base, other) if name != "injects" for claim in BY_NAME[name].claims}
    events = _of_events(event for event in other.injects if event not in base.injects)
    return tuple(sorted(levers.union(events)))


def rows(
    ev: Evidence, *, reading: str, theory: str, countries: Iterable[str], evidence: str = "articles"
) -> list[SourceRow]:
    """List what the ledgers say of a run: the reading, each country, each parameter under the theory.

    Parameters
    ----------
    ev
        The ledgers (`sim.evidence.load`).
    reading, theory
        Names of a reading and of a theory in them.
    countries
        Codes of countries; facts are listed in the order of these.
    evidence
        The layer whose stances are believed.

    Returns
    -------
    list of SourceRow
        What is unknown is listed too, as unknown: a run rests on that as well.

    Raises
    ------
    EvidenceError
        If the ledgers do not have the reading, the theory or a country.

    Examples
    --------
    >>> listed = rows(load(), reading="sep2025", theory="consensus", countries=["FRA"])
    >>> [row.name for row in listed][:3]
    ['sep2025.us_backing', 'sep2025.battlefield', 'FRA.personnel']
    """
    codes = tuple(countries)
    for code in codes:
        _known(ev.names, code, "country")
    return [
        *_reading(ev, reading),
        *(row for code in codes for row in _country(ev, code)),
        *(row for code in codes if code in ev.codes for row in _said(ev, evidence, reading, code)),
        *_parameters(ev, theory),
    ]


def _levers(scenario: Scenario) -> Iterator[SourceRow]:
    """Every lever that sets something, at its default or by hand."""
    default = Scenario()
    for lever in LEVERS:
        value = getattr(scenario, lever.name)
        if lever.default is FROM_READING:
            if lever.name not in scenario.supplied:
                yield _set(f"{scenario.reading}.{lever.name}", f"{value:g}", lever.unit, lever.claims)
        elif lever.name in REPLACING:
            name, unit = REPLACING[lever.name]
            for entry, level in value:
                yield _set(name.format(entry), f"{level:g}", unit or load().parameters[entry].unit)
        elif lever.name not in CHOOSING:
            moved = value != getattr(default, lever.name)
            if moved or value != ():
                yield _lever(lever, value, moved=moved)


def _lever(lever: Lever, value: Any, *, moved: bool) -> SourceRow:
    """A lever with its value, and who chose it."""
    shown = f"{value:.10g}" if isinstance(value, int | float) else text(lever.name, value)
    why = [BY_HAND if moved else "the default"]
    why += ["not identified by any source"] if lever.name in UNIDENTIFIED else []
    why += [f"range: {lever.source}"] if lever.source else []
    claims = _of_events(value) if lever.name == "injects" else lever.claims
    return SourceRow(
        "by hand" if moved else "lever", lever.name, shown, lever.unit, "D", "; ".join(why), claims
    )


def _set(name: str, value: str, unit: str, claims: tuple[str, ...] = ()) -> SourceRow:
    return SourceRow("by hand", name, value, unit, "D", BY_HAND, claims)


def _of_events(events: Iterable[Inject]) -> tuple[str, ...]:
    """Claims behind the kinds of some events."""
    return tuple(sorted({claim for event in events for claim in EVENT_KINDS[event.kind].claims}))


def _named(source: str) -> tuple[str, ...]:
    """Claims that the words of a ledger name, ranges written out."""
    found = []
    for first, last in CITATION.findall(source):
        found += [f"C{number:03d}" for number in range(int(first), int(last or first) + 1)]
    return tuple(dict.fromkeys(found))


def _known(entries: Mapping[str, Entry], name: str, what: str) -> Entry:
    if name not in entries:
        raise EvidenceError(f"{name!r} is not a known {what}; known: {', '.join(entries)}")
    return entries[name]


def _reading(ev: Evidence, name: str) -> Iterator[SourceRow]:
    reading = _known(ev.readings, name, "reading")
    for field, value in (("us_backing", reading.us_backing), ("battlefield", reading.battlefield)):
        yield SourceRow(
            "reading", f"{name}.{field}", f"{value:g}", "index", reading.grade, reading.note, reading.claims
        )


def _country(ev: Evidence, code: str) -> Iterator[SourceRow]:
    for name in COUNTRY_FACTS:
        fact = ev.fact(code, name)
        if fact:
            yield SourceRow(
                "fact",
                f"{code}.{name}",
                f"{fact.value:.10g}",
                fact.unit,
                fact.grade,
                fact.source,
                _named(fact.source),
            )
    if code in ev.codes:
        poll, name = supports(ev).get(code), f"{code}.poll_support"
        if poll is None:
            yield SourceRow("fact", name, "unknown", "", "D", "no poll that counts; the others' median")
        else:
            yield SourceRow("fact", name, f"{poll.share:.3g}", "share", poll.grade, poll.source)


def _said(ev: Evidence, layer: str, reading: str, code: str) -> Iterator[SourceRow]:
    """What the state has said: on soldiers, known or not, and on help, if anything."""
    for name, about in ((f"{code}.stance", "soldiers"), (f"{code}.help_stance", "help")):
        voice = voices(ev, layer, reading, about).get(code)
        if voice:
            value, source = f"{voice.value:+d}", voice.source + _otherwise(ev, reading, code, about, voice)
            yield SourceRow("stance", name, value, "code book", voice.grade, source, voice.claims)
        elif about == "soldiers":
            nobody = "no article" if layer == "articles" else "neither article nor record"
            yield SourceRow("stance", name, "drawn", "code book", "D", f"{nobody} up to {reading} gives one")


def _otherwise(ev: Evidence, reading: str, code: str, about: str, believed: Voice) -> str:
    """What the layer that is not believed says of the state, if it says something else."""
    (pair,) = (found for found in compared(ev, reading, about) if found.code == code)
    other = pair.article if believed.layer == "record" else pair.record
    if other is None or other.value == believed.value:
        return ""
    return f"; otherwise the {other.layer}: {other.value:+d}, {other.date}"


def _parameters(ev: Evidence, theory: str) -> Iterator[SourceRow]:
    school = _known(ev.theories, theory, "theory")
    for name, prior in ev.parameters.items():
        override = school.overrides.get(name)
        low, mode, high = override or (prior.low, prior.mode, prior.high)
        value = f"{low:g} / {mode:g} / {high:g}"
        if override:
            yield SourceRow("theory", name, value, prior.unit, "D", f"{school.source} ({theory})")
        else:
            named = _named(prior.source)
            yield SourceRow("parameter", name, value, prior.unit, prior.grade, prior.source, named)

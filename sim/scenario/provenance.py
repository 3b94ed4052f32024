"""What a scenario rests on: every number behind it with grade and source, and the claims behind what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sim.evidence import Evidence, EvidenceError, load
from sim.scenario.differences import changed, text
from sim.scenario.injects import EVENT_KINDS
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
BY_HAND = "set by hand in this scenario"
CHOOSING = ("theory", "reading")
"""Levers that choose rows of the ledgers, which are listed themselves."""
UNIDENTIFIED = ("baseline_attack_risk",)
"""Levers that no source identifies: listed even at their default."""
REPLACING = {
    "stances": ("{}.stance", "code book"),
    "publics": ("{}.poll_support", "share"),
    "assume": ("{}", ""),
}
"""Levers whose entries each stand in place of one number: its name in the list, and its unit."""

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


def sources(scenario: Scenario) -> pd.DataFrame:
    """List what a run of this scenario rests on: reading, countries, parameters, and every lever set by hand.

    Columns: kind, name, value, unit, grade (A measured … D assumed), source, claims. The weakest grades come
    first; a value set by hand stands in place of the ledger's or of the lever's default and counts as an assumption,
    and so does the level of risk, which no source identifies.
    """
    import pandas as pd  # the other functions of this file need not wait for it

    by_hand = list(_by_hand(check_scenario(scenario)))
    replaced = {row.name for row in by_hand}
    countries = [code for code in load().codes if code not in scenario.exclude]
    known = rows(load(), reading=scenario.reading, theory=scenario.theory, countries=countries)
    listed = by_hand + [row for row in known if row.name not in replaced]
    listed.sort(key=lambda row: row.grade, reverse=True)  # keeps what was set by hand in front
    return pd.DataFrame(
        [(r.kind, r.name, r.value, r.unit, r.grade, r.source, " ".join(r.claims)) for r in listed],
        columns=["kind", "name", "value", "unit", "grade", "source", "claims"],
    )


def claims(base: Scenario, other: Scenario) -> tuple[str, ...]:
    """Identifiers of the claims behind what another scenario changes: its levers and, one by one, its new events."""
    levers = {claim for name in changed(base, other) if name != "injects" for claim in BY_NAME[name].claims}
    events = {
        claim
        for event in other.injects
        if event not in base.injects
        for claim in EVENT_KINDS[event.kind].claims
    }
    return tuple(sorted(levers | events))


def rows(ev: Evidence, *, reading: str, theory: str, countries: Iterable[str]) -> list[SourceRow]:
    """List what the ledgers say of a run: the reading, each country, each parameter under the theory.

    What is unknown is listed too, as unknown: a run rests on that as well. Raises `EvidenceError`.
    """
    codes = tuple(countries)
    for code in codes:
        _known(ev.names, code, "country")
    return [
        *_reading(ev, reading),
        *(row for code in codes for row in _country(ev, reading, code)),
        *_parameters(ev, theory),
    ]


def _by_hand(scenario: Scenario) -> Iterator[SourceRow]:
    """What the user set, and what is a guess even where nobody did."""
    usual = Scenario()
    for lever in LEVERS:
        value = getattr(scenario, lever.name)
        if lever.default is FROM_READING:
            if lever.name not in scenario.supplied:
                yield _set(f"{scenario.reading}.{lever.name}", f"{value:g}", lever.unit)
        elif lever.name in REPLACING:
            name, unit = REPLACING[lever.name]
            for entry, level in value:
                yield _set(name.format(entry), f"{level:g}", unit or load().parameters[entry].unit)
        elif lever.name not in CHOOSING:
            yield from _lever(lever, value, moved=value != getattr(usual, lever.name))


def _lever(lever: Lever, value: object, *, moved: bool) -> Iterator[SourceRow]:
    """A lever off its default, or one that is a guess even there."""
    guess = lever.name in UNIDENTIFIED
    if moved or guess:
        shown = f"{value:.10g}" if isinstance(value, int | float) else text(lever.name, value)
        why = (BY_HAND if moved else "the default") + ("; not identified by any source" if guess else "")
        yield SourceRow("by hand" if moved else "lever", lever.name, shown, lever.unit, "D", why)


def _set(name: str, value: str, unit: str) -> SourceRow:
    return SourceRow("by hand", name, value, unit, "D", BY_HAND)


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


def _country(ev: Evidence, reading: str, code: str) -> Iterator[SourceRow]:
    contributor = code in ev.codes
    for name in COUNTRY_FACTS:
        fact = ev.fact(code, name)
        if fact:
            yield SourceRow(
                "fact", f"{code}.{name}", f"{fact.value:.10g}", fact.unit, fact.grade, fact.source
            )
        elif contributor:
            yield SourceRow("fact", f"{code}.{name}", "unknown", "", "D", "none found; unknown stays unknown")
    if contributor:
        yield _stance(ev, reading, code)


def _stance(ev: Evidence, reading: str, code: str) -> SourceRow:
    name, stance = f"{code}.stance", ev.stances[reading].get(code)
    if stance is None:
        return SourceRow("stance", name, "0", "code book", "D", f"no article up to {reading} gives one")
    carried = f", carried from {stance.carried}" if stance.carried else ""
    value = f"{stance.value:+d}"
    return SourceRow("stance", name, value, "code book", "C", stance.wording + carried, stance.claims)


def _parameters(ev: Evidence, theory: str) -> Iterator[SourceRow]:
    school = _known(ev.theories, theory, "theory")
    for name, prior in ev.parameters.items():
        override = school.overrides.get(name)
        low, mode, high = override or (prior.low, prior.mode, prior.high)
        value = f"{low:g} / {mode:g} / {high:g}"
        if override:
            yield SourceRow("theory", name, value, prior.unit, "D", f"{school.source} ({theory})")
        else:
            yield SourceRow("parameter", name, value, prior.unit, prior.grade, prior.source)

"""Parses the ledgers of countries, facts, parameters, theories, missions and patterns."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sim.evidence.checks import (
    CONFIDENCE,
    GRADES,
    UNCITED,
    UNITLESS,
    known_code,
    prior,
    year_or_month,
)
from sim.evidence.records import Country, Fact, Mission, Parameter, Pattern, Theory
from sim.evidence.table import Row

FACTS: Mapping[str, tuple[str, float, float]] = {
    "population": ("persons", 1e4, 2e9),
    "personnel": ("persons", 0, 1e7),
    "army": ("persons", 0, 5e6),
    "professional": ("share", 0, 1),
    "deployed_before": ("persons", 0, 1e6),
    "distance_to_front": ("km", 0, 20_100),
    "border_russia_belarus": ("km", 0, 10_000),
    "border_ukraine": ("km", 0, 10_000),
    "defence_budget": ("USD bn", 0, 5_000),
    "veto": ("share", 0, 1),
    "gate": ("index", 0, 1),
    "majority": ("share", 0.5, 1),
    "seats": ("share", 0, 1),
    "us_dependence": ("share", 0, 1),
    "mandate_sensitivity": ("multiplier", 0, 5),
    "aid": ("% of GDP", 0, 20),
    "aircraft": ("share", 0, 1),
    "navy": ("share", 0, 1),
    "hub": ("share", 0, 1),
}
"""Every fact a country may have: its unit and the range outside of which it must be a slip."""


def country_of(row: Row) -> Country:
    """A country, by its alpha-3 code."""
    if not re.fullmatch("[A-Z]{3}", row.maybe("code")):
        raise row.refuse("code", "must be an ISO 3166 alpha-3 code (Norway is NOR)")
    return Country(
        code=row.text("code"),
        name=row.text("name"),
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        kind=row.choice("kind", ("contributor", "washington", "moscow", "kyiv")),
    )


def fact_of(row: Row, countries: Collection[str]) -> Fact:
    """A fact of a country, in its unit and range."""
    unit, low, high = FACTS[row.choice("fact", FACTS)]
    if row.text("unit", UNITLESS) != unit:
        raise row.refuse("unit", f"{row.text('fact')} is given in {unit}")
    return Fact(
        code=known_code(row, countries),
        name=row.text("fact"),
        value=row.number("value", low, high),
        unit=unit,
        source=row.text("source", UNCITED),
        grade=row.choice("grade", GRADES),
        confidence=row.choice("confidence", CONFIDENCE),
        note=row.maybe("note"),
        url=row.maybe("url"),
        as_of=year_or_month(row, "as_of"),
    )


def parameter_of(row: Row) -> Parameter:
    """A parameter, with its prior."""
    floor = row.number("floor")
    ceiling = row.number("ceiling", low=floor)
    low, mode, high = prior(row, floor, ceiling)
    return Parameter(
        mechanism=row.text("mechanism"),
        name=row.text("parameter"),
        low=low,
        mode=mode,
        high=high,
        floor=floor,
        ceiling=ceiling,
        unit=row.text("unit", UNITLESS),
        grade=row.choice("grade", GRADES),
        source=row.text("source", UNCITED),
        note=row.maybe("note"),
    )


def theories_of(found: list[Row], parameters: Mapping[str, Parameter]) -> dict[str, Theory]:
    """Build each theory from its summary row (empty parameter) and its override rows."""
    theories: dict[str, Theory] = {}
    overrides: dict[str, dict[str, tuple[float, float, float]]] = {}
    for row in found:
        name, source = row.text("theory"), row.text("source", UNCITED)
        if not row.maybe("parameter"):
            overrides[name] = {}
            theories[name] = Theory(name, row.text("note"), source, overrides[name])
        elif name not in theories:
            raise row.refuse("theory", "its summary row, with parameter empty, must come first")
        else:
            known = parameters.get(row.maybe("parameter"))
            if known is None:
                raise row.refuse("parameter", "must be a parameter in parameters.csv")
            overrides[name][known.name] = prior(row, known.floor, known.ceiling)
    return theories


def mission_of(row: Row) -> Mission:
    """A coded historical episode."""
    return Mission(
        episode_id=row.text("episode_id"),
        mission=row.text("mission"),
        cluster=row.text("cluster"),
        conflict_type=row.choice("conflict_type", ("interstate_line", "civil_or_mixed")),
        years=row.text("years"),
        ref_window=row.text("ref_window"),
        deterred_party=row.text("deterred_party"),
        troops_peak=row.number("troops_peak", 0, 1e7),
        troops_conf=row.choice("troops_conf", CONFIDENCE),
        line_km=row.maybe_number("line_km", 1, 20_000),
        area_km2=row.maybe_number("area_km2", 1, 2e7),
        roe_permissiveness=row.number("roe_permissiveness", 0, 1),
        roe_reason=row.text("roe_reason"),
        great_power_backing=row.number("great_power_backing", 0, 1),
        backing_reason=row.text("backing_reason"),
        host_consent=row.number("host_consent", 0, 1),
        adversary_consent=row.number("adversary_consent", 0, 1),
        adversary_relative_capability=row.number("adversary_relative_capability", 0, 1),
        impartial=row.flag("impartial"),
        major_hostilities_within_5y=row.flag("major_hostilities_within_5y"),
        low_level_probing=row.flag("low_level_probing"),
        bystander=row.flag("bystander"),
        outcome_conf=row.choice("outcome_conf", CONFIDENCE),
        alt_outcome=row.flag("alt_outcome"),
        note_or_disagreement=row.maybe("note_or_disagreement"),
        source=row.text("source", UNCITED),
        fit_include=row.flag("fit_include"),
        lead_power_troops_obj=row.flag("lead_power_troops_obj"),
        mandate_enforcement_obj=row.flag("mandate_enforcement_obj"),
    )


def pattern_of(row: Row, claims: Collection[str]) -> Pattern:
    """A pattern that the model must show."""
    cited = row.listed("claims", claims, "a claim in claims.csv")
    if not cited and not row.maybe("basis"):
        raise row.refuse("claims", "a pattern needs claims or a basis")
    return Pattern(
        pattern_id=row.text("pattern_id"),
        name=row.text("name"),
        test=row.text("test"),
        claims=cited,
        basis=row.maybe("basis"),
        kind=row.text("kind"),
    )

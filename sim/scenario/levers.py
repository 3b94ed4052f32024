"""The levers a user may set: one row each, with kind, default, meaning, claims and source.

A row of `Levers` is also a typed field, so `sim.Scenario`, the engine's columns, Hydra's configuration, the help pages,
the table of levers in the documentation and the random scenarios of the tests all follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from sim.evidence import load
from sim.evidence.layers import LAYERS
from sim.scenario.dated import Events, Schedule
from sim.scenario.entries import ByCountry, ByParameter, Countries
from sim.scenario.injects import SCHEDULED, Inject
from sim.scenario.kinds import Choice, Kind, Names, Number, Whole
from sim.scenario.order_list import Orders
from sim.scenario.orders import Order
from sim.scenario.row import FROM_READING, Lever, lever

ROLES = ("protection", "logistics", "training", "air_sea", "monitoring", "basing")
US_PARTS = ("air_defence", "intelligence", "airlift", "guarantee")
MANDATES = MappingProxyType({"none": 0.0, "coalition": 0.25, "eu": 0.5, "un": 1.0})
"""International standing of the mission as an index (coding, grade D; C084, C112, C138)."""
FORCE, WASHINGTON, WAR, READING, STATES, CALENDAR = (
    "the force",
    "Washington",
    "the war",
    "the reading",
    "the states",
    "the calendar",
)
"""Groups of levers, as the help page heads them."""


def _theories() -> dict[str, str]:
    return {name: f"{theory.summary} {theory.source}" for name, theory in load().theories.items()}


def _readings() -> dict[str, str]:
    return {name: f"{reading.label}. {reading.note}" for name, reading in load().readings.items()}


@dataclass(frozen=True)
class Levers:
    """Every lever with its default, listed once."""

    force_size: float = lever(
        FORCE,
        Number(
            high=300_000.0,
            unit="troops",
            presets={"thousands": 10_000.0, "planning": 40_000.0, "viable": 50_000.0, "zelenskyy": 200_000.0},
        ),
        40_000.0,
        "troops asked for",
        claims=("C061", "C063", "C080", "C134"),
    )
    roe: float = lever(
        FORCE,
        Number(unit="index", presets={"monitor": 0.1, "self_defence": 0.3, "robust": 0.7, "combat": 0.95}),
        0.5,
        "declared rules of engagement, from watching only to fighting",
        claims=("C026", "C028", "C085", "C088", "C089"),
    )
    location: float = lever(
        FORCE,
        Number(unit="index", presets={"rear": 0.05, "cities": 0.3, "belarus_border": 0.5, "line": 0.9}),
        0.3,
        "where it stands: 0 is 1,000 km back, 1 is at the line",
        claims=("C012", "C016", "C069", "C087", "C117"),
    )
    roles: tuple[str, ...] = lever(
        FORCE,
        Names(lambda: ROLES),
        ("protection", "logistics", "training", "air_sea", "basing"),
        "what is on offer; leave out protection and logistics for a mission without troops in Ukraine. No source gives "
        "ships, monitoring or bases next door a deterrent effect of their own",
        claims=("C069", "C107", "C108", "C113", "C118"),
    )
    nato_visibility: float = lever(
        FORCE,
        Number(unit="index", presets={"hidden": 0.0, "visible": 1.0}),
        0.2,
        "how much it looks like NATO",
        claims=("C079", "C083"),
    )
    mandate: str = lever(
        FORCE,
        Choice(lambda: {name: f"standing {standing:g} of 1" for name, standing in MANDATES.items()}),
        "coalition",
        "who stands behind it in law",
        claims=("C084", "C112", "C138"),
    )
    force_generation: str = lever(
        FORCE,
        Choice(lambda: {"pledged": "the coalition must raise it", "granted": "it is simply there"}),
        "pledged",
        "pledged: the coalition must raise it; granted: it is simply there",
        claims=("C062", "C090"),
        source="granted is a thought experiment",
    )
    conference: float = lever(
        FORCE,
        Number(high=24.0, unit="months", presets={"never": 0.0, "quarterly": 3.0}),
        3.0,
        "months from one force-generation conference to the next; with none, states wait for one another",
        claims=("C004", "C082"),
        source="NATO practice: nations offer, gaps are asked for again",
    )
    us_backing: float = lever(
        WASHINGTON,
        Number(unit="index", presets={"none": 0.0, "wavering": 0.35, "enabling": 0.75, "full": 1.0}),
        FROM_READING,
        "how far the US backs the force",
        claims=("C058", "C106", "C123"),
        source="readings.csv; without European soldiers it deters next to nothing but in alliance_only",
    )
    us_volatility: float = lever(
        WASHINGTON,
        Number(high=0.5, unit="index", presets={"steady": 0.0, "mixed": 0.2, "erratic": 0.35}),
        0.2,
        "standard deviation of the monthly signal; capped where the level leaves no room: .20 at .35, .29 at .5",
        claims=("C135",),
    )
    us_parts: tuple[str, ...] = lever(
        WASHINGTON,
        Names(lambda: US_PARTS),
        US_PARTS,
        "which parts of the backing exist",
        claims=("C123", "C129"),
    )
    hostilities: float = lever(
        WAR,
        Number(unit="index", presets={"ceasefire": 0.0, "uneasy": 0.3, "hot_war": 1.0}),
        0.0,
        "0 settlement or ceasefire, 1 hot war",
        claims=("C060", "C095"),
    )
    battlefield: float = lever(
        WAR,
        Number(low=-1.0, unit="index"),
        FROM_READING,
        "how the front stands for Ukraine",
        claims=("C056", "C133"),
        source="readings.csv",
    )
    arming: float = lever(
        WAR,
        Number(unit="ratio", presets={"as_now": 0.0, "more": 0.2, "surge": 0.4}),
        0.0,
        "relative gain in Ukrainian strength from new arms once delivered",
        claims=("C038", "C039", "C094"),
    )
    russian_consent: float = lever(
        WAR,
        Number(unit="index"),
        0.0,
        "how far Moscow accepts the force",
        claims=("C092", "C126", "C144"),
    )
    push: float = lever(
        WAR,
        Number(unit="index", presets={"none": 0.0, "mediated": 0.3, "pressed": 1.0}),
        0.0,
        "outside pressure on both sides to sign a truce; what is signed under it breaks sooner",
        claims=("C058", "C137"),
    )
    baseline_attack_risk: float = lever(
        WAR,
        Number(low=0.01, high=0.99, unit="probability"),
        0.6,
        "five-year chance of an attack with no force, at an even battlefield and the usual balance of strength, with "
        "no arming, training or air effort; not identified by any source, only differences mean something",
        claims=("C030",),
        source="Fortna 2003; public polls 2025",
    )
    border_threat: float = lever(
        WAR,
        Number(high=3.0, unit="ratio"),
        1.0,
        "threat to the border states, 1 is today's",
        claims=("C045",),
    )
    theory: str = lever(
        READING,
        Choice(_theories),
        "consensus",
        "which theory of deterrence and alliances holds",
        source="theories.csv",
    )
    reading: str = lever(
        READING,
        Choice(_readings),
        "sep2025",
        "the moment whose articles are believed: stances, US signal, battlefield",
        source="readings.csv, stances.csv",
    )
    evidence: str = lever(
        READING,
        Choice(lambda: dict(LAYERS)),
        "articles",
        "whose words on the states are believed: the articles alone, or the public record beside them",
        source="stances.csv, record.csv, conditions.csv",
    )
    horizon: int = lever(
        READING, Whole(1, 120, "months"), 36, "months simulated", source="five-year measures need 60"
    )
    parliament: float = lever(
        STATES,
        Number(unit="ratio"),
        1.0,
        "strength of parliaments' vetoes, 1 as in law, 0 none",
        claims=("C096",),
    )
    exclude: tuple[str, ...] = lever(
        STATES, Countries(), (), "countries left out", source="thought experiment"
    )
    stances: tuple[tuple[str, float], ...] = lever(
        STATES,
        ByCountry(-3.0, 3.0, example_value=2.0),
        (),
        "stances set by hand, country to -3 … 3",
        source="replaces stances.csv and record.csv",
    )
    publics: tuple[tuple[str, float], ...] = lever(
        STATES,
        ByCountry(),
        (),
        "public support set by hand, country to share of those with an opinion",
        source="replaces polls.csv",
    )
    assume: tuple[tuple[str, float], ...] = lever(
        STATES,
        ByParameter(),
        (),
        "assumptions fixed by hand, name to value",
        source="replaces parameters.csv",
    )
    injects: tuple[Inject, ...] = lever(
        CALENDAR, Events(), (), "dated events", claims=("C052", "C053", "C068", "C135", "C137")
    )
    schedule: tuple[tuple[str, tuple[tuple[int, float], ...]], ...] = lever(
        CALENDAR,
        Schedule(lambda: {name: BY_NAME[name].kind for name in SCHEDULED}),
        (),
        "dated values of a lever: lever to (month, value) pairs",
        claims=("C106", "C135"),
    )
    orders: tuple[Order, ...] = lever(
        CALENDAR,
        Orders(lambda: MANDATES),
        (),
        "dated decisions about a state, in place of what its executive would wish",
        source="thought experiment, or a game that was played",
    )


def _of(name: str, kind: Kind) -> Kind:
    """The kind of a lever; a number knows which, because a study folder may name levels of it."""
    return replace(kind, lever=name) if isinstance(kind, Number) else kind


LEVERS: tuple[Lever, ...] = tuple(
    Lever(row.name, row.default, **{**row.metadata, "kind": _of(row.name, row.metadata["kind"])})
    for row in fields(Levers)
)
BY_NAME: dict[str, Lever] = {lever.name: lever for lever in LEVERS}
COLUMNS = tuple(lever.name for lever in LEVERS if lever.column)
"""Levers that the engine reads as one number, as they are."""

"""The levers a user may pull: name, default, range, unit and meaning, listed once.

`Scenario` takes its fields from this list, the help page prints it, the documentation quotes it, and the tests pull
every one of them. A default of `FROM_READING` is supplied by the dated reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

FROM_READING = None
"""Default of a lever that the chosen reading supplies."""

ROLES = ("protection", "logistics", "training", "air_sea", "monitoring", "basing")
US_PARTS = ("air_defence", "intelligence", "airlift", "guarantee")
MANDATES = MappingProxyType({"none": 0.0, "coalition": 0.25, "eu": 0.5, "un": 1.0})
"""International standing of the mission as an index (coding, grade D; C084, C112, C138)."""


@dataclass(frozen=True)
class Lever:
    """One lever. `names` are presets that stand for numbers; `source` says where range and presets come from."""

    name: str
    group: str
    kind: str
    default: Any
    meaning: str
    source: str
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    names: Mapping[str, float] = field(default_factory=dict)


def _level(name: str, group: str, default: Any, meaning: str, source: str, **more: Any) -> Lever:
    return Lever(name, group, "number", default, meaning, source, **more)


LEVERS: tuple[Lever, ...] = (
    _level(
        "force_size",
        "the force",
        40_000.0,
        "troops asked for",
        "C061 C063 C080 C134",
        high=300_000.0,
        unit="troops",
        names={"thousands": 10_000.0, "planning": 40_000.0, "viable": 50_000.0, "zelenskyy": 200_000.0},
    ),
    _level(
        "roe",
        "the force",
        0.5,
        "declared rules of engagement, from watching only to fighting",
        "C026 C028 C085 C088 C089",
        unit="index",
        names={"monitor": 0.1, "self_defence": 0.3, "robust": 0.7, "combat": 0.95},
    ),
    _level(
        "location",
        "the force",
        0.3,
        "where it stands: 0 is 1,000 km back, 1 is at the line",
        "C012 C016 C069 C087 C117",
        unit="index",
        names={"rear": 0.05, "cities": 0.3, "belarus_border": 0.5, "line": 0.9},
    ),
    Lever(
        "roles",
        "the force",
        "roles",
        ("protection", "logistics", "training", "air_sea"),
        "what is on offer; leave out protection and logistics for a mission without troops in Ukraine",
        "C069 C107 C108 C113 C118",
    ),
    _level(
        "nato_visibility",
        "the force",
        0.2,
        "how much it looks like NATO",
        "C079 C083",
        unit="index",
        names={"hidden": 0.0, "visible": 1.0},
    ),
    Lever("mandate", "the force", "choice", "coalition", "who stands behind it in law", "C084 C112 C138"),
    Lever(
        "force_generation",
        "the force",
        "choice",
        "pledged",
        "pledged: the coalition must raise it; granted: it is simply there",
        "C062 C090; granted is a thought experiment",
    ),
    _level(
        "us_backing",
        "Washington",
        FROM_READING,
        "how far the US backs the force",
        "readings.csv; C058 C106 C123",
        unit="index",
        names={"none": 0.0, "wavering": 0.35, "enabling": 0.75, "full": 1.0},
    ),
    _level(
        "us_volatility",
        "Washington",
        0.2,
        "standard deviation of the monthly signal; capped where the level leaves no room: .20 at .35, .29 at .5",
        "C135",
        high=0.5,
        unit="index",
        names={"steady": 0.0, "mixed": 0.2, "erratic": 0.35},
    ),
    Lever("us_parts", "Washington", "parts", US_PARTS, "which parts of the backing exist", "C123 C129"),
    _level(
        "hostilities",
        "the war",
        0.0,
        "0 settlement or ceasefire, 1 hot war",
        "C060 C095",
        unit="index",
        names={"ceasefire": 0.0, "uneasy": 0.3, "hot_war": 1.0},
    ),
    _level(
        "battlefield",
        "the war",
        FROM_READING,
        "how the front stands for Ukraine",
        "readings.csv; C056 C133",
        low=-1.0,
        unit="index",
    ),
    _level(
        "arming",
        "the war",
        0.0,
        "relative gain in Ukrainian strength from new arms once delivered",
        "C038 C039 C094",
        unit="ratio",
        names={"as_now": 0.0, "more": 0.2, "surge": 0.4},
    ),
    _level(
        "russian_consent",
        "the war",
        0.0,
        "how far Moscow accepts the force",
        "C092 C126 C144",
        unit="index",
    ),
    _level(
        "baseline_attack_risk",
        "the war",
        0.6,
        "five-year chance of an attack with no force, at an even battlefield and with no arming, training or air "
        "effort; not identified by any source, only differences mean something",
        "C030; Fortna 2003; public polls 2025",
        low=0.01,
        high=0.99,
        unit="probability",
    ),
    _level(
        "border_threat",
        "the war",
        1.0,
        "threat to the border states, 1 is today's",
        "C045",
        high=3.0,
        unit="ratio",
    ),
    Lever(
        "theory",
        "the reading",
        "choice",
        "consensus",
        "which theory of deterrence and alliances holds",
        "theories.csv",
    ),
    Lever(
        "reading",
        "the reading",
        "choice",
        "sep2025",
        "the moment whose articles are believed: stances, US signal, battlefield",
        "readings.csv, stances.csv",
    ),
    Lever(
        "horizon",
        "the reading",
        "whole",
        36,
        "months simulated",
        "five-year measures need 60",
        1,
        120,
        "months",
    ),
    _level(
        "parliament",
        "the states",
        1.0,
        "strength of parliaments' vetoes, 1 as in law, 0 none",
        "C096",
        unit="ratio",
    ),
    Lever("exclude", "the states", "countries", (), "countries left out", "thought experiment"),
    Lever(
        "stances",
        "the states",
        "stances",
        (),
        "stances set by hand, country to -3 … 3",
        "replaces stances.csv",
        -3,
        3,
    ),
    Lever(
        "publics",
        "the states",
        "publics",
        (),
        "public support set by hand, country to share",
        "replaces facts.csv",
    ),
    Lever(
        "assume",
        "the states",
        "assume",
        (),
        "assumptions fixed by hand, name to value",
        "replaces parameters.csv",
    ),
    Lever("injects", "the calendar", "injects", (), "dated events", "C052 C053 C068 C135 C137"),
    Lever(
        "schedule",
        "the calendar",
        "schedule",
        (),
        "dated values of a lever: lever to (month, value) pairs",
        "C106 C135",
    ),
)

BY_NAME = {lever.name: lever for lever in LEVERS}

"""Short names of outcomes and states, as plates write them."""

from __future__ import annotations

from collections.abc import Iterable

from sim.analysis import words
from sim.evidence import load
from sim.outcomes import BY_NAME
from sim.plates.figures import PERCENT

SHORT = {
    "announced": "Troops announced",
    "pledged": "Troops pledged",
    "deployed": "Troops in Ukraine",
    "ground_contributors": "States with soldiers there",
    "any_role_contributors": "States in any role",
    "blocked_by_parliament": "Vetoes by parliaments",
    "attacked": "Chance of an attack",
    "incidents": "Probes of the force",
    "clashes": "Exchanges of fire",
    "kia": "Soldiers of the force killed",
    "direct_war": "Chance of direct war",
    "bystander": "Chance of a bystander force",
    "belief": "Moscow's belief in an answer",
    "deal": "Chance that Kyiv accepts",
    "cost_eur_bn": "Cost to Europe",
    "deployed_path": "Troops in Ukraine",
    "rung_path": "Tension",
    "support_path": "Public support",
    "us_backing_path": "US backing counted on",
}


def short(outcome: str) -> str:
    """A few words for an outcome; its long name where none are set."""
    known = BY_NAME.get(outcome)
    return SHORT.get(outcome) or (known.long_name if known else outcome.replace("_", " "))


def unit(outcome: str) -> str:
    """The unit an outcome is written in: per cent for a probability or share."""
    written = BY_NAME[outcome].unit if outcome in BY_NAME else ""
    return "%" if written in PERCENT else written


def headed(outcome: str) -> str:
    """The short name as a panel's head, with the unit where the name does not say it."""
    said = unit(outcome)
    return (
        short(outcome)
        if said in ("", "countries", "incidents", "persons", "troops")
        else f"{short(outcome)}, {said}"
    )


def in_sentence(outcome: str) -> str:
    """The short name without its capital."""
    name = short(outcome)
    proper = name.startswith(("Moscow", "US ", "Kyiv", "Ukrain"))
    return name if proper else name[0].lower() + name[1:]


def state(code: str) -> str:
    """The name of a state."""
    return next((c.name for c in load().contributors if c.code == code), code)


def listed(names: Iterable[str], most: int = 5) -> str:
    """A, B and C; past `most`, the number of the rest."""
    every = list(names)
    rest = len(every) - most
    return words.listed([*every[:most], f"{rest} more"] if rest > 0 else every)

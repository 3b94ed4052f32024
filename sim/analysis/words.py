"""Names in sentences: outcomes, levers, lists."""

from __future__ import annotations

from collections.abc import Sequence

SHORT = {
    "announced": "troops announced",
    "pledged": "troops pledged",
    "deployed": "troops in place",
    "ground_contributors": "countries on the ground",
    "any_role_contributors": "countries in any role",
    "blocked_by_parliament": "vetoes by parliaments",
    "attacked": "risk of attack",
    "incidents": "probes of the force",
    "clashes": "exchanges of fire",
    "kia": "soldiers killed",
    "direct_war": "risk of direct war",
    "bystander": "risk of a bystander force",
    "belief": "Moscow's belief in an answer",
    "practised_roe": "readiness to answer",
    "ukraine_strength": "Ukrainian strength",
    "deal": "chance of a deal",
    "us_backing_end": "US backing counted on",
    "cost_eur_bn": "cost",
}
"""What an outcome is called in a sentence; the others go by their own name."""


def called(outcome: str) -> str:
    """The name of an outcome in a sentence."""
    return SHORT.get(outcome, outcome.replace("_", " "))


def spoken(name: str) -> str:
    """A lever, assumption or theory by its name, in a sentence."""
    return name.replace("us_", "US ").replace("_", " ").replace("schelling", "Schelling")


def listed(names: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)

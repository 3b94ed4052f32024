"""What outcomes, levers, scenarios and states are called in sentences, tables and figures; and lists of names."""

from __future__ import annotations

from collections.abc import Iterable

from sim.evidence import load
from sim.outcomes import BY_NAME
from sim.scenario import Scenario, differences
from sim.wording import numbers

OUTCOMES = {
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
    "kyiv_content": "chance that Kyiv is content",
    "truce_signed": "chance that a truce is signed",
    "truce_broken": "chance that a truce breaks",
    "truce_months": "months of truce",
    "bound_by_will": "chance that promises bind",
    "bound_by_request": "chance that the request binds",
    "bound_by_sustainment": "chance that sustainment binds",
    "bare_of_air_defence": "chance of a gap in air defence",
    "bare_of_intelligence": "chance of a gap in intelligence",
    "cover": "share of the force covered",
    "standing": "share expected to stand",
    "stood": "share that stood",
    "fought": "share that fought and stood",
    "standing_after": "share still there after six months",
    "us_joined": "chance that the US joins",
    "response_us": "expected chance that the US joins",
    "response_europe": "expected share that fights and stands",
    "us_backing_end": "US backing counted on",
    "cost_eur_bn": "cost",
    "deployed_path": "troops in Ukraine",
    "rung_path": "tension on the ladder of escalation",
    "support_path": "public support",
    "us_backing_path": "US backing counted on",
    "expected_attack_path": "risk of attack that cabinets expect",
    "expected_war_path": "risk of war that cabinets expect",
    "expected_dead_path": "dead per 1,000 and year that cabinets expect",
    "willing_governments": "willing governments",
    "joined_wait": "countries if nobody goes first",
    "joined_rally": "countries if all go together",
    "answered": "probes answered",
    "attack_month": "month of the attack",
    "peak_rung": "highest tension",
    "response": "Moscow's fear of a response",
    "effective_force": "fighting worth of the force",
    "guarantee_index": "guarantee offered",
    "guarantee_demand": "guarantee Kyiv asks for",
    "withdrawals": "countries that left",
    "binding": "what binds",
}
"""What an outcome is called in a sentence; the others go by their own name."""
TENSION = (
    "quiet",
    "harassment",
    "exchange of fire",
    "deadly incident",
    "strike on the force",
    "limited war",
    "direct war",
)
"""The rungs of the ladder of escalation, from 1."""
LEVERS = {
    "roe": "rules of engagement",
    "nato_visibility": "NATO's visibility",
    "russian_consent": "Russian consent",
    "roles": "roles on offer",
    "conference": "months between conferences",
    "push": "pressure to sign",
    "evidence": "whose words count",
    "us_parts": "parts of US backing",
    "exclude": "countries left out",
    "assume": "assumptions by hand",
    "stances": "stances by hand",
    "publics": "publics by hand",
    "injects": "dated events",
    "schedule": "dated levers",
    "orders": "orders to states",
}
TERMS = {
    "inclination": "the common inclination",
    "mandate": "the mandate",
    "battlefield": "the state of the front",
    "aid_given": "the aid it has given",
    "doubt": "doubt about its cabinet",
    "stance": "what it said of soldiers",
    "public": "its public",
    "lock_in": "months already there",
    "us_absence": "the absence of the US",
    "us_ambiguity": "Washington's wavering",
    "hostilities": "the war that is on",
    "expected_dead": "the dead it expects",
    "expected_war": "the war it fears",
    "warning": "Russian warnings",
    "cost": "the price",
    "cover": "gaps in the cover",
    "stakes": "its own stake in an attack",
    "peers": "the others that go",
    "conditions": "its unmet conditions",
    "role": "the ease of the role",
}
"""Terms of a willingness (`rules.willingness.TERMS`) in words."""
DRAWN = "its stance, drawn: none known"
"""What stands for the term `stance` where no statement of the government was found."""
BINDS = {
    "sustainment": "sustainment",
    "air_defence": "air defence",
    "intelligence": "intelligence",
    "will": "the states' will",
    "request": "the request",
    "consent": "Kyiv's consent",
}
"""What may bind (`outcomes.BINDING`), in words."""
ENTRIES = {
    "stances": "stance of {}",
    "publics": "public of {}",
    "exclude": "{} left out",
    "us_parts": "US {}",
    "roles": "role {}",
    "assume": "parameter {}",
    "schedule": "{} by month",
}
"""What an entry of a lever is called."""
UNWRITTEN = frozenset({"", "index", "countries", "incidents", "months", "persons", "rung", "troops"})
"""Units that a name says already, or that say nothing."""


def outcome(name: str) -> str:
    """What an outcome is called in a sentence.

    Examples
    --------
    >>> outcome("kia"), head("kia"), head("attacked")
    ('soldiers killed', 'Soldiers killed', 'Risk of attack, %')
    """
    return OUTCOMES.get(name, name.replace("_", " "))


def head(name: str) -> str:
    """What an outcome is called as the head of a panel or column, with its unit where the name does not say it."""
    text = outcome(name)
    shown = "%" if unit(name) in numbers.PERCENT else unit(name)
    return text[0].upper() + text[1:] + ("" if shown in UNWRITTEN else f", {shown}")


def unit(name: str) -> str:
    """The unit an outcome is measured in; none for what is no outcome of a run."""
    return BY_NAME[name].unit if name in BY_NAME else ""


def lever(name: str) -> str:
    """A lever, an entry of one, a parameter or a theory by its name, in a sentence.

    Examples
    --------
    >>> lever("us_backing"), lever("stances.POL"), lever("us_parts.air_defence"), lever("assume.b0")
    ('US backing', 'stance of Poland', 'US air defence', 'parameter b0')
    """
    whole, dot, entry = name.partition(".")
    if dot and whole in ENTRIES:
        told = lever(entry) if whole == "schedule" else state(entry).replace("_", " ")
        return ENTRIES[whole].format(entry if whole == "assume" else told)
    plain = name.replace("us_", "US ").replace("_", " ").replace("schelling", "Schelling")
    return LEVERS.get(name, plain)


def changes(base: Scenario, other: Scenario) -> str:
    """What another scenario changes, in words: `rules of engagement robust`."""
    return ", ".join(_set(other, name) for name in differences.changed(base, other))


def _set(scenario: Scenario, name: str) -> str:
    if name == "force_size":
        return f"{scenario.force_size:,.0f} troops" if scenario.force_size else "no troops"
    return f"{lever(name)} {differences.text(name, getattr(scenario, name))}"


def term(name: str, *, known: bool = True) -> str:
    """A term of a willingness in words; its parameters and figures go by its own name. `known`: a stance is known."""
    return DRAWN if name == "stance" and not known else TERMS.get(name, name)


def scenario(name: str, most: int = 36) -> str:
    """The name of a scenario in a sentence, in quotes if it has several words; the middle of a long one gives way."""
    half = most // 2
    short = name if len(name) <= most else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"
    return f"“{short}”" if " " in short else short


def state(code: str) -> str:
    """The name of a state."""
    return load().names.get(code, code)


def listed(names: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *first, end = list(names) or [""]
    return f" {last} ".join(part for part in (", ".join(first), end) if part)


def either(names: Iterable[str], most: int = 2) -> str:
    """`a or b`; past `most`, the number of the rest; `none` of none.

    Examples
    --------
    >>> either("abcd"), either("a"), either("")
    ('a, b or 2 more', 'a', 'none')
    """
    every = list(names)
    rest = len(every) - most
    return listed([*every[:most], f"{rest} more"] if rest > 0 else every, "or") or "none"


def some(names: Iterable[str], most: int = 5) -> str:
    """`a, b and c`; past `most`, the number of the rest."""
    every = list(names)
    rest = len(every) - most
    return listed([*every[:most], f"{rest} more"] if rest > 0 else every)

"""What is measured, listed once: name, dimensions, unit, long name.

All figures of the coalition are taken in the last month of peace: the last month of the run, or the one in which an
attack begins, before it strikes; what was announced and pledged, at its most until then. Counts and costs run over all
months.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Outcome:
    """One variable of the results; `kind` says how to summarise it.

    What a country takes of `rules.roles.ROLE_NAMES`, and what hinders its order of `rules.hindrance.HINDRANCES`, is one
    number in the engine: the sum of 1 for the first name, 2 for the second, 4 for the third and so on. Results hold a
    yes or no for each name.
    """

    name: str
    unit: str
    long_name: str
    kind: str = "number"


RUN = (
    Outcome("announced", "troops", "troops announced by willing governments, at most"),
    Outcome("pledged", "troops", "troops pledged after parliaments, at most"),
    Outcome("deployed", "troops", "troops in Ukraine in the last month of peace"),
    Outcome("bound_by_will", "1", "what states promise keeps the force from being larger", "flag"),
    Outcome("bound_by_request", "1", "what is asked for keeps the force from being larger", "flag"),
    Outcome(
        "bound_by_sustainment", "1", "what can be kept supplied keeps the force from being larger", "flag"
    ),
    Outcome("cover", "share", "share of the force that air defence and intelligence protect", "share"),
    Outcome("bare_of_air_defence", "1", "air defence, the scarcer, leaves part of the force bare", "flag"),
    Outcome("bare_of_intelligence", "1", "intelligence, the scarcer, leaves part of the force bare", "flag"),
    Outcome("ground_contributors", "countries", "countries with soldiers in Ukraine or on the way", "count"),
    Outcome(
        "any_role_contributors",
        "countries",
        "countries that take on any role of the mission, at home or in Ukraine",
        "count",
    ),
    Outcome("willing_governments", "countries", "governments willing to send soldiers", "count"),
    Outcome("blocked_by_parliament", "countries", "willing governments whose parliament refuses", "count"),
    Outcome("joined_wait", "countries", "countries on the ground if nobody had gone first", "count"),
    Outcome("joined_rally", "countries", "countries on the ground if all had gone together", "count"),
    Outcome("attacked", "1", "an attack within the horizon", "flag"),
    Outcome("attack_month", "months", "month of the attack (none: not a number)"),
    Outcome("incidents", "incidents", "probes of the force before any attack", "count"),
    Outcome("answered", "incidents", "probes the force answered", "count"),
    Outcome(
        "clashes", "incidents", "exchanges of fire with the force, attacks it answered included", "count"
    ),
    Outcome("kia", "persons", "soldiers of the force killed", "count"),
    Outcome("direct_war", "1", "direct war between Europe and Russia", "flag"),
    Outcome("bystander", "1", "a force that was tested and answered fewer than one test in five", "flag"),
    Outcome("peak_rung", "rung", "highest rung of escalation, 1 quiet to 7 direct war"),
    Outcome("belief", "probability", "Moscow's belief that the force answers"),
    Outcome("practised_roe", "probability", "chance that the force answers"),
    Outcome("standing", "share", "share of the force expected to stand if it is hit", "share"),
    Outcome("response", "probability", "chance, in Moscow's eyes, of a response beyond Ukraine's own"),
    Outcome(
        "response_europe", "share", "share of the force that Moscow expects to answer and stand", "share"
    ),
    Outcome("response_us", "probability", "chance, in Moscow's eyes, that the US joins"),
    Outcome(
        "stood", "share", "share of the force that stood when it was hit (not hit: not a number)", "share"
    ),
    Outcome("fought", "share", "share that answered the attack and stood (no attack: not a number)", "share"),
    Outcome("us_joined", "1", "the US joins after an attack", "flag"),
    Outcome(
        "standing_after",
        "share",
        "share of the soldiers still there six months after the attack (none, or the end too near: not a number)",
        "share",
    ),
    Outcome("ukraine_strength", "troops", "Ukrainian strength in the field, relief included"),
    Outcome("effective_force", "troops", "fighting worth of the force in Ukrainian-soldier equivalents"),
    Outcome("guarantee_index", "index", "strength of the guarantee offered to Kyiv"),
    Outcome("guarantee_demand", "index", "guarantee Kyiv asks for"),
    Outcome("kyiv_content", "1", "Kyiv has been offered the guarantee it asks for", "flag"),
    Outcome("deal", "1", "a truce, signed by both, that stands in the last month of peace", "flag"),
    Outcome("truce_signed", "1", "both have signed a truce at some time", "flag"),
    Outcome("truce_months", "months", "months that any truce has stood"),
    Outcome("truce_broken", "1", "a truce has broken, by erosion or by an attack", "flag"),
    Outcome("withdrawals", "countries", "countries that left after losses", "count"),
    Outcome("us_backing_end", "index", "US backing others count on"),
    Outcome("cost_eur_bn", "EUR bn", "cost to Europe over all months"),
)
COUNTRY = (
    Outcome("roles_by_country", "1", "takes the role", "roles"),
    Outcome("hindrance_by_country", "1", "hinders the order to the country", "hindrances"),
    Outcome("rung_by_country", "rung", "rung of commitment, 0 nothing to 6 forward troops"),
    Outcome("troops_by_country", "troops", "troops in Ukraine"),
    Outcome("reserve_by_country", "share", "share of the army held back"),
    Outcome(
        "willingness_by_country",
        "logit",
        "willingness to send support troops, or others if none are asked for; willing above zero",
    ),
    Outcome("joined_month_by_country", "months", "first month on the ground (never: not a number)"),
)
MONTH = (
    Outcome("deployed_path", "troops", "troops in Ukraine"),
    Outcome("rung_path", "rung", "tension, 1 quiet to 7 direct war"),
    Outcome("support_path", "share", "public support, weighted by defence spending"),
    Outcome("us_backing_path", "index", "US backing others count on"),
    Outcome("expected_attack_path", "probability", "chance of an attack this month, as cabinets expect it"),
    Outcome("expected_war_path", "probability", "chance of direct war a year, as cabinets expect it"),
    Outcome("expected_dead_path", "persons", "dead per 1,000 soldiers and year, as cabinets expect them"),
)
ABSENT = ("attack_month", "stood", "fought", "standing_after")
"""Outcomes that only some runs have: a mean over all runs would be of nothing."""
BINDING = Outcome("binding", "1", "what the force is short of first, or else what keeps its size", "label")
"""A word a run, read off the flags above by `binding`; it has no mean, so it is no row of RUN."""
BOUND_BY = {
    "bound_by_sustainment": "sustainment",
    "bare_of_air_defence": "air_defence",
    "bare_of_intelligence": "intelligence",
    "bound_by_will": "will",
    "bound_by_request": "request",
}
"""What binds, by its flag: kinds that cap the size, kinds that leave part of the force bare, then the rest."""
CONSENT = "consent"
"""What binds where no flag is set: Kyiv lets no larger force in."""
WORD = np.dtype(f"U{max(map(len, BOUND_BY.values()))}")
BY_NAME = {outcome.name: outcome for outcome in RUN + COUNTRY + MONTH}
COUNTRY_AT = {outcome.name: place for place, outcome in enumerate(COUNTRY)}
"""Place of each outcome of a country in its row."""
RUN_ROW = np.dtype([(outcome.name, "f8") for outcome in RUN])


def binding(run: NDArray[np.void]) -> NDArray[np.str_]:
    """What binds in each run, from rows of RUN_ROW; a kind that is short goes before will, request and consent.

    Examples
    --------
    >>> runs = np.zeros(2, RUN_ROW)
    >>> runs["bound_by_will"] = [1.0, 0.0]
    >>> binding(runs).tolist()
    ['will', 'consent']
    """
    return np.select([run[flag] > 0.0 for flag in BOUND_BY], list(BOUND_BY.values()), CONSENT)

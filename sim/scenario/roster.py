"""The contributors in numbers: one row a country, in the ledger's order, whoever is left out of a run."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.evidence import Evidence, load
from sim.evidence.polls import supports, usually_undecided

FACTS = np.dtype(
    [
        ("personnel", "f8"),  # active soldiers
        ("army", "f8"),  # of these in the army
        ("professional", "f8"),  # share of the army that may be sent abroad: no conscripts
        ("deployed_before", "f8"),  # largest force kept abroad before, soldiers; 0 if there is no army
        ("distance_km", "f8"),  # capital to the front
        ("border_km", "f8"),  # with Russia and Belarus
        ("veto", "f8"),  # strength of parliament's veto, 0-1
        ("gate", "f8"),  # least index of a mandate that the law asks for, 0-1
        ("majority", "f8"),  # share of the seats that a vote needs
        ("seats", "f8"),  # seats of parties that had not come out against, share
        ("poll", "f8"),  # in favour, share of those with an opinion; if unknown, the others' median
        ("undecided", "f8"),  # share of the public; as many as usual where no poll is known
        ("polled", "f8"),  # 1 if a poll is known
        ("us_dependence", "f8"),  # 0-1
        ("mandate_sensitivity", "f8"),  # multiplier
        ("aid", "f8"),  # military aid to Ukraine by the end of 2024, % of GDP
        ("aircraft", "f8"),  # fitness for the air role, 0-1
        ("navy", "f8"),  # fitness for the sea role, 0-1
        ("hub", "f8"),  # fitness as a logistics hub, 0-1
        ("budget", "f8"),  # defence budget, USD bn a year
        ("weight", "f8"),  # share of all contributors' defence spending
    ]
)


def codes() -> tuple[str, ...]:
    """Alpha-3 codes of all contributors, in the ledger's order."""
    return tuple(country.code for country in load().contributors)


def facts() -> NDArray[Any]:
    """One row of FACTS a contributor, shape (countries,); read-only."""
    return _facts(load())


LEDGER = {
    "personnel": "personnel",
    "army": "army",
    "professional": "professional",
    "deployed_before": "deployed_before",
    "distance_km": "distance_to_front",
    "border_km": "border_russia_belarus",
    "veto": "veto",
    "gate": "gate",
    "majority": "majority",
    "seats": "seats",
    "us_dependence": "us_dependence",
    "mandate_sensitivity": "mandate_sensitivity",
    "aid": "aid",
    "aircraft": "aircraft",
    "navy": "navy",
    "hub": "hub",
    "budget": "defence_budget",
}
"""Fields that stand in facts.csv as they are, each with its name there."""


@cache
def _facts(evidence: Evidence) -> NDArray[Any]:
    def known(code: str, name: str) -> float:
        return evidence.facts[code, name].value

    roster = [country.code for country in evidence.contributors]
    polls, undecided = supports(evidence), usually_undecided(evidence)
    typical = median(poll.share for poll in polls.values())
    spending = sum(known(code, "defence_budget") for code in roster)
    rows = np.zeros(len(roster), FACTS)
    for row, code in zip(rows, roster, strict=True):
        for field, name in LEDGER.items():
            row[field] = known(code, name)
        poll = polls.get(code)
        row["poll"] = poll.share if poll else typical
        row["undecided"] = poll.undecided if poll else undecided
        row["polled"] = float(poll is not None)
        row["weight"] = row["budget"] / spending
    rows.flags.writeable = False
    return rows

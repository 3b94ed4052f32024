"""The contributors in numbers: one row a country, in the ledger's order, whoever is left out of a run."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.evidence import Evidence, load

FACTS = np.dtype(
    [
        ("personnel", "f8"),  # active soldiers
        ("army", "f8"),  # of these in the army
        ("distance_km", "f8"),  # capital to the front
        ("border_km", "f8"),  # with Russia and Belarus
        ("veto", "f8"),  # strength of parliament's veto, 0-1
        ("seats", "f8"),  # seats behind the government, share
        ("poll", "f8"),  # public support, share; the others' median where no poll is known
        ("polled", "f8"),  # 1 if a poll is known
        ("us_dependence", "f8"),  # 0-1
        ("mandate_sensitivity", "f8"),  # multiplier
        ("expeditionary", "f8"),  # multiplier
        ("professional", "f8"),  # share of the army that can be sent
        ("deployed_before", "f8"),  # most troops it ever kept abroad in a comparable mission
        ("gate", "f8"),  # mandate index that its law asks for
        ("majority", "f8"),  # share of seats that a vote needs
        ("undecided", "f8"),  # share of a public
        ("aid", "f8"),  # military aid given, % of GDP
        ("aircraft", "f8"),  # aptitude for the role in the air, 0-1
        ("navy", "f8"),  # aptitude for the role at sea, 0-1
        ("hub", "f8"),  # aptitude for a hub, 0-1
        ("budget", "f8"),  # defence budget a year, USD bn
        ("weight", "f8"),  # share of all contributors' defence spending
    ]
)


def codes() -> tuple[str, ...]:
    """Alpha-3 codes of all contributors, in the ledger's order."""
    return tuple(country.code for country in load().contributors)


@cache
def facts() -> NDArray[Any]:
    """One row of FACTS a contributor, shape (countries,); read-only."""
    return _facts(load())


def _facts(evidence: Evidence) -> NDArray[Any]:
    def known(code: str, fact: str) -> float | None:
        row = evidence.fact(code, fact)
        return None if row is None else row.value

    def needed(code: str, fact: str) -> float:
        return known(code, fact) or 0.0

    roster = [country.code for country in evidence.contributors]
    polls = {code: poll for code in roster if (poll := known(code, "poll_support")) is not None}
    median_poll = median(polls.values())
    spending = sum(needed(code, "defence_budget") for code in roster)
    rows = np.zeros(len(roster), FACTS)
    for row, code in zip(rows, roster, strict=True):
        row["personnel"] = needed(code, "personnel")
        row["army"] = needed(code, "personnel") * needed(code, "army_share")
        row["distance_km"] = needed(code, "distance_to_front")
        row["border_km"] = needed(code, "border_russia_belarus")
        row["veto"] = needed(code, "veto")
        row["seats"] = needed(code, "seats")
        row["poll"] = polls.get(code, median_poll)
        row["polled"] = float(code in polls)
        row["us_dependence"] = needed(code, "us_dependence")
        row["mandate_sensitivity"] = needed(code, "mandate_sensitivity")
        row["expeditionary"] = needed(code, "expeditionary")
        row["professional"] = row["aircraft"] = row["navy"] = row["hub"] = 0.5
        row["deployed_before"] = 3000.0
        row["majority"] = 0.5
        row["aid"] = 0.3
        row["budget"] = needed(code, "defence_budget")
        row["weight"] = needed(code, "defence_budget") / spending
    rows.flags.writeable = False
    return rows

"""What a run remembers from month to month: rows of numbers for all countries, one record for the world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.assumptions import PARAMETERS

ASSUMED = np.dtype([(name, "f8") for name in PARAMETERS])
"""One draw of every parameter."""

(
    NEAR,  # stake from nearness
    REACH,  # how far the border norm binds
    DOUBT,  # private doubt, logit
    MANDATE,  # sensitivity to a mandate
    DEPENDENCE,  # on the US
    WEIGHT,  # share of all contributors' defence spending
    STANCE,
    START,  # public support at the start, share
    SUPPORT,  # public support now, share
    DEAD,  # own soldiers killed
    GRIEF,  # tenfolds of own dead
    STAYING,  # chance of not having left after losses
    GONE,  # 1 if it left after losses, for good
    AUTHORISED,  # 1 if parliament has consented
    REFUSED,  # US backing at the best offer that parliament refused, below 0 if none
    HELPING,  # what bears on helping at all, logit
    SENDING,  # what bears on sending soldiers, logit
    WILLINGNESS,  # at the easiest ground rung, logit
    WILLING,  # 1 if the executive wants soldiers on the ground
    RUNG,
    MONTHS,  # months on a ground rung
    JOINED,  # first month on a ground rung, NaN if never
    RESERVE,  # share of the army held back
    CAPACITY,  # troops it can keep in Ukraine
    ANNOUNCED,  # troops
    PLEDGED,  # troops
    TROOPS,  # in Ukraine
    ROWS,
) = range(28)
"""Rows of `own`, one column a country."""


class Weights(NamedTuple):
    """The assumptions that willingness reads, held in registers rather than memory while all countries are weighed."""

    b0: float
    b_st: float
    b_pub: float
    b_near: float
    b_peer: float
    peer_full: float
    b_m: float
    b_Q: float
    b_lock: float
    lock_months: float
    b_us: float
    zeta: float
    b_hot: float
    b_roe: float
    b_norm: float


class Mood(NamedTuple):
    """The assumptions that public support reads, likewise."""

    drift: float
    mu: float
    xi: float


WORLD = np.dtype(
    [
        ("trust", "f8"),  # US backing others count on
        ("joined", "f8"),  # capability share on a ground rung last month
        ("others_pledged", "f8"),  # all pledges last month, troops
        ("payers", "f8"),  # capability share on a rung that pays for arms
        ("trainers", "f8"),  # capability share on the training rung or above
        ("airmen", "f8"),  # capability share on the air and sea rung or above
        ("announced", "f8"),  # most troops announced in peace
        ("pledged", "f8"),  # most troops pledged in peace
        ("troops", "f8"),  # in Ukraine
        ("rear", "f8"),  # of these on the support rung
        ("delivered", "f8"),  # gain in Ukrainian strength from arms
        ("trained", "f8"),  # gain in Ukrainian strength from training
        ("answered", "f8"),  # Moscow's memory, pseudo-incidents
        ("ignored", "f8"),
        ("seen_answered", "f8"),  # this month's incident: 1 if it was answered
        ("seen_ignored", "f8"),  # or 1 if it was let pass
        ("peace", "f8"),  # chance of no attack so far
        ("attacked", "b1"),
        ("attack_month", "f8"),
        ("mustered", "f8"),  # threat at which reserves were last set
        ("tension", "i8"),
        ("peak", "i8"),
        ("rally", "f8"),
        ("deal", "b1"),
        ("calmed", "f8"),
        ("incidents", "f8"),
        ("answers", "f8"),
        ("clashes", "f8"),
        ("tests", "f8"),  # incidents and attacks that met the force
        ("kia", "f8"),
        ("withdrawals", "f8"),
        ("cost", "f8"),
    ]
)

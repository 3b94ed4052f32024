"""What a run remembers from month to month: one record for the countries, with a row a quantity, one for the world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.assumptions import PARAMETERS
from sim.scenario import roster

ASSUMED = np.dtype([(name, "f8") for name in PARAMETERS])
"""One draw of every parameter."""

ABREAST = 8
"""Countries that a processor takes in a step."""
SEATS = -(-len(roster.codes()) // ABREAST) * ABREAST
"""Seats for all countries: a multiple of ABREAST, the last ones empty; fixed, so that loops need no checks."""
OWN = np.dtype(
    [
        ("near", "f8", SEATS),  # stake from nearness
        ("reach", "f8", SEATS),  # how far the border norm binds
        ("doubt", "f8", SEATS),  # private doubt, logit
        ("mandate", "f8", SEATS),  # sensitivity to a mandate
        ("dependence", "f8", SEATS),  # on the US
        ("weight", "f8", SEATS),  # share of all contributors' defence spending
        ("stance", "f8", SEATS),
        ("start", "f8", SEATS),  # public support at the start, share
        ("support", "f8", SEATS),  # public support now, share
        ("fallen", "f8", SEATS),  # own soldiers killed in the last month that cost lives
        ("dead", "f8", SEATS),  # own soldiers killed
        ("grief", "f8", SEATS),  # tenfolds of own dead
        ("staying", "f8", SEATS),  # chance of not having left after losses
        ("barred", "f8", SEATS),  # 1 if it has no army, or left after losses for good
        ("authorised", "f8", SEATS),  # 1 if parliament has consented
        ("helping", "f8", SEATS),  # what bears on helping at all, logit
        ("sending", "f8", SEATS),  # what bears on sending soldiers, logit
        ("willingness", "f8", SEATS),  # at the rung looked at (`ladder.explained`), logit
        ("willing", "f8", SEATS),  # 1 if the executive wants soldiers on the ground
        ("rung", "f8", SEATS),
        ("months", "f8", SEATS),  # months on a ground rung
        ("joined", "f8", SEATS),  # first month on a ground rung, NaN if never
        ("reserve", "f8", SEATS),  # share of the army held back
        ("capacity", "f8", SEATS),  # troops it can keep in Ukraine
        ("announced", "f8", SEATS),  # troops
        ("pledged", "f8", SEATS),  # troops
        ("troops", "f8", SEATS),  # in Ukraine
    ]
)
"""What countries remember: one seat each, for every quantity."""


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
        ("answered", "f8"),  # incidents that Moscow remembers as answered
        ("ignored", "f8"),  # or as let pass
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

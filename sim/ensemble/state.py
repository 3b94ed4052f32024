"""What a run remembers from month to month, and the arrays it is handed."""

from __future__ import annotations

import numpy as np

from sim.assumptions import PARAMETERS

ASSUMED = np.dtype([(name, "f8") for name in PARAMETERS])
"""One draw of every parameter."""

COUNTRY = np.dtype(
    [
        ("near", "f8"),  # stake from nearness
        ("doubt", "f8"),  # private doubt, logit
        ("stance", "f8"),
        ("start", "f8"),  # public support at the start, share
        ("support", "f8"),  # public support now, share
        ("dead", "f8"),  # own soldiers killed
        ("staying", "f8"),  # chance of not having left after losses
        ("gone", "b1"),  # left after losses, for good
        ("authorised", "b1"),  # parliament has consented
        ("willing", "b1"),  # the executive wants soldiers on the ground
        ("rung", "i8"),
        ("months", "f8"),  # months on a ground rung
        ("joined", "f8"),  # first month on a ground rung, NaN if never
        ("willingness", "f8"),  # at the easiest ground rung, logit
        ("reserve", "f8"),  # share of the army held back
        ("announced", "f8"),  # troops
        ("pledged", "f8"),  # troops
        ("troops", "f8"),  # in Ukraine
    ]
)

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
        ("peace", "f8"),  # chance of no attack so far
        ("attacked", "b1"),
        ("attack_month", "f8"),
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

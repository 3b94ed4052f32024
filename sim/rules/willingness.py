"""Willingness of an executive: a threshold with peers (Granovetter 1978; Schelling 1978).

A government takes a rung when what speaks for it outweighs what speaks against it. Some terms bear on helping Ukraine
at all; the others on sending soldiers, and weigh at a rung by its share: what was said about troops, what publics
think of it, who else goes, and what makes it dangerous.

    helping = b0 + b_near·(e^(−d/near_km) − 0.4) + b_m·m·mandate + b_Q·battlefield + doubt
    sending = b_st·stance + b_pub·(S − ½) + b_peer·min(1, Σw·joined / peer_full) + lock-in
            − b_us·u·(1 − US) − zeta·u·swing − b_hot·H·(1 − bound) − b_roe·(ROE − ½)·(1 − US) − b_norm·reach·threat

Units: logits throughout. Source: claims C005–C008, C044–C049, C065–C068, C111, C112, C121, C124, C133.
Pitfalls: peers act with a lag, or everyone waits; b_peer above about 2.5 makes all-or-nothing cascades; the centring
constants ½ and 0.4 only shift b0; doubt is drawn once a state and run, never each month.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip, exp, logit
from sim.rules.priors import triangular
from sim.rules.records import Assumptions, Facts, Month

HELPING_TERMS = ("inclination", "nearness", "mandate", "battlefield", "doubt")
SENDING_TERMS = (
    "stance",
    "public",
    "peers",
    "lock_in",
    "us_absence",
    "us_ambiguity",
    "hostilities",
    "rules_of_engagement",
    "border_norm",
)
RUNG_TERMS = ("rung", "location")
TERMS = HELPING_TERMS + SENDING_TERMS + RUNG_TERMS
"""Every term of a willingness, in the order in which they are added."""


def nearness(p: Assumptions, distance_km: float) -> float:
    """Stake from nearness: 1 at the front, falling by a factor e every near_km."""
    return exp(-distance_km / p.near_km)


def norm_reach(p: Assumptions, c: Facts) -> float:
    """How far the border norm binds; 0–1.

    Not without a border, in full for an army of norm_army or more: small states send tokens.
    """
    return min(1.0, c.army / 1000.0 / p.norm_army) if c.border_km > 0.0 else 0.0


def unstated(p: Assumptions, draw: float) -> float:
    """Stance of a government that has said nothing: drawn over the whole code book, −3 … 3; `draw` is uniform."""
    return triangular(-3.0, p.silent, 3.0, draw)


def doubt(p: Assumptions, draw: float) -> float:
    """What is not known about a cabinet: logistic with scale `doubt`; logit. `draw` is uniform on [0, 1)."""
    return p.doubt * logit(clip(draw, 1e-12, 1.0 - 1e-12))


def pull_of_peers(p: Assumptions, joined_share: float) -> float:
    """Pull of the others' capability that joined last month, complete at peer_full; 0–1."""
    return min(1.0, joined_share / p.peer_full)


def lock_in(p: Assumptions, months_deployed: float) -> float:
    """Audience cost of leaving, growing with the months deployed (C034); logit."""
    return p.b_lock * min(1.0, months_deployed / p.lock_months)


def helping_terms(
    p: Assumptions, near: float, mandate: float, battlefield: float, doubt_drawn: float
) -> tuple[float, float, float, float, float]:
    """The terms named in HELPING_TERMS; logits. `mandate` is the index times the state's own sensitivity."""
    return p.b0, p.b_near * (near - 0.4), p.b_m * mandate, p.b_Q * battlefield, doubt_drawn


def sending_terms(
    p: Assumptions,
    m: Month,
    stance: float,
    support: float,
    joined_share: float,
    months_deployed: float,
    dependence: float,
    reach: float,
    bound: float,
) -> tuple[float, float, float, float, float, float, float, float, float]:
    """The terms named in SENDING_TERMS, for protection troops; logits.

    Of the month: backing `us` and its `swing`, rules of engagement `roe`, `hostilities`, `threat`.
    """
    return (
        p.b_st * stance,
        p.b_pub * (support - 0.5),
        p.b_peer * pull_of_peers(p, joined_share),
        lock_in(p, months_deployed),
        -p.b_us * dependence * (1.0 - m.us),
        -p.zeta * dependence * m.swing,
        -p.b_hot * m.hostilities * (1.0 - bound),
        -p.b_roe * (m.roe - 0.5) * (1.0 - m.us),
        -p.b_norm * reach * m.threat,
    )


def total_helping(t: tuple[float, float, float, float, float]) -> float:
    """Sum of the helping terms, in their order."""
    return t[0] + t[1] + t[2] + t[3] + t[4]


def total_sending(t: tuple[float, float, float, float, float, float, float, float, float]) -> float:
    """Sum of the sending terms, in their order."""
    return t[0] + t[1] + t[2] + t[3] + t[4] + t[5] + t[6] + t[7] + t[8]

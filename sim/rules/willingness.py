"""Willingness of an executive: what speaks for helping, for soldiers on Ukrainian ground, and against the risk.

A government takes a role when what speaks for it outweighs what speaks against it. Three sums bear on every role by the
role's own shares (see `roles`), and what was said of helping on roles off the ground:

    helping = b0 + b_m·m·mandate + b_Q·battlefield + b_aid·(aid given − ½) + doubt
    soil    = b_st·stance + b_pub·(S − ½)
    risk    = lock-in − b_us·u·(1 − US) − zeta·u·swing − b_hot·H·(1 − bound)
            − b_dead·log₁₀(1 + dead)·(1 − near) − b_war·√war − b_warn·warning·(1 − US)·(1 − near)
            − b_cost·cost/budget − b_bare·(1 − cover) + b_stakes·(1 − (1 − attack)¹²)·threat·near       and `conference`

`dead` a year and 1,000 soldiers, `war` a year, `attack` a month and `cover` are what the model's own rules gave a month
before: executives look ahead (rational expectations with a lag). A stance is what a government said about soldiers; one
that has said nothing has a stance drawn over the whole code book. Units: logits throughout. Source: claims C005–C008,
C044–C049, C065–C068, C111–C114, C121–C125, C133, C139, C140; Mueller 1973 for the logarithm; Östman 2021 for far
states' dead. `near` is e^(−d/near_km): the near have a stake, the far count the dead (C047, C048); rules of engagement
weigh through the war and the dead they lead to. Pitfalls: expectations of the same month would make a simultaneous
system; a term for distance or for rules beside these counts twice; `b_hot` is the war that is, `b_war` the war that
may come; the centring constant only shifts b0; doubt is drawn once a state and run.
"""

from __future__ import annotations

import math

from sim.rules.arithmetic import clip, exp, log10_1p, logit, power
from sim.rules.priors import triangular
from sim.rules.records import Assumptions, Facts, Month

HELPING_TERMS = ("inclination", "mandate", "battlefield", "aid_given", "doubt")
SOIL_TERMS = ("stance", "public")
RISK_TERMS = (
    "lock_in",
    "us_absence",
    "us_ambiguity",
    "hostilities",
    "expected_dead",
    "expected_war",
    "warning",
    "cost",
    "cover",
    "stakes",
)
EXPECTED_TERMS = ("expected_dead", "expected_war", "cover", "stakes")
"""Terms that rest on what executives expect of Moscow, and so on nearly all that bears on it."""
OTHERS_TERMS = ("peers", "conditions")
TERMS = (*HELPING_TERMS, *SOIL_TERMS, *RISK_TERMS, *OTHERS_TERMS, "role")
"""Every term of a willingness, in the order in which they are added."""
MUCH_AID = 0.7
"""Military aid that counts as having given in full, % of GDP: the upper quarter of facts.csv, a scale for `b_aid`."""
Helping = tuple[float, float, float, float, float]
Soil = tuple[float, float]
Risk = tuple[float, float, float, float, float, float, float, float, float, float]


def nearness(p: Assumptions, distance_km: float) -> float:
    """Nearness: 1 at the front, falling by a factor e every near_km."""
    return exp(-distance_km / p.near_km)


def unstated(p: Assumptions, draw: float) -> float:
    """Stance of a government that has said nothing: drawn over the whole code book, −3 … 3; `draw` is uniform."""
    return triangular(-3.0, p.silent, 3.0, draw)


def doubt(p: Assumptions, draw: float) -> float:
    """What is not known about a cabinet: logistic with scale `doubt`; logit. `draw` is uniform on [0, 1)."""
    return p.doubt * logit(clip(draw, 1e-12, 1.0 - 1e-12))


def after_election(p: Assumptions, stance: float, draw: float) -> float:
    """Stance of the government after a scheduled election, −3 … 3: the old one and a draw of either sign."""
    return clip(stance + p.turnover * (2.0 * draw - 1.0), -3.0, 3.0)


def lock_in(p: Assumptions, months_deployed: float) -> float:
    """Audience cost of leaving, growing with the months deployed (C034); logit."""
    return p.b_lock * min(1.0, months_deployed / p.lock_months)


def aid_given(c: Facts) -> float:
    """What a state has given in arms, 0 nothing to 1 as much as the upper quarter or more."""
    return min(1.0, c.aid / MUCH_AID)


def burden(p: Assumptions, c: Facts, troops: float) -> float:
    """A year's full cost of so many soldiers as a share of the defence budget."""
    return troops * p.c_s * p.overhead / 1000.0 / max(0.1, c.budget)


def helping_terms(
    p: Assumptions, mandate: float, battlefield: float, given: float, doubt_drawn: float
) -> Helping:
    """The terms named in HELPING_TERMS; logits. `mandate` is the index times the state's own sensitivity."""
    return p.b0, p.b_m * mandate, p.b_Q * battlefield, p.b_aid * (given - 0.5), doubt_drawn


def said_of_helping(p: Assumptions, said: float) -> float:
    """Weight of what a government said about helping at all, −3 … 3, on every role off the ground; logit.

    It does not bear on soldiers: who puts training or ships first has not offered them, and may have put them off.
    """
    return p.b_help * said


def soil_terms(p: Assumptions, stance: float, support: float) -> Soil:
    """The terms named in SOIL_TERMS, for protection troops; logits."""
    return p.b_st * stance, p.b_pub * (support - 0.5)


def risk_terms(
    p: Assumptions, m: Month, dependence: float, near: float, months: float, bound: float, cost: float
) -> Risk:
    """The terms named in RISK_TERMS, for protection troops; logits. `cost`: share of the defence budget."""
    return (
        lock_in(p, months),
        -p.b_us * dependence * (1.0 - m.us),
        -p.zeta * dependence * m.swing,
        -p.b_hot * m.hostilities * (1.0 - bound),
        -p.b_dead * m.grim * (1.0 - near),
        -p.b_war * m.dread,
        -p.b_warn * m.warning * (1.0 - m.us) * (1.0 - near),
        -p.b_cost * cost,
        -p.b_bare * (1.0 - m.expected_cover),
        p.b_stakes * m.menace * m.threat * near,
    )


def grim(dead: float) -> float:
    """Weight of the dead expected, per 1,000 soldiers and year, in tenfolds."""
    return log10_1p(dead)


def dread(war: float) -> float:
    """Weight of the chance of direct war a year: its root, as small chances of great harm weigh heavily."""
    return math.sqrt(war)


def menace(attack: float) -> float:
    """Chance of an attack within a year, from that of a month."""
    return 1.0 - power(1.0 - attack, 12.0)


def total_helping(t: Helping) -> float:
    """Sum of the helping terms, in their order."""
    return t[0] + t[1] + t[2] + t[3] + t[4]


def total_soil(t: Soil) -> float:
    """Sum of the soil terms, in their order."""
    return t[0] + t[1]


def total_risk(t: Risk) -> float:
    """Sum of the risk terms, in their order."""
    return t[0] + t[1] + t[2] + t[3] + t[4] + t[5] + t[6] + t[7] + t[8] + t[9]

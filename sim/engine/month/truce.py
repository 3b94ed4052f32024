"""The truce: both weigh it, it holds or breaks, and what that does to the war."""

from __future__ import annotations

from sim.engine.layout import RunState
from sim.rules import arming, kyiv, tripwire, truce
from sim.rules.records import Assessment, Assumptions, Levers, Month


def negotiate(p: Assumptions, s: Levers, w: RunState, m: Month, a: Assessment) -> None:
    """8. Kyiv weighs the guarantee, and both weigh a truce."""
    m.demand = kyiv.demand(p, m.battlefield)
    even = a.strength - arming.tide(p, m.battlefield) + a.effective
    m.guarantee_index = kyiv.guarantee_index(p, tripwire.either(a.europe, a.america), even)
    w.content = w.content or m.guarantee_index >= m.demand
    if w.cooling > 0.0:
        w.cooling = w.cooling - 1.0
    elif not w.truce and not w.attacked and would_sign(p, s, m, w.troops, s.push):
        w.truce = w.signed = True
        w.forced = not would_sign(p, s, m, w.troops, 0.0)
        w.truce_age = 0.0


def would_sign(p: Assumptions, s: Levers, m: Month, troops: float, push: float) -> bool:
    """Whether both would sign under so much pressure."""
    return truce.kyiv_signs(p, m, push) and truce.moscow_signs(p, s, m, troops, push)


def strain(p: Assumptions, draw: float, w: RunState, m: Month) -> None:
    """10. A truce that stands is attacked, breaks, or grows a month older."""
    if w.truce:
        monitoring_share = w.watch_share
        if m.attack or draw < truce.break_chance(p, m, w.truce_age, m.utility, w.forced, monitoring_share):
            w.truce, w.broken = False, True
            w.cooling = p.cool_off
        else:
            w.truce_age += 1.0
            w.truce_months += 1.0

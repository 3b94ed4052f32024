"""Orders: what a state is to wish in place of its executive; law, army, parliament, enablers and Kyiv still bind.

An order that asks for something holds while that is there, for good once it was if it asks on entry alone. Since no
order asks for less company as more states go, the set of those who go stays the one that `coalition` seeks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.engine.layout import Constants, Countries, CountryConstants, Need, Order, RunState
from sim.rules import hindrance, roles
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Levers, Month


def take_orders(orders: Sequence[Order], s: Levers, m: Month, month: int, own: Countries) -> None:
    """3. All decide: which states are ruled by an order, and what it names and asks for."""
    for i in range(own.taken):
        own.ruled[i] = 0.0
        own.size[i] = own.capacity[i]
    for o in range(len(orders)):
        if orders[o].month <= month and month < orders[o].until:
            i = orders[o].country
            own.ruled[i] = 1.0
            own.bidden[i] = orders[o].ground
            own.others[i], own.promises[i] = orders[o].at_least, orders[o].pledged
            own.lasting[i] = orders[o].throughout
            own.allowed[i] = 1.0 if m.us >= orders[o].us_backing and s.mandate >= orders[o].mandate else 0.0
            own.met[i] = own.met[i] if orders[o].month < month else 0.0
            told = orders[o].share * own.capacity[i]
            own.size[i] = own.capacity[i] if math.isnan(orders[o].share) else told


def gather_ordered(own: Countries) -> None:
    """Begin with those whom an order sends, whatever it asks for: who then lacks something leaves."""
    for i in range(own.taken):
        if own.ruled[i] > 0.0:
            own.inside[i] = own.free[i] if own.bidden[i] > 0.0 else 0.0


def hold(orders: Sequence[Order], needs: Sequence[Need], month: int, w: RunState, own: Countries) -> None:
    """What ordered states wish, given those who go: what the order names, if what it asks for is there."""
    count(w, own)
    for i in range(own.taken):
        own.absent[i] = 0.0
    for n in range(len(needs)):
        for o in range(len(orders)):
            now = orders[o].month <= month and month < orders[o].until
            if o == needs[n].order and now and own.inside[needs[n].country] == 0.0:
                own.absent[orders[o].country] += 1.0
    for i in range(own.taken):
        company = own.absent[i] == 0.0 and w.states - own.inside[i] >= own.others[i]
        offered = w.offered - (whole(own.size[i] * PARTS) if own.inside[i] > 0.0 else 0)
        enough = offered / PARTS >= own.promises[i]
        there = company and enough and own.allowed[i] > 0.0
        own.held[i] = 1.0 if there or (own.met[i] > 0.0 and own.lasting[i] == 0.0) else 0.0
        if own.ruled[i] > 0.0:
            own.wish[i] = own.bidden[i] if own.held[i] > 0.0 and own.open[i] > 0.0 else 0.0


def count(w: RunState, own: Countries) -> None:
    """Those who go: how many, and how many soldiers they would send."""
    states = offered = 0
    for i in range(own.taken):
        states += 1 if own.inside[i] > 0.0 else 0
        offered += whole(own.size[i] * PARTS) if own.inside[i] > 0.0 else 0
    w.states, w.offered = float(states), offered


def carry_out(
    orders: Sequence[Order], k: Constants, month: int, known: CountryConstants, own: Countries
) -> None:
    """3. All decide: the roles off the ground that an order names, or leaves once it is struck out."""
    for o in range(len(orders)):
        if orders[o].month <= month and month < orders[o].until:
            i = orders[o].country
            carried = own.held[i] > 0.0 and (own.bidden[i] == 0.0 or own.inside[i] > 0.0)
            exact = orders[o].exact if carried else orders[o].else_exact
            arms = orders[o].arms if carried else orders[o].else_arms
            training = orders[o].training if carried else orders[o].else_training
            hub = orders[o].hub if carried else orders[o].else_hub
            air = orders[o].air if carried else orders[o].else_air
            sea = orders[o].sea if carried else orders[o].else_sea
            monitoring = orders[o].monitoring if carried else orders[o].else_monitoring
            own.met[i] = max(own.met[i], own.held[i])
            own.arms[i] = roles.ordered(k.steps[0], 0.5, own.arms[i], arms, exact)
            own.training[i] = roles.ordered(k.steps[1], 0.5, own.training[i], training, exact)
            own.hub[i] = roles.ordered(k.steps[2], known.hub[i], own.hub[i], hub, exact)
            own.air[i] = roles.ordered(k.steps[3], known.aircraft[i], own.air[i], air, exact)
            own.sea[i] = roles.ordered(k.steps[4], known.navy[i], own.sea[i], sea, exact)
            own.monitoring[i] = roles.ordered(k.steps[5], 0.5, own.monitoring[i], monitoring, exact)


def size_pledges(orders: Sequence[Order], month: int, own: Countries) -> None:
    """3. All decide: a state that was told how many soldiers to send pledges them."""
    for o in range(len(orders)):
        if orders[o].month <= month and month < orders[o].until and not math.isnan(orders[o].share):
            i = orders[o].country
            own.pledged[i] = own.size[i] if own.inside[i] > 0.0 else 0.0


def note_hindrances(orders: Sequence[Order], m: Month, month: int, own: Countries) -> None:
    """5. The force moves: what hinders each order that stands."""
    for i in range(own.taken):
        own.hindered[i] = hindrance.FREE
    for o in range(len(orders)):
        if orders[o].month <= month and month < orders[o].until:
            i = orders[o].country
            soldiers, gone = own.bidden[i] > 0.0, own.barred[i] > 0.0
            held, goes = own.held[i] > 0.0, own.inside[i] > 0.0
            own.hindered[i] = hindrance.first(soldiers, gone, m.host_consent, held, goes, m.limit)

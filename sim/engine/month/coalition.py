"""Who goes: the set of states on the ground that is its own answer, sought by letting states join, or leave.

Sets are rows of 0 and 1 (`Countries.inside`). Each turn all states act on their answers at once, and are asked again if
any has moved; since an answer can only turn from no to yes as the set grows, the order of asking cannot matter, and
there are at most as many turns as states.
"""

from __future__ import annotations

from sim.engine.layout import Constants, Countries, CountryConstants, RunInput, RunState
from sim.engine.month import orders
from sim.rules import conference, roles
from sim.rules.arithmetic import PARTS
from sim.rules.records import Assumptions, Month

OUTSIDE, INSIDE = 0.0, 1.0
"""Place of a state in `Countries.inside`."""


def settle(
    p: Assumptions,
    k: Constants,
    m: Month,
    month: int,
    given: RunInput,
    w: RunState,
    own: Countries,
) -> None:
    """3. All decide: a conference settles who goes; between conferences states join those in place, or leave."""
    if m.conference:
        gather(own)
    else:
        keep(own)
        orders.gather_ordered(own)
    answer(p, k, month, given, w, own)
    if not m.conference:
        move(p, k, month, given, w, own, INSIDE)
    move(p, k, month, given, w, own, OUTSIDE)


def gather(own: Countries) -> None:
    """Begin with everybody who may go."""
    for i in range(own.taken):
        own.inside[i] = own.free[i]


def keep(own: Countries) -> None:
    """Begin with those in place who still may go."""
    for i in range(own.taken):
        own.inside[i] = min(own.inside[i], own.free[i])


def move(
    p: Assumptions,
    k: Constants,
    month: int,
    given: RunInput,
    w: RunState,
    own: Countries,
    place: float,
) -> None:
    """States that would go join (`place` 1), or states that would not leave (`place` 0), until nobody does."""
    w.moving = True
    for _turn in range(own.taken):
        if w.moving:
            movers = 0
            for i in range(own.taken):
                wanted = INSIDE if own.wish[i] > 0.0 else OUTSIDE
                moves = wanted == place and own.inside[i] != place and own.free[i] >= place
                own.inside[i] = place if moves else own.inside[i]
                movers += 1 if moves else 0
            w.moving = movers > 0
            if w.moving:
                answer(p, k, month, given, w, own)


def answer(
    p: Assumptions,
    k: Constants,
    month: int,
    given: RunInput,
    w: RunState,
    own: Countries,
) -> None:
    """What each executive would take on the ground, given the set of those who go."""
    count(given.known, w, own)
    for i in range(own.taken):
        own.unled[i] = 0.0
    for n in range(len(given.pledges)):
        if own.inside[given.pledges[n].leader] == 0.0:
            own.unled[given.pledges[n].country] += 1.0
    for i in range(own.taken):
        peers = w.going - (given.known.weight[i] if own.inside[i] > 0.0 else 0.0)
        missing = own.missing[i] + own.unled[i]
        own.pressure[i] = own.risk[i] + conference.total(conference.others_terms(p, peers, missing))
    for i in range(own.taken):
        wish = roles.on_ground(k.steps, own.helping[i], own.soil[i], own.pressure[i])
        own.wish[i] = wish if own.open[i] > 0.0 else 0.0
    if len(given.orders) > 0:
        orders.hold(given.orders, given.needs, month, w, own)


def count(known: CountryConstants, w: RunState, own: Countries) -> None:
    """Capability share of those who go."""
    going = 0
    for i in range(own.taken):
        going += known.share[i] if own.inside[i] > 0.0 else 0
    w.going = going / PARTS


def find_ends(
    p: Assumptions,
    k: Constants,
    month: int,
    given: RunInput,
    w: RunState,
    own: Countries,
) -> None:
    """How many go if nobody goes first, and if all go together, as things stand this month and orders aside."""
    for i in range(own.taken):
        own.ruled[i] = 0.0
        own.kept[i] = own.inside[i]
        own.inside[i] = 0.0
    answer(p, k, month, given, w, own)
    move(p, k, month, given, w, own, INSIDE)
    w.least = size(own)
    gather(own)
    answer(p, k, month, given, w, own)
    move(p, k, month, given, w, own, OUTSIDE)
    w.greatest = size(own)
    for i in range(own.taken):
        own.inside[i] = own.kept[i]


def size(own: Countries) -> float:
    """States that go."""
    states = 0.0
    for i in range(own.taken):
        states += own.inside[i]
    return states

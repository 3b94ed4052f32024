"""Who goes, among agents: the set of states that is its own answer, as `engine.month.coalition` seeks it in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sim.engine.agents.country import Country
from sim.engine.agents.view import View
from sim.rules.arithmetic import PARTS

States = Sequence[Country]


def settle(view: View, members: States) -> None:
    """3. All decide: a conference settles who goes; between conferences states join those in place, or leave."""
    conference = view.m.conference
    _gather(members, (country for country in members if (country.free if conference else country.in_place)))
    _ask(view, members)
    if not conference:
        _move(view, members, inside=True)
    _move(view, members, inside=False)


def find_ends(view: View, members: States) -> tuple[float, float]:
    """How many go if nobody goes first, and if all go together, as things stand this month and orders aside."""
    in_place = [country for country in members if country.inside]
    ends = []
    for start, inside in ([], True), ([country for country in members if country.free], False):
        _gather(members, start)
        _ask(view, members, orders=False)
        _move(view, members, inside=inside, orders=False)
        ends.append(float(sum(country.inside for country in members)))
    _gather(members, in_place)
    least, greatest = ends
    return least, greatest


def _gather(members: States, going: Iterable[Country]) -> None:
    """Set those who go."""
    chosen = set(going)
    for country in members:
        country.inside = country in chosen


def _ask(view: View, members: States, *, orders: bool = True) -> None:
    """Ask every state for its answer to the set of those who go, under orders or not."""
    going = [country for country in members if country.inside]
    capability = sum(country.share for country in going) / PARTS
    for country in members:
        country.answer(view, capability)
        if orders and country.ruling:
            country.hold(view, [other for other in going if other is not country])


def _move(view: View, members: States, *, inside: bool, orders: bool = True) -> None:
    """States that would go join, or states that would not leave, until nobody does."""
    while movers := [
        country
        for country in members
        if country.inside != inside and (country.wish > 0.0) == inside and country.free >= inside
    ]:
        for country in movers:
            country.inside = inside
        _ask(view, members, orders=orders)

"""The truce: signed by two, broken by one."""

from __future__ import annotations

from typing import Any

import mesa

from sim.engine.agents.kyiv import Kyiv
from sim.engine.agents.moscow import Moscow
from sim.engine.agents.view import View
from sim.rules import truce


class Truce(mesa.Agent):  # type: ignore[misc]
    """The paper that two sign and one breaks: how old it is, how it came about."""

    def __init__(self, model: Any) -> None:
        """Nobody has signed."""
        super().__init__(model)
        self.standing = self.signed = self.forced = self.broken = False
        self.age = self.months = self.cooling = 0.0

    def negotiate(self, view: View, ukraine: Kyiv, russia: Moscow, troops: float) -> None:
        """8. Both weigh a truce."""
        push = view.s.push
        if self.cooling > 0.0:
            self.cooling -= 1.0
        elif (
            not (self.standing or russia.attacked)
            and ukraine.signs(view, push)
            and russia.signs(view, troops, push)
        ):
            self.standing = self.signed = True
            self.forced = not (ukraine.signs(view, 0.0) and russia.signs(view, troops, 0.0))
            self.age = 0.0

    def strain(self, view: View, draw: float) -> None:
        """10. An attack breaks it, erosion may, or it grows a month older."""
        if not self.standing:
            return
        p, m = view.p, view.m
        monitoring_share = view.coalition.watch_share
        if m.attack or draw < truce.break_chance(p, m, self.age, m.utility, self.forced, monitoring_share):
            self.standing, self.broken = False, True
            self.cooling = p.cool_off
        else:
            self.age += 1.0
            self.months += 1.0

"""Moscow believes what it sees; attacks, or probes, or waits."""

from __future__ import annotations

import math
from typing import Any

import mesa

from sim.engine.agents.view import View
from sim.rules import learning, moscow, truce


class Moscow(mesa.Agent):  # type: ignore[misc]
    """Believes what it sees; attacks, or probes, or waits."""

    def __init__(self, model: Any) -> None:
        """Nothing has been seen of the force."""
        super().__init__(model)
        self.answered = self.ignored = 0.0
        self.peace = 1.0
        self.attacked = False
        self.attack_month = math.nan

    def belief(self, view: View, ruled: float) -> float:
        """Belief that the force answers: its rules as far as they are believed, and what was seen; 0–1."""
        return learning.belief(view.p, ruled, self.answered, self.ignored)

    def attack_chance(self, view: View) -> tuple[float, float]:
        """What an attack on this force is worth, and its chance this month; once it has come there is no other."""
        worth = moscow.utility(view.p, view.s, view.a, view.k.usual_win)
        if self.attacked:
            return worth, 0.0
        return worth, moscow.attack_chance(view.p, view.m, view.k.usual_attack, worth)

    def choose_attack(self, risk: float, draw: float) -> bool:
        """9. Moscow chooses whether to attack: it does once the chance that it has come exceeds the run's one draw."""
        if self.attacked:
            return False
        self.peace = self.peace * (1.0 - risk)
        return 1.0 - self.peace > draw

    def attack(self, month: int) -> None:
        """Begin an attack."""
        self.attacked, self.attack_month = True, float(month)

    def probe_chance(self, view: View) -> float:
        """Chance that the force is tested this month; none once war has come."""
        if self.attacked:
            return 0.0
        return moscow.probe_chance(view.p, view.s, view.m, view.a, view.k.usual_probe)

    def signs(self, view: View, troops: float, push: float) -> bool:
        """Whether it signs a truce beside so many soldiers, under so much pressure."""
        return truce.moscow_signs(view.p, view.s, view.m, troops, push)

    def learn(self, view: View, *, answered: float, ignored: float) -> None:
        """11. Moscow learns from this month's incident, and forgets a little."""
        self.answered = learning.remember(view.p, self.answered, answered)
        self.ignored = learning.remember(view.p, self.ignored, ignored)

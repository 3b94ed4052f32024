"""Kyiv grows stronger, weighs the guarantee, and signs a truce or does not."""

from __future__ import annotations

from typing import Any

import mesa

from sim.engine.agents.view import View
from sim.rules import arming, kyiv, tripwire, truce


class Kyiv(mesa.Agent):  # type: ignore[misc]
    """Grows stronger, weighs the guarantee, and says whether it would sign a truce."""

    def __init__(self, model: Any) -> None:
        """Nothing is delivered, nothing offered."""
        super().__init__(model)
        self.delivered = self.trained = 0.0
        self.content = False

    def grow_stronger(self, view: View) -> None:
        """6. Ukraine grows stronger: arms and training."""
        p, states = view.p, view.coalition
        self.delivered = arming.deliver(p, self.delivered, view.m.arming, states.paying_share)
        self.trained = arming.train(p, self.trained, states.training_share)

    def strength(self, view: View, spare: float) -> float:
        """Strength in the field, with so many support soldiers to spare; troops."""
        air = view.coalition.air_share
        built = arming.built(view.p, self.delivered, self.trained, air)
        return built + arming.tide(view.p, view.m.battlefield) + arming.relieved(view.p, spare)

    def weigh(self, view: View) -> tuple[float, float]:
        """8. Kyiv weighs the guarantee; returns what is offered and what it asks for, 0–1."""
        p, m, a = view.p, view.m, view.a
        even = a.strength - arming.tide(p, m.battlefield) + a.effective
        index = kyiv.guarantee_index(p, tripwire.either(a.europe, a.america), even)
        demand = kyiv.demand(p, m.battlefield)
        self.content = self.content or index >= demand
        return index, demand

    def signs(self, view: View, push: float) -> bool:
        """Whether it signs a truce under so much pressure."""
        return truce.kyiv_signs(view.p, view.m, push)

"""Washington: a volatile signal, and the trust it leaves."""

from __future__ import annotations

from typing import Any

import mesa

from sim.engine.agents.view import View
from sim.rules import washington


class Washington(mesa.Agent):  # type: ignore[misc]
    """A volatile signal; others act on the trust it leaves."""

    def __init__(self, model: Any, trust: float) -> None:
        """Trust starts at the scenario's level."""
        super().__init__(model)
        self.trust = trust

    def send_signal(self, view: View, troops: float, draw: float) -> tuple[float, float, float]:
        """2. Washington sends its signal, which moves trust down faster than up.

        Returns the US level, and, as cabinets feel them, backing and its swing.
        """
        p, s = view.p, view.s
        level = washington.moved(p, view.m.us_level, troops / max(1.0, view.k.request))
        noise = washington.swing(s, level)
        self.trust = washington.trust(p, self.trust, washington.signal(level, noise, draw))
        return level, washington.guarantee(s, self.trust), washington.guarantee(s, noise)

"""Publics: support falls with the logarithm of the dead, less where success is expected.

Mueller 1973; Gelpi, Feaver & Reifler 2006.

    S = S₀ + drift·t + rally − mu·log₁₀(1 + own dead)·(1 − xi·p_success)

Shares. S₀ is a poll (those for over those for and against) plus a draw, spread by what questions do to answers and by
the undecided, who may yet go either way. A state without a poll gets the median of the others and one and a half times
the spread. Source: C003, C041, C049, C096.
"""

from __future__ import annotations

import math

from sim.rules.arithmetic import UNIFORM_SD, clip, log10_1p
from sim.rules.records import Assumptions, Facts


def latent_support(p: Assumptions, c: Facts, poll: float, draw: float) -> float:
    """S₀: where a public stands when the run begins; share."""
    asked = p.poll_sd if c.polled > 0.0 else 1.5 * p.poll_sd
    torn = UNIFORM_SD * c.undecided
    spread = math.sqrt(asked * asked + torn * torn)
    return poll + spread * (draw - 0.5) / UNIFORM_SD


def grief(own_dead: float) -> float:
    """Tenfolds of own dead, log₁₀(1 + dead)."""
    return log10_1p(own_dead)


def support(
    p: Assumptions, start: float, month: float, rally: float, tenfolds: float, success: float
) -> float:
    """S: share of a public behind sending soldiers, kept between 0.02 and 0.98."""
    return clip(start + p.drift * month + rally - p.mu * tenfolds * (1.0 - p.xi * success), 0.02, 0.98)


def next_rally(p: Assumptions, rally: float, shock: float) -> float:
    """Rally round the flag next month; share."""
    return p.rally_keep * rally + p.rally * shock

"""The month as every agent sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.engine.layout import Constants
from sim.rules.records import Assessment, Assumptions, Levers, Month


@dataclass
class Coalition:
    """What the states have committed together: capability shares of those who take a role, and troops."""

    paying_share: float = 0.0
    training_share: float = 0.0
    hub_share: float = 0.0
    outside_share: float = 0.0  # trains or keeps a hub
    air_share: float = 0.0
    watch_share: float = 0.0
    above_share: float = 0.0  # flies, sails or monitors
    pledged: float = 0.0  # troops
    announced: float = 0.0  # troops


@dataclass(frozen=True)
class Contingents:
    """A force to be assessed: its troops, those in the rear, those forward, and the share expected to stand."""

    troops: float
    rear: float
    forward: float
    standing: float


@dataclass(frozen=True)
class Said:
    """What a scenario says of one country: a row of `layout.Panel`, for it alone."""

    stance: float
    help_stance: float
    poll: float
    wants_us: float
    wants_size: float
    wants_mandate: float


@dataclass
class View:
    """The month as every agent sees it, and what stays the same all run."""

    p: Assumptions
    s: Levers
    k: Constants
    month: int = -1
    m: Month = field(default_factory=Month)
    a: Assessment = field(default_factory=Assessment)  # the force
    coalition: Coalition = field(default_factory=Coalition)

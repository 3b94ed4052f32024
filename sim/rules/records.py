"""Records: named numbers that rules read and phases write.

A record is one C structure in the compiled engine, one row of an array in numpy, and in Python an object with these
fields as attributes. Which fields a record has is listed once, in `sim.engine.layout`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


class Record:
    """Numbers by name; a record whose fields are all real numbers may also be written by position."""

    def __init__(self, **fields: object) -> None:
        """Hold these fields; a record is not checked, since the engines make millions."""
        self.__dict__.update(fields)

    def __setitem__(self, at: int, value: float) -> None:
        """Write the field at a position."""
        self.__dict__[list(self.__dict__)[at]] = value

    if TYPE_CHECKING:  # fields that come from a ledger or a listing are real numbers

        def __getattr__(self, name: str) -> float: ...
        def __setattr__(self, name: str, value: object) -> None: ...


class Assumptions(Record):
    """One draw of every parameter of `evidence/parameters.csv`, by name and in its unit."""


class Levers(Record):
    """One scenario in numbers, in the units of `scenario.levers`."""


class Facts(Record):
    """What is known of one country: the fields of `scenario.roster.FACTS`."""


class Assessment(Record):
    """A force as somebody sees it: Moscow the one that is there, a cabinet the one it would join."""

    troops: float
    rear: float  # of these in contingents that stay in the rear
    forward: float  # of these nearer the line than the cities
    standing: float  # share expected to stand if it is hit, 0–1
    location: float  # of the force on average, 0–1
    near: float  # worth of standing there, 0–1
    exposed: float  # troops that an attack would meet
    support_share: float  # of the force, 0–1
    fighters: float  # troops
    cover: float  # share that enablers protect, 0–1
    danger: float  # of losses: the mix of roles, and what is bare; ratio
    strength: float  # Ukrainian strength in the field, relief included, troops
    effective: float  # fighting worth of the force, troops
    win: float  # chance that an attack succeeds, 0–1
    touched: float  # chance that an attack hits the force, 0–1
    europe: float  # share of the force that answers an attack and stands, 0–1
    america: float  # chance that the US joins, 0–1


class Month(Record):
    """One month as everybody sees it: what the calendar says, and what the month's phases have decided so far."""

    # What executives expect, from the model's own rules and last month's force
    grim: float  # weight of the dead expected
    dread: float  # weight of the war expected
    menace: float  # chance of an attack within a year
    # The calendar
    battlefield: float  # how the front stands for Ukraine, −1 … 1
    consent: float  # Moscow's, 0–1
    roe: float  # declared rules of engagement, 0–1
    arming: float  # gain in Ukrainian strength from arms once delivered, ratio
    hostilities: float  # 0 ceasefire … 1 hot war
    threat: float  # to the border states, 1 is today's
    warning: float  # Russian threats against those who send soldiers, 0–1
    conference: bool  # a force-generation conference is held
    rally: float  # shock to publics, share of a full rally
    dead: float  # soldiers of the force killed in an event, persons
    incursion: float  # of drones into the alliance's airspace, strength
    reinforcement: float  # of Moscow, troops
    host_consent: float  # Kyiv's consent to the force, 0–1
    # Washington
    us_level: float  # of backing, before the month's noise, 0–1
    us: float  # backing as a cabinet feels it: the guarantee that can be counted on, 0–1
    swing: float  # standard deviation of the signal as a cabinet feels it
    # Resolve
    practised: float  # chance that the force answers, 0–1
    belief: float  # Moscow's, that it answers, 0–1
    shared_odds: float  # of standing, as far as they are the same for all, ratio
    # What a cabinet expects of the force, by the model's own rules, before it decides
    expected_attack: float  # chance of an attack a month, 0–1
    expected_war: float  # chance of direct war a year, 0–1
    expected_dead: float  # dead per 1,000 soldiers and year
    expected_cover: float  # share of the force that enablers protect, 0–1
    # Enablers, each in troops that it can serve
    sustainment: float
    air_defence: float
    intelligence: float
    limit: float  # what keeps the force from being larger, as in `enablers.limit`
    # Moscow and Kyiv
    utility: float  # what an attack is worth to Moscow
    guarantee_index: float  # guarantee offered to Kyiv, 0–1
    demand: float  # guarantee Kyiv asks for, 0–1
    # Moscow's move
    attack: bool  # an attack begins
    killed: float  # soldiers of the force, persons
    event: int  # rung of escalation of the month's event

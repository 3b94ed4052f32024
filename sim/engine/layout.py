"""The layout: which fields each record has, listed once, for Python, numpy and C.

Fields are real numbers, whole numbers, yes or no, and tuples of these; `Annotated[list[…], n]` is a row of n of them,
`Annotated[Record, 1]` a record held inside another, and a bare record or a `Sequence` a reference to what is held
elsewhere. Records that stand for what is listed elsewhere (parameters, levers, facts, channels, draws, outcomes, terms)
take their fields from there, in that order.
"""

from __future__ import annotations

import typing
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, TypeVar

import numpy as np

from sim import outcomes
from sim.engine import chance
from sim.engine.assumptions import PARAMETERS
from sim.rules.records import Assumptions, Facts, Levers, Record
from sim.rules.roles import Step, Steps
from sim.rules.willingness import TERMS
from sim.scenario import roster
from sim.scenario.injects import CHANNELS
from sim.scenario.levers import COLUMNS, ROLES, US_PARTS

LEVERS = (*COLUMNS, "mandate", *(f"us_{part}" for part in US_PARTS), "granted", *ROLES)
"""All that the rules read of a scenario's levers, each a real number."""

R = TypeVar("R", bound=Record)
SEATS = chance.COUNTRIES
"""Seats for all countries, a study folder's too; the first ones are taken, and a run looks at no others."""
Seats = Annotated[list[float], SEATS]
"""A number for each country, in the roster's order."""
Shared = Annotated[int, "shared"]
"""A count that runs abreast share, so that it can end a loop, also in a record of which each run has its own."""
EachParameter = Annotated[list[float], len(PARAMETERS)]
"""A number for each parameter, in the ledger's order."""


# What is handed to a run


class Prior(Record):
    """The triangular priors of a theory."""

    low: EachParameter
    mode: EachParameter
    high: EachParameter


class Panel(Record):
    """What a scenario says of the countries."""

    stance: Seats  # −3 … 3; NaN: nobody speaks of it, so it is drawn
    help_stance: Seats  # on arms, money, training and bases, −3 … 3; 0: nothing said
    poll: Seats  # public support before the draw, share
    member: Seats  # 1 if it takes part, 0 if it is left out
    wants_us: Seats  # US backing that its soldiers depend on, 0: none said
    wants_size: Seats  # size of the mission that they depend on, troops
    wants_mandate: Seats  # index of the mandate that they depend on


class CountryConstants(Record):
    """Constants of the countries that are needed of all at once; the same numbers as in `Facts`."""

    weight: Seats  # share of all contributors' defence spending
    share: Annotated[list[int], SEATS]  # the same in whole parts, to be added up
    dependence: Seats  # on the US, 0–1
    sensitivity: Seats  # to a mandate, multiplier
    hub: Seats  # aptitude for a hub, 0–1
    aircraft: Seats  # aptitude for the role in the air, 0–1
    navy: Seats  # aptitude for the role at sea, 0–1


class CalendarMonth(Record):
    """One month of the calendar: dated values (NaN: the scenario's own) and shocks."""


class Election(Record):
    """A new stance from a month on."""

    month: int
    country: int  # position in the roster
    stance: float  # NaN: scheduled, so the outcome is drawn


class Pledge(Record):
    """A pledge of soldiers that waits for another state's."""

    country: int  # position in the roster
    leader: int  # of the state that has to go first


class Order(Record):
    """What a state is to wish from a month on, in place of its executive; 1 for yes and 0 for no."""

    month: int
    until: int  # first month in which it holds no longer
    country: int  # position in the roster
    ground: float  # rung in Ukraine: 4 support, 5 protection, 6 forward; 0 none
    share: float  # of what the state can send; NaN: the model's own size
    exact: float  # these roles alone; else off the ground also whatever the executive would do anyway
    arms: float
    training: float
    hub: float
    air: float
    sea: float
    monitoring: float
    at_least: float  # other states that must be on the ground
    pledged: float  # soldiers that others must have pledged
    us_backing: float  # least backing, 0–1
    mandate: float  # least standing of the mandate, 0–1
    throughout: float  # the condition is asked every month; else until it is met once
    else_exact: float  # what is left once the order is struck out, as above
    else_arms: float
    else_training: float
    else_hub: float
    else_air: float
    else_sea: float
    else_monitoring: float


class Need(Record):
    """A country that must be on the ground for an order to be carried out."""

    order: int  # position among the calendar's orders
    country: int  # position in the roster


class CountryDraws(Record):
    """A country's own draws."""


class RunDraws(Record):
    """What is drawn once a run."""


class MonthDraws(Record):
    """A month's draws."""


class Draws(Record):
    """All draws of one replicate, laid out as in `engine.chance`."""

    parameters: Annotated[list[float], chance.ASSUMPTIONS]
    countries: Annotated[list[CountryDraws], chance.COUNTRIES]
    run: Annotated[RunDraws, 1]
    spare: Annotated[list[float], chance.RUN - len(chance.RUN_PURPOSES)]
    months: Annotated[list[MonthDraws], 0]  # as many as the horizon has, in whole years


class RunInput(Record):
    """All that one run reads."""

    levers: Levers
    fixed: Sequence[float]  # by parameter, NaN where the prior is drawn
    prior: Prior
    panel: Panel
    known: CountryConstants
    facts: Sequence[Facts]
    calendar: Sequence[CalendarMonth]
    elections: Sequence[Election]
    pledges: Sequence[Pledge]
    orders: Sequence[Order]
    needs: Sequence[Need]
    draws: Draws


# What a run remembers


class Constants(Record):
    """What follows from levers and assumptions and stays the same all run."""

    request: float  # troops asked for
    role_mix: float  # share of support soldiers among protection contingents
    climb: float  # chance that an answered incident leaps four rungs
    usual_attack: float  # logit of the monthly chance of an attack without a force
    usual_probe: float  # logit of the monthly chance of a probe
    usual_win: float  # chance that an attack succeeds at the usual balance
    incident_dead: float  # mean dead of a deadly incident
    attack_multiple: float  # mean multiple of an attack's losses
    up: float  # share of the gap by which contingents grow in a month
    down: float  # or shrink
    steps: Steps
    explained: Step  # of the role that explanations look at


class RunState(Record):
    """What the run remembers from month to month, countries aside."""

    trust: float  # US backing others count on
    until_conference: float  # months; 0: one is called this month
    going: float  # capability share of those who go, while the set is sought
    states: float  # and their number
    offered: int  # and their soldiers, in parts
    paying_share: float  # capability share that pays for arms
    training_share: float  # that trains
    hub_share: float  # that is or keeps a hub
    outside_share: float  # that trains or keeps a hub
    air_share: float  # that flies
    watch_share: float  # that monitors
    above_share: float  # that flies, sails or monitors
    others_pledged: float  # all pledges last month, troops
    announced: float  # most troops announced in peace
    pledged: float  # most troops pledged in peace
    troops: float  # in Ukraine
    rear: float  # of these support troops
    forward: float  # of these nearer the line than the cities
    delivered: float  # gain in Ukrainian strength from arms
    trained: float  # gain in Ukrainian strength from training
    answered: float  # incidents that Moscow remembers as answered
    ignored: float  # or as let pass
    seen_answered: float  # this month's incident: 1 if it was answered
    seen_ignored: float  # or 1 if it was let pass
    peace: float  # chance of no attack so far
    attack_month: float  # NaN: none
    threat_at_reserve: float  # threat at which reserves were last set
    rally: float  # round the flag, share
    truce_age: float  # months it has stood
    truce_months: float  # that any truce has stood
    cooling: float  # months until anybody may sign again
    before: float  # troops when the attack came
    after: float  # of these, the share that is there months later; NaN: not counted
    stood: float  # share of the force that stood; NaN: not put to the test
    fought: float  # share that answered the attack and stood; NaN: no attack
    incidents: float
    answers: float  # incidents answered
    clashes: float
    tests: float  # incidents and attacks that met the force
    kia: float  # soldiers of the force killed
    withdrawals: float  # countries that left after losses
    cost: float  # EUR bn
    tension: int  # rung of escalation
    peak: int  # highest rung so far
    least: float  # states that go if nobody goes first
    greatest: float  # states that go if all go together
    moving: bool  # the set of those who go still changes
    attacked: bool
    truce: bool  # one is standing
    signed: bool  # one has ever been
    forced: bool  # without outside pressure one side would not have signed
    broken: bool  # one has been
    content: bool  # Kyiv has been offered what it asks for
    joined_by_us: bool  # the US joined after the attack


class Countries(Record):
    """What countries remember, one seat each, for every quantity.

    Reals throughout, 1 for yes and 0 for no, so that the processor can take several countries in a step. A country
    left out has a doubt so large that it never joins, and nothing to send.
    """

    taken: Shared  # seats, the first ones: as many as there are countries
    near: Seats  # nearness to the front
    given: Seats  # aid given, 0–1
    odds: Seats  # of standing when hit, as far as they are its own
    doubt: Seats  # private doubt, logit
    stance: Seats  # −3 … 3
    asks: Seats  # American backing at which parliament consents
    reserve: Seats  # share of the army held back
    capacity: Seats  # troops it can keep in Ukraine
    burden: Seats  # a year's cost of sending them, share of the defence budget
    start: Seats  # public support at the start, share
    support: Seats  # public support now, share
    fallen: Seats  # own soldiers killed in the last month that cost lives
    dead: Seats  # own soldiers killed
    grief: Seats  # tenfolds of own dead
    staying: Seats  # chance of not having left after losses
    bound: Seats  # how far standing after an attack binds, 0–1
    barred: Seats  # 1 if it has no army, its law forbids, or it left after losses for good
    helping: Seats  # what bears on helping at all, logit
    soil: Seats  # what bears on soldiers on Ukrainian ground, logit
    risk: Seats  # what makes a deployment dangerous, others aside, logit
    missing: Seats  # conditions on the mission that are not met
    unled: Seats  # states it named that do not go
    pressure: Seats  # risk, and what the others do, logit
    open: Seats  # 1 if soldiers are a question at all this month
    authorised: Seats  # 1 if parliament has consented
    free: Seats  # 1 if soldiers may go this month
    inside: Seats  # 1 if it is among those who go
    kept: Seats  # the same, while other sets are tried
    ruled: Seats  # 1 while an order stands in for its executive
    bidden: Seats  # rung on the ground that the order names, 0 if none
    allowed: Seats  # 1 if what the order asks of the mission is there
    others: Seats  # other states that the order asks for
    promises: Seats  # soldiers of other states that the order asks for
    absent: Seats  # states that the order names and that do not go
    lasting: Seats  # 1 if the order asks every month
    met: Seats  # 1 once what the order asks for was there
    held: Seats  # 1 if what the order asks for is there
    hindered: Seats  # by what its order is, as in `hindrance.first`
    size: Seats  # soldiers that a state would send
    wish: Seats  # rung on the ground that the executive wants, 0 if none
    willingness: Seats  # to take the role that explanations look at, logit
    willing: Seats  # 1 if the executive wants soldiers on the ground
    arms: Seats  # 1 if it takes the role, and so the five below
    training: Seats
    hub: Seats
    air: Seats
    sea: Seats
    monitoring: Seats
    rung: Seats  # of commitment
    months: Seats  # on the ground
    joined: Seats  # first month on the ground, NaN if never
    announced: Seats  # troops
    pledged: Seats  # troops
    troops: Seats  # in Ukraine


# What a run leaves behind


class Outcomes(Record):
    """The outcomes of a run."""


class CountryOutcomes(Record):
    """The outcomes of a run for one country."""


class MonthOutcomes(Record):
    """The outcomes of a run for one month."""


class Terms(Record):
    """Every term of one country's willingness in one month."""


class Results(Record):
    """Where a run writes; a sequence that was not asked for is empty."""

    run: Outcomes
    countries: Sequence[CountryOutcomes]
    months: Sequence[MonthOutcomes]
    terms: Sequence[Terms]


LISTED: dict[type[Record], tuple[str, ...]] = {
    Assumptions: PARAMETERS,
    Levers: LEVERS,
    Facts: roster.FACTS.names or (),
    CalendarMonth: CHANNELS,
    CountryDraws: chance.COUNTRY_PURPOSES,
    RunDraws: chance.RUN_PURPOSES,
    MonthDraws: chance.MONTH_PURPOSES,
    Outcomes: tuple(outcome.name for outcome in outcomes.RUN),
    CountryOutcomes: tuple(outcome.name for outcome in outcomes.COUNTRY),
    MonthOutcomes: tuple(outcome.name for outcome in outcomes.MONTH),
    Terms: TERMS,
}
"""Records of real numbers whose names are listed elsewhere."""
COUNTED = frozenset({Election, Pledge, Order, Need})
"""Records whose whole numbers are counts from zero: they are checked where they are made, and may be indices."""


def fields(record: type[Record]) -> dict[str, Any]:
    """Names and types of a record's fields, in their order."""
    return _fields(typing.cast(Any, record))


@cache
def _fields(record: Any) -> dict[str, Any]:
    if record in LISTED:
        return dict.fromkeys(LISTED[record], float)
    return typing.get_type_hints(record, include_extras=True)


def dtype(record: type[Record]) -> np.dtype[Any]:
    """The record as a row of a numpy array, laid out as in C."""
    return np.dtype([(name, *_numpy(kind)) for name, kind in fields(record).items()], align=True)


def _numpy(kind: Any) -> tuple[Any, ...]:
    if kind in (float, int, bool):
        return ({float: np.float64, int: np.int64, bool: np.bool_}[kind],)
    if typing.get_origin(kind) is Annotated:
        row, length = typing.get_args(kind)
        return (*_numpy(typing.get_args(row)[0]), length)
    return (dtype(kind),)


def rows(record: type[R], array: np.ndarray[Any, Any]) -> list[R]:
    """Rows of numbers, shape (…, fields), as records."""
    names = tuple(fields(record))
    return [record(**dict(zip(names, row, strict=True))) for row in array.tolist()]

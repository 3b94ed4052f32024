"""The text that is translated, run by Python itself: the native engine gives the same bits."""

from __future__ import annotations

import typing
from functools import partial
from typing import Annotated, Any

import numpy as np
import pytest

import sim.engine.month.run as month
from sim.engine import chance, layout, native
from sim.engine.block import Block, empty
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs, known, lay_out
from sim.rules.records import Facts, Levers, Record
from sim.scenario import Scenario, roster

TRACED_COUNTRY = roster.codes().index("FRA")
SCENARIOS = {
    "usual": Scenario().but(horizon=18),
    "granted": Scenario().but(horizon=12, force_generation="granted", roe="robust", location=0.9),
    "everything": Scenario().but(
        horizon=24,
        theory="cascade",
        baseline_attack_risk=0.95,
        roles=("protection", "logistics", "training", "air_sea", "monitoring", "basing"),
        exclude=("DEU",),
        assume={"war_E": 1.0, "exit0": 1.0, "frail0": 0.2, "claim0": 0.1},
        russian_consent=0.9,
        push=1.0,
        injects=[
            {"kind": "mass_casualty_strike", "month": 6},
            {"kind": "election", "month": 3, "country": "POL", "size": 3},
        ],
        schedule={"us_backing": [(2, 0.0)]},
    ),
}


def zero(kind: Any) -> Any:
    """A value of this type as C has it before anything is written."""
    if typing.get_origin(kind) is Annotated:
        inside, length = typing.get_args(kind)
        if typing.get_origin(inside) is list:
            return [zero(typing.get_args(inside)[0]) for _ in range(length)]
        return zero(inside)
    if isinstance(kind, type) and issubclass(kind, Record):
        return kind(**{name: zero(of) for name, of in layout.fields(kind).items()})
    if typing.get_origin(kind) is tuple:
        return tuple(map(zero, typing.get_args(kind)))
    return kind()


def row(record: type[Record], of: Any) -> Record:
    """A row of a structured array as a record."""
    return record(**{name: of[name].tolist() for name in layout.fields(record)})


def given(inputs: Inputs, at: int, draws: Any) -> layout.RunInput:
    """What one run is given, in Python's own objects."""
    calendar = int(inputs.calendar[at])
    countries = draws[chance.COUNTRY_AT : chance.RUN_AT].reshape(chance.COUNTRIES, -1)
    months = draws[chance.MONTH_AT :].reshape(-1, len(chance.MONTH_PURPOSES))
    once = draws[chance.RUN_AT : chance.RUN_AT + len(chance.RUN_PURPOSES)]
    return layout.RunInput(
        levers=row(Levers, inputs.levers[at]),
        fixed=inputs.fixed[at].tolist(),
        prior=row(layout.Prior, inputs.priors[inputs.theory[at]]),
        panel=row(layout.Panel, inputs.panel[at]),
        known=row(layout.CountryConstants, known()[0]),
        facts=[row(Facts, fact) for fact in roster.facts()],
        calendar=layout.rows(layout.CalendarMonth, inputs.calendars[calendar]),
        elections=[
            row(layout.Election, vote)
            for vote in inputs.elections[inputs.elections_at[calendar] : inputs.elections_at[calendar + 1]]
        ],
        pledges=[
            row(layout.Pledge, pledge)
            for pledge in inputs.pledges[inputs.pledges_at[calendar] : inputs.pledges_at[calendar + 1]]
        ],
        orders=[
            row(layout.Order, order)
            for order in inputs.orders[inputs.orders_at[calendar] : inputs.orders_at[calendar + 1]]
        ],
        needs=[
            row(layout.Need, need)
            for need in inputs.needs[inputs.needs_at[calendar] : inputs.needs_at[calendar + 1]]
        ],
        draws=layout.Draws(
            parameters=draws[: chance.ASSUMPTIONS].tolist(),
            countries=layout.rows(layout.CountryDraws, countries),
            run=layout.rows(layout.RunDraws, once[None, :])[0],
            months=layout.rows(layout.MonthDraws, months),
        ),
    )


def numbers(records: list[Any]) -> list[list[float]]:
    """Fields of records, in their order."""
    return [[getattr(record, name) for name in layout.fields(type(record))] for record in records]


@pytest.fixture
def records_begin_at_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """In C a new record is all zero; in Python it is empty. The library is built before anything is replaced."""
    native.prepare()
    for name in ("Assumptions", "Constants", "RunState", "Countries", "Month", "Assessment"):
        monkeypatch.setattr(month, name, partial(zero, getattr(month, name)))


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.usefixtures("records_begin_at_zero")
def test_python_runs_the_months_text_to_the_same_bits(name: str) -> None:
    inputs, replicates = lay_out([SCENARIOS[name]]), 3
    horizon = inputs.horizon
    compiled = run_inputs(inputs, replicates=replicates, seed=4, detail=True, traced_country=TRACED_COUNTRY)
    block = empty(inputs, replicates, detail=True, terms=True)
    for r in range(replicates):
        results = layout.Results(
            run=zero(layout.Outcomes),
            countries=[zero(layout.CountryOutcomes) for _ in roster.codes()],
            months=[zero(layout.MonthOutcomes) for _ in range(horizon)],
            terms=[zero(layout.Terms) for _ in range(horizon)],
        )
        month.run(given(inputs, 0, chance.tape(4, r, r + 1, horizon)[0]), horizon, TRACED_COUNTRY, results)
        block.run[0, r] = tuple(*numbers([results.run]))
        block.by_country[0, r] = numbers(list(results.countries))
        block.by_month[0, r] = numbers(list(results.months))
        block.terms[0, r] = numbers(list(results.terms))
    assert [differing(block, compiled, name) for name in ("run", "by_country", "by_month", "terms")] == [
        False
    ] * 4


def differing(one: Block, other: Block, name: str) -> bool:
    """Whether an array of two blocks differs in any bit."""
    pair = (np.ascontiguousarray(getattr(block, name)).tobytes() for block in (one, other))
    return next(pair) != next(pair)

"""The records of the compiled engine as Python's own objects, to run the text of the month by itself."""

from __future__ import annotations

import typing
from typing import Annotated, Any

from sim.engine import chance, layout
from sim.engine.inputs import Inputs, known
from sim.rules.records import Facts, Levers, Record
from sim.scenario import roster


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

"""The text that is translated, run by Python itself: the native engine gives the same bits."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

import sim.engine.month.run as month
from sim.engine import chance, layout, native
from sim.engine.block import Block, empty
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.scenario import Scenario, roster
from tests.engine.python_records import given, zero

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

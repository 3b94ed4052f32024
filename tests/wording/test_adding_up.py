"""Printed parts sum to the printed whole, and what is read one below the other has the same decimals."""

import dataclasses
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.decompose import SHARES, Decomposition
from sim.analysis.explain import WILLINGNESS, printed
from sim.analysis.indices import Sensitivity
from sim.analysis.spread import Spread
from sim.cli.commands import decisions, doubts
from sim.wording import numbers
from sim.wording.adding_up import adding_up
from sim.wording.side_by_side import SideBySide
from tests.plates.made_up import indices, ranking, willingness


@given(st.lists(st.floats(-1e4, 1e4), max_size=30), st.integers(0, 3))
def test_rounded_parts_sum_to_the_rounded_whole(parts: list[float], places: int) -> None:
    rounded = adding_up(parts, places)
    assert sum(rounded) == pytest.approx(
        round(sum(parts), places), abs=1.01 * 10.0**-places * 1e-6 + 1e-9
    ) or (abs(sum(parts) * 10**places % 1 - 0.5) < 1e-6)
    assert all(abs(one - part) <= 10.0**-places + 1e-9 for one, part in zip(rounded, parts, strict=True))


@pytest.mark.fault("sums-and-decimals")
def test_terms_of_a_state_sum_to_its_willingness() -> None:
    table = willingness(stance=-2.004, us_absence=-1.004, peers=-0.504, mandate=-0.504)
    said = printed(table)
    assert said[WILLINGNESS] == -4.02
    assert round(sum(said.values()) - said[WILLINGNESS], 9) == said[WILLINGNESS]


@pytest.mark.fault("sums-and-decimals")
@pytest.mark.parametrize(
    "shares", [(0.335, 0.335, 0.33, 0.0), (0.1045, 0.1445, 0.4655, 0.2855), (0.9, 0.096, 0.0, 0.004)]
)
def test_shares_of_a_spread_sum_to_all_of_it(shares: tuple[float, ...]) -> None:
    found = Decomposition(
        measure="kia",
        difference=False,
        mean=5.0,
        variance=4.0,
        one_run=20.0,
        shares=shares,
        low=(0.0,) * 4,
        high=(1.0,) * 4,
        by_theory={},
        theory_ends={},
        by_baseline={},
        theories_differ=False,
        seed=1,
        draws=2,
        tapes=2,
        scenario_hash="",
    )
    said = {name: float(re.search(rf"{name} ([\d.]+) %", found.sentence())[1]) for name in SHARES}  # type: ignore[index]
    assert sum(said.values()) == pytest.approx(100.0)
    assert all(share > 0.0 for share, true in zip(said.values(), shares, strict=True) if true)


WIDE = Spread(
    measure="attacked",
    difference=False,
    value=0.283,
    by_theory={"consensus": 0.19, "cascade": 0.333},
    parameters=(0.1414, 0.4622),
    by_baseline={0.1: 0.05, 0.9: 0.55},
    monte_carlo=(0.23496, 0.33652),
    seed=1,
    replicates=300,
    draws=100,
    assumptions="priors",
    scenario_hash="",
)


@pytest.mark.fault("sums-and-decimals")
def test_how_far_apart_is_the_difference_of_what_is_printed() -> None:
    assert doubts._ranges(WIDE)[1:] == [
        ("parameters", "14.1 %", "46.2 %", "32.1 points"),
        ("baseline knob", "5.0 %", "55.0 %", "50.0 points"),
        ("finite runs", "23.5 %", "33.7 %", "10.2 points"),
    ]
    cost = dataclasses.replace(WIDE, measure="cost_eur_bn", difference=True, monte_carlo=(-30.04, 7.449))
    assert doubts._ranges(cost)[3] == ("finite runs", "−30.0", "+7.4", "37.4")


@pytest.mark.fault("sums-and-decimals")
def test_losses_with_and_without_a_state_have_the_same_decimals() -> None:
    rows = [(0.93, 0.77, 1.09, True), (0.05, 0.002, 0.098, True), (0.0, -0.01, 0.01, False)]
    shown = pd.DataFrame(rows, columns=["others", "others_low", "others_high", "others_separated"])
    assert decisions._clear(shown, "others") == ["+0.930 ± 0.160", "+0.050 ± 0.048", "·"]


@pytest.mark.fault("sums-and-decimals")
def test_a_difference_that_needs_a_further_place_gives_it_to_its_row() -> None:
    level = {"outcome": "attacked", "unit": "1", "n": 500, "pairs": 500}
    base = level | {"scenario": "base", "estimate": 0.274, "low": 0.237, "high": 0.315}
    base |= {"difference": 0.0, "diff_low": 0.0, "diff_high": 0.0, "separated": False}
    firm = level | {"scenario": "firm", "estimate": 0.25, "low": 0.214, "high": 0.29}
    firm |= {"difference": -0.024, "diff_low": -0.0384, "diff_high": -0.0094, "separated": True}
    said = SideBySide([base, firm])
    assert said.level("attacked", "base") == "27.4 ± 4.1"
    assert (said.level("attacked", "firm"), said.change("attacked", "firm")) == ("25.0 ± 4.0", "−2.4 ± 1.5")


@pytest.mark.fault("sums-and-decimals")
def test_indices_have_two_decimals_however_small() -> None:
    found: Sensitivity = indices(arming=0.7, roe=0.3, location=0.000002)
    texts = [found.figure(name) for name in found.table.index]
    assert all(
        re.fullmatch(r"\d\.\d\d ± \d\.\d\d|\d\.\d\d \(\d\.\d\d to \d\.\d\d\)|below 0\.01|0", x) for x in texts
    )
    tiny = found.table.assign(error=[0.1, 0.1, 0.000001])
    assert dataclasses.replace(found, table=tiny).figure("location") == "below 0.01"


@pytest.mark.fault("possible-intervals")
def test_no_regret_is_below_none() -> None:
    found = ranking(arms=0.01, troops=0.4)
    spread = found.table.assign(regret_low=[0.0, 0.35], regret_high=[0.05, 0.45])
    assert dataclasses.replace(found, table=spread).regret("arms") == "0.01 (0.00 to 0.05)"


@pytest.mark.fault("possible-intervals")
@pytest.mark.parametrize(
    ("value", "error", "text"),
    [(0.01, 0.04, "0.01 (0.00 to 0.05)"), (3.0, 7.0, "3 (0 to 10)"), (0.0, 2.0, "0 (0 to 2)")],
)
def test_what_is_no_difference_has_no_half_interval_below_nought(
    value: float, error: float, text: str
) -> None:
    assert numbers.amount(value, error) == text


@pytest.mark.fault("possible-intervals")
def test_half_an_interval_that_passes_nought_has_both_ends() -> None:
    assert numbers.interval(-8_667.0, -18_614.0, -1.0) == "−8,700 (−18,600 to −1)"

"""Numbers in words: known cases, and that no rounding contradicts what the numbers say."""

import math
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sim.wording.labels import listed
from sim.wording.numbers import (
    PERCENT,
    amount,
    digits,
    ends,
    estimate,
    figure,
    finest,
    interval,
    level,
    named_estimate,
    tick,
)

FIGURE = r"[+−]?[\d,]+(?:\.\d+)?"
SHAPE = re.compile(rf"({FIGURE})(?: (?:[%a-zA-Z]|EUR bn)+)*(?: ± ({FIGURE})| \(({FIGURE}) to ({FIGURE})\))?")
sizes = st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False).map(
    lambda x: 0.0 if abs(x) < 1e-9 else x
)
shares = st.floats(0.0, 1.0).map(lambda x: 0.0 if x < 1e-7 else 1.0 if x > 1.0 - 1e-7 else x)
triples = st.tuples(sizes, sizes, sizes).map(sorted)
tails = st.tuples(st.floats(1e-6, 1e5), st.floats(1e-6, 1e5), st.floats(1e-9, 1.0))


def read(text: str) -> tuple[float, float | None, float | None, float | None]:
    """Value, error and ends as a reader takes them."""
    found = SHAPE.match(text)
    assert found is not None, text
    value, *rest = (
        None if g is None else float(g.replace(",", "").replace("−", "-")) for g in found.groups()
    )
    assert value is not None
    return value, rest[0], rest[1], rest[2]


def honest(text: str, low: float, high: float, unit: str, *, signed: bool) -> None:
    """What is written leaves out 0, and 100 % of a share, exactly where the interval does."""
    value, error, first, last = read(text)
    if error is not None:
        first, last = value - error, value + error
    assert first is not None
    assert last is not None
    assert first <= value <= last
    if low > 0.0:
        assert first > 0.0, text
    if high < 0.0:
        assert last < 0.0, text
    if error is None:
        for end, shown in ((low, first), (high, last)):
            assert math.copysign(1.0, shown) == math.copysign(1.0, end) if end else shown == 0.0, text
            assert (shown == 0.0) == (end == 0.0), text
            if unit in PERCENT and not signed:
                assert (shown == 100.0) == (end == 1.0), text


@given(triples, st.booleans(), st.booleans(), st.sampled_from(["troops", "", "EUR bn"]))
@example([-2_950.0, -640.0, -46.0], True, False, "troops")
@example([-1.0, -0.5, -1e-9], True, True, "")
def test_a_difference_is_written_as_it_is(numbers: list[float], signed: bool, roomy: bool, unit: str) -> None:
    low, value, high = numbers
    assume(high > low)
    honest(interval(value, low, high, unit, signed=signed, roomy=roomy), low, high, unit, signed=signed)
    honest(level(value, low, high, unit, signed=signed), low, high, unit, signed=signed)
    honest(estimate(value, low, high, unit, signed=signed), low, high, unit, signed=signed)


@given(st.tuples(shares, shares, shares).map(sorted), st.booleans(), st.sampled_from([None, 0, 2, 5]))
@example([0.9975, 0.9995, 0.99991], False, None)
@example([0.0, 0.0, 0.0004], True, 2)
def test_a_share_is_written_as_it_is(numbers: list[float], roomy: bool, beside: int | None) -> None:
    low, value, high = numbers
    assume(high > low)
    honest(interval(value, low, high, "1", roomy=roomy, beside=beside), low, high, "1", signed=False)
    honest(estimate(value, low, high, "1"), low, high, "1", signed=False)


@given(tails, st.sampled_from([-1.0, 1.0]), st.sampled_from(["troops", "1"]))
def test_what_leaves_zero_out_never_touches_it(
    tail: tuple[float, float, float], side: float, unit: str
) -> None:
    """A long tail on the far side and an end just off 0: where a false zero comes from."""
    near, far, middle = tail[2], tail[2] + tail[0] + tail[1], tail[2] + tail[0]
    low, value, high = sorted(side * x / (1.0 if unit == "troops" else 1e6) for x in (near, middle, far))
    honest(interval(value, low, high, unit, signed=True), low, high, unit, signed=True)
    honest(
        amount(value, abs(value) - abs(value) * 1e-4, unit, signed=True),
        value * 1e-4,
        value,
        unit,
        signed=True,
    )


@given(sizes, sizes, st.integers(-4, 3))
def test_ends_alone_keep_their_sign(one: float, other: float, places: int) -> None:
    low, high = sorted((one, other))
    for end, text in zip((low, high), ends(low, high, places, signed=True), strict=True):
        assert (read(text)[0] == 0.0) == (end == 0.0)
        assert text.startswith({-1: "−", 0: "0", 1: "+"}[(end > 0.0) - (end < 0.0)])


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "text"),
    [
        (0.27, 0.25, 0.29, "1", "27 ± 2"),
        (0.0, 0.0, 0.0713, "1", "0 (0 to 7)"),
        (0.08, 0.0315, 0.1884, "1", "8 (3 to 19)"),
        (1.0, 0.9287, 1.0, "1", "100 (93 to 100)"),
        (0.9995, 0.9975, 0.99991, "1", "99.95 (99.75 to 99.99)"),
        (0.0005, 0.0001, 0.0028, "1", "0.05 (0.01 to 0.28)"),
        (9.0, 2.0, 38.0, "persons", "9 (2 to 38)"),
        (14_812.0, 14_300.0, 15_300.0, "troops", "14,800 ± 500"),
        (3.0, math.nan, math.nan, "troops", "3.00"),
    ],
)
def test_ends_are_told_where_half_an_interval_would_mislead(
    value: float, low: float, high: float, unit: str, text: str
) -> None:
    assert interval(value, low, high, unit) == text


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (-620.0, -3_000.0, -46.0, "−600 (−3,000 to −50)"),
        (-35.0, -68.0, -1.6, "−35 (−68 to −2)"),
        (-34.0, -68.0, 1.6, "−34 (−68 to +2)"),
        (-34.0, -68.0, 0.0, "−30 (−70 to 0)"),
    ],
)
def test_no_end_reads_as_a_false_zero(value: float, low: float, high: float, text: str) -> None:
    assert estimate(value, low, high, signed=True) == text


def test_figures_below_each_other_have_places_in_common() -> None:
    assert interval(0.052, 0.0418, 0.0622, "1", signed=True) == "+5 ± 1"
    assert interval(0.052, 0.0418, 0.0622, "1", signed=True, beside=3) == "+5.2 ± 1.0"
    assert interval(0.052, 0.0418, 0.0622, "1", signed=True, beside=5) == "+5.200 ± 1.020"


@pytest.mark.parametrize(
    ("low", "high", "places"), [(0.21, 0.25, 2), (14_000.0, 14_900.0, -2), (1.0, 1.0, 2), (0.0, 0.0, 0)]
)
def test_digits_follow_the_error(low: float, high: float, places: int) -> None:
    assert digits(low, high, low) == places


def test_figures_read_well() -> None:
    assert figure(0.2290, 2, "1") == "23 %"
    assert figure(-0.122, 2, "1", signed=True) == "−12 points"
    assert figure(14_874.0, -2, "troops") == "14,900 troops"
    assert figure(0.004, 2, "share") == "0.4 %"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"


def test_a_sentence_says_a_unit_once() -> None:
    assert named_estimate("troops in place", 14_874.0, 14_500.0, 15_200.0, "troops") == (
        "troops in place 14,900 (14,500 to 15,200)"
    )
    assert named_estimate("cost", 5.5, 5.1, 5.9, "EUR bn") == "cost 5.5 EUR bn (5.1 to 5.9)"


def test_a_value_has_no_more_digits_than_its_error() -> None:
    assert amount(12_345.6, 380.0, "troops") == "12,300 ± 400"
    assert amount(0.2534, 0.009, "1") == "25.3 ± 0.9 %"
    assert amount(-0.0617, 0.013, "1", signed=True) == "−6 ± 1 points"
    assert amount(0.0, 0.0, "troops", signed=True) == "0"
    assert amount(float("nan"), 0.1, "months") == "none"
    assert amount(0.001, 0.04, "EUR bn", signed=True) == "0.00 ± 0.04"


def test_ticks_need_no_more_places_than_they_have() -> None:
    assert [tick(x, signed=True) for x in (-1500.0, 0.0, 0.25)] == ["−1,500", "0", "+0.25"]


@given(shares, st.integers(0, 4))
def test_a_share_reads_as_none_or_all_only_where_it_is(share: float, places: int) -> None:
    value = read(figure(share, places, "share"))[0]
    assert (value == 0.0) == (share == 0.0)
    assert (value == 100.0) == (share == 1.0)


def test_figures_in_one_panel_have_places_in_common() -> None:
    panel = [(0.053, 0.0101), (0.052, 0.0098), (0.2, 0.04)]
    beside = finest(panel)
    shown = [level(v, v - e, v + e, "1", signed=True, beside=beside) for v, e in panel]
    assert shown == ["+5.3 ± 1.0 points", "+5.2 ± 1.0 points", "+20.0 ± 4.0 points"]
    assert amount(0.053, 0.0101, "1", signed=True) == "+5 ± 1 points"


def test_a_difference_that_is_seen_does_not_read_as_none() -> None:
    assert amount(0.0061, 0.0056, "1", signed=True) == "+0.61 ± 0.56 points"


def test_a_share_near_nought_has_both_ends() -> None:
    assert level(0.08, 0.0315, 0.1884, "1") == "8 % (3 to 19)"
    assert level(0.008, 0.0041, 0.0157, "1") == "0.8 % (0.4 to 1.6)"
    assert level(0.27, 0.25, 0.29, "1") == "27 ± 2 %"

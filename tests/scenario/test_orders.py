"""Orders: read strictly, refused in one line, written back to the same scenario, and laid out for the engines."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.engine import layout
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.rules import roles as rules
from sim.rules.records import Levers
from sim.scenario import BY_NAME, Condition, Order, Scenario, ScenarioError, files, provenance, roster
from sim.scenario.differences import changes
from sim.scenario.levers import ROLES
from sim.scenario.orders import GROUND, OFF_GROUND
from sim.scenario.possible import OFFERED_WITH, never
from tests import sampling

TRAINING = {"month": 0, "state": "DEU", "role": "training"}
SUPPORT: dict[str, Any] = {
    "month": 6,
    "state": "DEU",
    "role": "support",
    "share": 0.4,
    "if": {"us_backing": 0.5, "mandate": "eu"},
    "else": "training",
    "reason": "Not alone, but not absent.",
}
LISTED: dict[str, Any] = {
    "month": 12,
    "state": "DEU",
    "role": ["protection", "air"],
    "if": {"on_ground": ["GBR", "FRA"], "at_least": 4, "pledged": 5000},
    "hold": "throughout",
}
HANDED_BACK = {"month": 18, "state": "TUR", "by": "model"}
GAME = Scenario(orders=[SUPPORT, HANDED_BACK, TRAINING, LISTED])  # type: ignore[arg-type]


def ordered(*rows: dict[str, Any], **levers: Any) -> Scenario:
    return Scenario().but(orders=rows, **levers)


# What a row says


def test_rows_stand_in_the_order_of_their_months() -> None:
    assert [(row.month, row.state) for row in GAME.orders] == [
        (0, "DEU"),
        (6, "DEU"),
        (12, "DEU"),
        (18, "TUR"),
    ]


def test_a_file_and_python_say_the_same() -> None:
    support = Order(
        6,
        "DEU",
        role="support",
        share=0.4,
        when=Condition(us_backing=0.5, mandate=0.5),
        otherwise="training",
        reason="Not alone, but not absent.",
    )
    listed = Order(
        12,
        "DEU",
        role=("air", "protection"),
        when=Condition(on_ground=("FRA", "GBR"), at_least=4, pledged=5000.0),
        hold="throughout",
    )
    said = [Order(0, "DEU", role="training"), support, listed, Order(18, "TUR", by="model")]
    assert Scenario().but(orders=said) == GAME


@pytest.mark.parametrize(
    ("role", "ground", "off_ground", "exact", "instead"),
    [
        ("training", "", ("training",), False, ""),
        ("support", "support", (), False, ""),
        (["support"], "support", (), True, ()),
        (["sea", "forward", "arms"], "forward", ("arms", "sea"), True, ("arms", "sea")),
        ("none", "", (), True, ()),
        ([], "", (), True, ()),
    ],
)
def test_one_name_adds_a_role_and_a_list_names_them_all(
    role: Any, ground: str, off_ground: tuple[str, ...], exact: bool, instead: Any
) -> None:
    row = ordered({"month": 0, "state": "FRA", "role": role}, location="line").orders[0]
    assert (row.ground, row.off_ground, row.exact, row.instead) == (ground, off_ground, exact, instead)


@pytest.mark.parametrize("left", [{}, {"if": None, "share": None, "else": None, "hold": "entry"}, {"if": {}}])
def test_what_is_left_out_is_not_written_back(left: dict[str, Any]) -> None:
    assert ordered(TRAINING | left).as_dict()["orders"] == [TRAINING]


def test_a_clause_of_zero_asks_for_nothing() -> None:
    assert ordered(TRAINING | {"if": {"us_backing": 0, "pledged": 0, "mandate": "none"}}) == ordered(TRAINING)


# What is refused


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ({"state": "GER"}, "orders.state: unknown 'GER'"),
        ({"state": None}, "orders.state: None is not a name"),
        ({"month": None}, "orders.month: None is not a number; allowed: 0 to 119 months"),
        ({"month": -1}, "orders.month: -1 is out of range"),
        ({"month": 1.5}, "orders.month: 1.5 is not a whole number"),
        ({"month": 36}, "orders: DEU in month 36: would never come; horizon=36 allows: 0 to 35"),
        ({"rolle": "arms"}, "orders: unknown 'rolle'; did you mean role?"),
        ({"role": None}, "orders: DEU in month 6: role is missing; allowed: arms, training"),
        ({"role": "suport"}, "orders: DEU in month 6: role: unknown 'suport'; did you mean support?"),
        ({"role": ["none"]}, "orders: DEU in month 6: role: unknown 'none'"),
        ({"role": 4}, "orders: DEU in month 6: role: 4 is not a list"),
        (
            {"role": ["support", "forward", "air"]},
            "orders: DEU in month 6: role: support and forward are both on the ground; allowed: one of support",
        ),
        ({"share": 1.2}, "orders: DEU in month 6: share: 1.2 is out of range; allowed: 0 to 1"),
        ({"share": -0.1}, "orders: DEU in month 6: share: -0.1 is out of range; allowed: 0 to 1"),
        ({"share": "all"}, "orders: DEU in month 6: share: 'all' is not a number; allowed: 0 to 1"),
        (
            {"role": "air"},
            "orders: DEU in month 6: share is of soldiers in Ukraine; allowed: with one of support",
        ),
        ({"if": "us"}, "orders: DEU in month 6: if: 'us' is not a mapping of clauses"),
        (
            {"if": {"unless": ["FRA"]}},
            "orders: DEU in month 6: if: unknown 'unless'; allowed: on_ground, at_least",
        ),
        ({"if": {"on_ground": "FRA"}}, "orders: DEU in month 6: if.on_ground: 'FRA' is not a list"),
        (
            {"if": {"on_ground": ["FRE"]}},
            "orders: DEU in month 6: if.on_ground: unknown 'FRE'; did you mean FRA?",
        ),
        (
            {"if": {"on_ground": ["FRA", "DEU"]}},
            "orders: DEU in month 6: if.on_ground names the state itself",
        ),
        (
            {"if": {"at_least": -2}},
            "orders: DEU in month 6: if.at_least: -2 is out of range; allowed: 0 to 30",
        ),
        ({"if": {"pledged": -1}}, "orders: DEU in month 6: if.pledged: -1 is out of range"),
        ({"if": {"us_backing": 1.5}}, "orders: DEU in month 6: if.us_backing: 1.5 is out of range"),
        ({"if": {"mandate": "nato"}}, "orders: DEU in month 6: if.mandate: 'nato' is not a number"),
        ({"hold": "always"}, "orders: DEU in month 6: hold: unknown 'always'; allowed: entry, throughout"),
        ({"if": None, "hold": "throughout"}, "orders: DEU in month 6: hold needs something that must hold"),
        ({"else": "support"}, "orders: DEU in month 6: else: unknown 'support'; allowed: arms, training"),
        ({"else": ["arms", "forward"]}, "orders: DEU in month 6: else: unknown 'forward'"),
        ({"role": "air", "share": None, "if": None}, "orders: DEU in month 6: else would never come"),
        (
            {"role": ["air"], "share": None, "else": None},
            "orders: DEU in month 6: if would change nothing; allowed: with else",
        ),
        ({"reason": 3}, "orders: DEU in month 6: reason: 3; allowed: up to 140 plain characters"),
        ({"reason": "so\nthere"}, "orders: DEU in month 6: reason: 'so\\nthere'; allowed"),
        ({"reason": "${oc.env:HOME}"}, "orders: DEU in month 6: reason: '${oc.env:HOME}'; allowed"),
        ({"reason": "a" * 141}, "orders: DEU in month 6: reason: 'aaa"),
        ({"by": "me"}, "orders: DEU in month 6: by: unknown 'me'; allowed: model"),
        ({"by": "model"}, "orders: DEU in month 6: role beside by: model; allowed: month, state, by, reason"),
    ],
)
def test_what_cannot_be_ordered_is_refused_in_one_line(row: dict[str, Any], line: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        ordered(SUPPORT | row)
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("rows", ["support", {"DEU": "support"}, 3, ["DEU"], [3]])
def test_what_is_no_list_of_rows_is_refused(rows: Any) -> None:
    with pytest.raises(ScenarioError, match=r"^orders: .* is not a (list|mapping)"):
        Scenario().but(orders=rows)


def test_a_state_has_one_row_a_month() -> None:
    with pytest.raises(ScenarioError, match=r"^orders: DEU is ordered twice in month 6; allowed: once$"):
        ordered(SUPPORT, HANDED_BACK, SUPPORT | {"share": 0.5})
    assert len(ordered(SUPPORT, SUPPORT | {"state": "FRA"}).orders) == 2


@pytest.mark.parametrize(
    ("levers", "reason"),
    [
        ({"force_size": 0}, "support is not on offer; allowed: with a force_size above 0"),
        ({"roles": ["protection", "training"]}, "support is not on offer; allowed: once roles has logistics"),
        ({"roles": ["logistics"]}, "training is not on offer; allowed: once roles has training"),
        ({"exclude": ["DEU"]}, "DEU is left out; allowed: states that exclude does not name"),
    ],
)
def test_what_this_scenario_can_never_do_is_refused(levers: dict[str, Any], reason: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        ordered(SUPPORT, **levers)
    assert str(refused.value) == f"orders: DEU in month 6: {reason}"


def test_a_state_that_is_left_out_cannot_be_waited_for() -> None:
    with pytest.raises(ScenarioError, match=r"^orders: DEU in month 12: FRA is left out"):
        ordered(LISTED, exclude=["FRA"])


@pytest.mark.parametrize("role", [*OFF_GROUND, *GROUND])
def test_a_role_is_on_offer_with_its_lever_and_not_without(role: str) -> None:
    row = Order(0, "TUR", role=role)
    every = Scenario().but(roles=ROLES, location="line")
    without = every.but(roles=[name for name in every.roles if name != OFFERED_WITH.get(role)])
    assert never(row, every) == ""
    assert bool(never(row, without)) == (role != "arms")


@pytest.mark.parametrize("lever", ["roles", "force_size", "location", "mandate"])
def test_what_is_refused_is_what_the_rules_do_not_offer(lever: str) -> None:
    """Of any mission and state: a role can be ordered if the rules offer it, and army, law and fitness allow it."""
    rng = np.random.default_rng(6)
    for _ in range(40):
        full = Scenario().but(roles=ROLES, location="line", mandate="un")
        scenario = full.but(**{lever: BY_NAME[lever].kind.sample(rng, months=36)})
        if lever == "force_size" and rng.random() < 0.5:
            scenario = scenario.but(force_size=0.0)
        numbers = lay_out([scenario]).levers[0]
        levers = Levers(**{name: float(numbers[name]) for name in layout.LEVERS})
        for code, known in zip(roster.codes(), roster.facts(), strict=True):
            fit = {"hub": known["hub"], "air": known["aircraft"], "sea": known["navy"]}
            army = known["personnel"] > 0.0 and levers.mandate >= known["gate"]
            for number, role in enumerate(rules.ROLE_NAMES):
                able = army if role in GROUND else fit.get(role, 0.5) > 0.0
                can = rules.offered(levers, number) and able
                assert can == (never(Order(0, code, role=role), scenario) == ""), (code, role)


@pytest.mark.parametrize(
    ("state", "role", "line"),
    [
        ("ISL", "support", "support needs soldiers, and ISL has none; allowed: roles off the ground"),
        (
            "AUT",
            "support",
            "support is against the law of AUT under mandate coalition; allowed: eu, un",
        ),
        (
            "IRL",
            "protection",
            "protection is against the law of IRL under mandate coalition; allowed: un",
        ),
        ("AUT", "sea", "AUT cannot take sea: facts.csv gives its navy as 0; allowed: other roles"),
        ("ESP", "hub", "ESP cannot take hub: facts.csv gives its hub as 0; allowed: other roles"),
    ],
)
def test_army_law_and_fitness_refuse_an_order_before_the_run(state: str, role: str, line: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        ordered({"month": 3, "state": state, "role": role})
    assert str(refused.value) == f"orders: {state} in month 3: {line}"


def test_a_mandate_opens_what_the_law_asks_it_for() -> None:
    assert ordered({"month": 3, "state": "AUT", "role": "support"}, mandate="eu").orders


def test_forward_troops_need_a_mission_beyond_the_cities() -> None:
    row = {"month": 0, "state": "FRA", "role": "forward"}
    with pytest.raises(ScenarioError, match=r"forward is not on offer; allowed: with a location beyond"):
        ordered(row, location="cities")
    assert ordered(row, location=0.31).orders


def test_a_shorter_horizon_leaves_no_order_behind() -> None:
    assert GAME.but(horizon=19).orders == GAME.orders
    with pytest.raises(ScenarioError, match="TUR in month 18: would never come; horizon=18"):
        GAME.but(horizon=18)


# Written back


def test_orders_survive_python_json_and_a_file(tmp_path: Path) -> None:
    text = json.dumps(GAME.as_dict())
    for back in (Scenario(**GAME.as_dict()), Scenario(**json.loads(text))):
        assert back == GAME
        assert hash(back) == hash(GAME)
        assert back.digest == GAME.digest != Scenario().digest
    path = tmp_path / "game.yaml"
    path.write_text(YAML, encoding="utf-8")
    assert Scenario(**files.read(path).levers) == GAME


YAML = """
orders:
  - {month: 0, state: DEU, role: training}
  - {month: 6, state: DEU, role: support, share: 0.4, if: {us_backing: 0.5, mandate: eu}, else: training,
     reason: "Not alone, but not absent."}
  - month: 12
    state: DEU
    role: [air, protection]
    if:
      on_ground: [FRA, GBR]
      at_least: 4
      pledged: 5000
    hold: throughout
  - {month: 18, state: TUR, by: model}
"""


def test_a_game_of_all_states_in_eight_turns_fits_into_a_file(tmp_path: Path) -> None:
    codes = roster.codes()
    rows = [
        f"  - {{month: {15 * turn}, state: {code}, role: [arms, training, monitoring], "
        f"if: {{on_ground: [{', '.join(other for other in codes[:13] if other != code)}], at_least: 10, "
        "pledged: 25000, us_backing: 0.6666666666666666, mandate: coalition}, hold: throughout, "
        f"else: [arms, training], reason: {'a' * 140}}}"
        for turn in range(8)
        for code in codes
    ]
    path = tmp_path / "game.yaml"
    levers = "horizon: 120\nroles: [protection, logistics, training, monitoring]\norders:\n"
    path.write_text(levers + "\n".join(rows), encoding="utf-8")
    assert len(Scenario(**files.read(path).levers).orders) == 8 * len(codes)


def test_orders_are_told_in_words() -> None:
    assert changes(Scenario(), GAME) == (
        "orders DEU training from month 0, "
        "DEU support from month 6 with 0.4 of what it can send if us_backing 0.5 mandate 0.5 else training, "
        "DEU air protection from month 12 as long as on_ground GBR FRA at_least 4 pledged 5000.0, "
        "TUR as the model decides from month 18"
    )
    many = [
        {"month": month, "state": state, "role": "none"} for month in (0, 6, 9) for state in ("FRA", "GBR")
    ]
    assert changes(Scenario(), ordered(*many)) == "orders 6 orders to 2 states, months 0 to 9"


def test_orders_are_set_by_hand() -> None:
    listed = {row.name: row for row in provenance.behind(GAME)}
    assert "orders" not in {row.name for row in provenance.behind(Scenario())}
    assert (listed["orders"].kind, listed["orders"].grade) == ("by hand", "D")
    assert listed["orders"].source.startswith(provenance.BY_HAND)


def test_random_orders_come_in_every_form() -> None:
    rng = np.random.default_rng(5)
    scenarios = [sampling.scenario(rng) for _ in range(120)]
    rows = [row for scenario in scenarios for row in scenario.orders]
    assert all(Scenario(**scenario.as_dict()) == scenario for scenario in scenarios)
    forms: list[Callable[[Order], object]] = [
        lambda row: row.by,
        lambda row: row.ground,
        lambda row: row.exact,
        lambda row: row.share is None,
        lambda row: row.hold,
        lambda row: row.otherwise is None,
        *(lambda row, clause=clause: bool(getattr(row.when, clause)) for clause in vars(Condition())),
    ]
    for form in forms:
        seen = Counter(map(form, rows))
        assert len(seen) > 1
        assert min(seen.values()) >= 5


# Laid out


def laid_out(scenario: Scenario) -> list[dict[str, Any]]:
    inputs = lay_out([scenario])
    return [dict(zip(inputs.orders.dtype.names or (), row, strict=True)) for row in inputs.orders.tolist()]


def test_a_row_in_numbers_holds_until_the_states_next_one() -> None:
    rows = laid_out(GAME)
    assert [(row["month"], row["until"]) for row in rows] == [(0, 6), (6, 12), (12, 120)]
    assert {row["country"] for row in rows} == {roster.codes().index("DEU")}
    first, support, listed = rows
    assert first["training"] == 1.0
    assert first["ground"] == first["exact"] == 0.0
    assert math.isnan(first["share"])
    assert (support["ground"], support["share"]) == (4.0, 0.4)
    assert (support["us_backing"], support["mandate"], support["throughout"]) == (0.5, 0.5, 0.0)
    assert (support["else_training"], support["else_arms"], support["else_exact"]) == (1.0, 0.0, 0.0)
    assert (listed["ground"], listed["air"], listed["exact"], listed["throughout"]) == (5.0, 1.0, 1.0, 1.0)
    assert (listed["at_least"], listed["pledged"]) == (4.0, 5000.0)
    assert (listed["else_air"], listed["else_exact"]) == (1.0, 1.0)


def test_a_state_that_is_handed_back_has_no_row_from_then_on() -> None:
    back = {"month": 9, "state": "FRA", "by": "model"}
    rows = laid_out(ordered({"month": 3, "state": "FRA", "role": "none"}, back))
    assert [(row["month"], row["until"]) for row in rows] == [(3, 9)]
    assert laid_out(ordered(back)) == []


def test_each_calendar_has_its_own_rows() -> None:
    first, second = ordered(LISTED), GAME
    inputs = lay_out([first, Scenario(), second, first])
    assert inputs.calendar.tolist() == [0, 1, 2, 0]
    assert inputs.orders_at.tolist() == [0, 1, 1, 4]
    assert inputs.needs_at.tolist() == [0, 2, 2, 4]
    codes = roster.codes()
    leaned_on = [(need["order"].item(), codes[need["country"]]) for need in inputs.needs]
    assert leaned_on == [(0, "GBR"), (0, "FRA"), (2, "GBR"), (2, "FRA")]
    assert inputs.orders.dtype == layout.dtype(layout.Order)


def test_a_reason_is_without_effect() -> None:
    plain = ordered({**SUPPORT, "reason": ""}, horizon=12)
    blocks = [run_inputs(lay_out([one]), replicates=20) for one in (plain, ordered(SUPPORT, horizon=12))]
    assert blocks[0].run.tobytes() == blocks[1].run.tobytes()


def test_the_public_names_are_those_of_the_scenario() -> None:
    assert (sim.Order, sim.Condition) == (Order, Condition)

"""Orders in whole runs: the ghost game, games written out and played again, and what binds an order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import xarray as xr

import sim
from sim import outcomes
from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.rules import hindrance
from sim.rules.roles import ON_GROUND
from sim.scenario import Condition, Scenario, ScenarioError, roster
from sim.scenario.orders import GROUND, OFF_GROUND, Decision
from sim.scenario.possible import never
from tests import sampling

HINDRANCE = outcomes.COUNTRY_AT["hindrance_by_country"]


def native(scenario: Scenario, seed: int, replicate: int) -> Block:
    return run_inputs(lay_out([scenario]), seed=seed, first=replicate, replicates=1, detail=True)


def differing(one: Block, other: Block, *, hindrances: bool = True) -> list[str]:
    """What two blocks do not have in common, bit for bit; with hindrances or without."""
    kept = [k for k in range(len(outcomes.COUNTRY)) if hindrances or k != HINDRANCE]
    pairs = {
        **{o.name: (one.run[o.name], other.run[o.name]) for o in outcomes.RUN},
        "by_country": (one.by_country[..., kept], other.by_country[..., kept]),
        "by_month": (one.by_month, other.by_month),
    }
    return [name for name, (a, b) in pairs.items() if not np.array_equal(a, b, equal_nan=True)]


# The ghost game


@pytest.mark.parametrize("k", range(24))
def test_the_models_own_wishes_as_orders_give_the_models_run(k: int) -> None:
    rng = np.random.default_rng([8, k])
    make = sampling.corner if k % 4 == 3 else sampling.scenario
    scenario, replicate = make(rng, horizon=int(rng.integers(6, 30)), orders=()), int(rng.integers(500))
    played = sim.DeploymentModel(scenario, seed=k, replicate=replicate, collect=False)
    own = played.play()
    orders = played.orders(all_states=True)
    assert len(orders) == len(played.members) * scenario.horizon
    ghost = scenario.but(orders=orders)
    in_mesa = sim.DeploymentModel(ghost, seed=k, replicate=replicate, collect=False).play()
    compiled = native(ghost, k, replicate)
    assert differing(own, compiled, hindrances=False) == []
    assert differing(in_mesa, compiled) == []
    # the executive asked for nothing, so no order fails for what it asked for
    assert not (compiled.by_country[..., HINDRANCE] == hindrance.CONDITION).any()


# Games


def some_word(rng: np.random.Generator, state: str, scenario: Scenario) -> Any:
    """What a player may say this month: nothing, a role, a list, or a decision with strings."""
    ground = str(rng.choice(GROUND))
    others = [code for code in roster.codes() if code != state and code not in scenario.exclude]
    word = [
        None,
        str(rng.choice(OFF_GROUND)),
        (str(rng.choice(OFF_GROUND)), ground),
        (),
        Decision(
            role=ground,
            share=float(rng.random()),
            when=Condition(on_ground=(str(rng.choice(others)),), at_least=int(rng.integers(3))),
            hold=str(rng.choice(["entry", "throughout"])),
            otherwise="arms",
        ),
        Decision(role=ground, when=Condition(us_backing=float(rng.uniform(0.1, 0.6)), pledged=2_000.0)),
    ][int(rng.integers(6))]
    decision = word if isinstance(word, Decision) or word is None else Decision(role=word)
    if decision is not None and never(decision.from_month(0, state), scenario):
        return None
    return word


@pytest.mark.parametrize("k", range(10))
def test_a_game_written_out_as_orders_replays_to_the_same_bits(k: int) -> None:
    rng = np.random.default_rng([9, k])
    roles = ("protection", "logistics", "training", "air_sea", "monitoring", "basing")
    scenario = sampling.scenario(rng, horizon=24, roles=roles, force_size=30_000.0, location=0.8)
    seats = [code for code in ("POL", "DEU", "FRA", "TUR", "CZE") if code not in scenario.exclude]
    turns = {
        state: [some_word(rng, state, scenario) for _ in range(scenario.horizon // 6)] for state in seats
    }

    def player(country: Any) -> Any:
        return turns[country.code][country.model.view.month // 6]

    game = sim.DeploymentModel(
        scenario, seed=k, replicate=k, collect=False, players=dict.fromkeys(seats, player)
    )
    played = game.play()
    again = scenario.but(orders=game.orders())
    assert {order.state for order in game.log} <= set(seats)
    assert differing(played, native(again, k, k)) == []
    assert differing(played, sim.DeploymentModel(again, seed=k, replicate=k, collect=False).play()) == []


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("suport", "players: POL in month 0: role: unknown 'suport'; did you mean support?"),
        (7, "players: POL in month 0: role: 7 is not a list"),
        (Decision(role="support", share=2.0), "players: POL in month 0: share: 2 is out of range"),
        (
            "monitoring",
            "players: POL in month 0: monitoring is not on offer; allowed: once roles has monitoring",
        ),
        (
            Decision(role="support", when=Condition(on_ground=("POL",))),
            "players: POL in month 0: if.on_ground names the state itself",
        ),
    ],
)
def test_a_players_bad_word_is_one_line(word: Any, line: str) -> None:
    game = sim.DeploymentModel(Scenario(horizon=6), players={"POL": lambda country: word})
    with pytest.raises(ScenarioError) as refused:
        game.step()
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


def test_a_player_needs_a_seat() -> None:
    with pytest.raises(ScenarioError, match=r"^players: unknown 'USA'"):
        sim.DeploymentModel(players={"USA": lambda country: None})


# What an order means

CALM = Scenario().but(
    baseline_attack_risk=0.01,
    us_volatility=0.0,
    us_backing=0.8,
    parliament=0.0,
    conference=0.0,
    horizon=24,
)
"""Nobody attacks, no parliament refuses, and no conference is called."""
QUIET = {"probe0": 0.001, "r_s": 0.0, "trust_down": 1.0}
"""Nobody tests the force, and Washington is not moved by it."""
FED = {"sustain_EU": 500_000.0}


def told(*rows: dict[str, Any], **levers: Any) -> xr.Dataset:
    """Runs under these orders; a row begins in month 0 if it does not say otherwise."""
    levers["assume"] = QUIET | levers.get("assume", {})
    return sim.simulate(CALM.but(orders=[{"month": 0} | row for row in rows], **levers), 60).isel(scenario=0)


def goes(ds: xr.Dataset, state: str) -> bool | None:
    """Whether a state is on the ground at the end in all runs, or in none; None in between."""
    there = ds["rung_by_country"].sel(country=state).values >= ON_GROUND
    return bool(there[0]) if there.all() or not there.any() else None


def takes(ds: xr.Dataset, state: str, role: str) -> bool:
    return bool(ds["roles_by_country"].sel(country=state, role=role).all())


def hindered(ds: xr.Dataset, state: str) -> set[str]:
    """What hinders a state's order in some run."""
    seen = ds["hindrance_by_country"].sel(country=state).any("replicate")
    return set(seen["hindrance"].values[seen.values].tolist())


def needing(state: str, *others: str, **more: Any) -> dict[str, Any]:
    return {"state": state, "role": "support", "if": {"on_ground": list(others)}, **more}


@pytest.mark.parametrize("conference", [0.0, 3.0])
def test_two_that_wait_for_each_other_both_go(conference: float) -> None:
    both = told(needing("SVK", "ESP"), needing("ESP", "SVK"), conference=conference)
    assert goes(both, "SVK")
    assert goes(both, "ESP")
    alone = told(needing("SVK", "ESP"), {"state": "ESP", "role": "none"}, conference=conference)
    assert goes(alone, "SVK") is False
    assert hindered(alone, "SVK") == {"condition"}


@pytest.mark.parametrize(("hold", "stays"), [("entry", True), ("throughout", False)])
def test_who_leaves_pulls_out_those_who_asked_throughout(hold: str, stays: bool) -> None:
    ds = told(
        {"state": "ESP", "role": "support"},
        {"state": "ESP", "role": "none", "month": 12},
        needing("SVK", "ESP", hold=hold),
        needing("HUN", "SVK", hold="throughout"),
    )
    assert goes(ds, "SVK") is stays
    assert goes(ds, "HUN") is stays


@pytest.mark.parametrize(("hold", "stays"), [("entry", True), ("throughout", False)])
def test_backing_that_goes_takes_along_those_who_asked_throughout(hold: str, stays: bool) -> None:
    row = {"state": "SVK", "role": "support", "if": {"us_backing": 0.5}, "hold": hold}
    ds = told(row, schedule={"us_backing": [(8, 0.0)]})
    assert goes(ds, "SVK") is stays


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        ({"at_least": 2}, True),
        ({"at_least": 3}, False),
        ({"pledged": 500.0}, True),
        ({"pledged": 200_000.0}, False),
        ({"us_backing": 0.79}, True),
        ({"us_backing": 0.81}, False),
        ({"mandate": "coalition"}, True),
        ({"mandate": "un"}, False),
    ],
)
def test_each_clause_binds(clause: dict[str, Any], carried: bool) -> None:
    company = [{"state": state, "role": "support"} for state in ("ESP", "ITA")]
    idle = [{"state": code, "role": "none"} for code in roster.codes() if code not in ("ESP", "ITA", "SVK")]
    ds = told({"state": "SVK", "role": "support", "if": clause}, *company, *idle)
    assert goes(ds, "SVK") is carried
    assert hindered(ds, "SVK") == (set() if carried else {"condition"})


def test_a_struck_order_leaves_what_else_says() -> None:
    asks = {"state": "SVK", "role": "support", "if": {"mandate": "un"}}
    assert takes(told(asks | {"else": "training"}), "SVK", "training")
    nothing = told(asks | {"else": "none"})
    assert not nothing["roles_by_country"].sel(country="SVK").any()
    named = told(asks | {"role": ["support", "arms"]})
    assert takes(named, "SVK", "arms")
    assert not named["roles_by_country"].sel(country="SVK").drop_sel(role="arms").any()


def test_a_share_is_of_what_a_state_can_send() -> None:
    idle = [{"state": code, "role": "none"} for code in roster.codes() if code != "ITA"]
    half, whole = (
        told({"state": "ITA", "role": "support", "share": share}, *idle)["pledged"].values
        for share in (0.5, 1.0)
    )
    assert whole.min() > 100.0
    np.testing.assert_allclose(half, whole / 2.0, rtol=1e-9)


def test_handed_back_a_state_decides_as_it_would_have() -> None:
    back = {"month": 3, "state": "ESP", "by": "model"}
    once = {"state": "ESP", "role": "none"}
    assert differing(*(native(CALM.but(orders=rows), 1, 0) for rows in ([], [back]))) == []
    assert goes(told(once), "ESP") is False
    freed = told(once, back)["rung_by_country"].sel(country="ESP").values
    alone = told()["rung_by_country"].sel(country="ESP").values
    assert np.mean(freed == alone) > 0.9


# What hinders it


@pytest.mark.parametrize(
    ("levers", "hindrances"),
    [
        ({"force_size": 300_000.0, "assume": FED}, set()),
        (
            {"force_size": 300_000.0, "assume": FED, "parliament": 1.0, "us_backing": 0.0},
            {"parliament"},
        ),
        ({"injects": [{"kind": "consent_withdrawn", "month": 6}]}, {"consent"}),
        ({"assume": {"sustain_EU": 100.0, "sustain_US": 0.0}}, {"enablers"}),
        ({"force_size": 500.0}, {"request"}),
    ],
)
def test_what_cuts_an_order_is_named(levers: dict[str, Any], hindrances: set[str]) -> None:
    everyone = [
        {"state": code, "role": "support"}
        for code, known in zip(roster.codes(), roster.facts(), strict=True)
        if known["personnel"] > 0.0 and known["gate"] <= 0.0
    ]
    ds = told(*everyone, **levers)
    assert set.union(*(hindered(ds, row["state"]) for row in everyone)) == hindrances


def test_losses_strike_an_order_out_for_good() -> None:
    bloody = {"injects": [{"kind": "mass_casualty_strike", "month": 18, "size": 5_000}]}
    ds = told({"state": "ESP", "role": "support"}, **bloody, assume={"exit0": 1.0})
    gone = ds["hindrance_by_country"].sel(country="ESP", hindrance="losses")
    assert gone.any()
    assert not (gone & (ds["rung_by_country"].sel(country="ESP") >= ON_GROUND)).any()


def test_mesa_names_what_hinders_each_month() -> None:
    scenario = CALM.but(
        orders=[
            {"month": 2, "state": "SVK", "role": "support", "if": {"us_backing": 0.5}, "hold": "throughout"}
        ],
        schedule={"us_backing": [(8, 0.0)]},
        assume=QUIET,
    )
    model = sim.DeploymentModel(scenario, collect=False)
    slovakia = next(country for country in model.members if country.code == "SVK")
    seen = []
    while model.running:
        model.step()
        seen.append(slovakia.struck)
    assert seen == [""] * 8 + ["condition"] * 16

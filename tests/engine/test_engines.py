"""Two engines, one rulebook: the Mesa model and the native engine agree bit for bit, whatever the scenario."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import xarray as xr

import sim
from sim import outcomes
from sim.engine import chance, native
from sim.engine.agents.country import Country
from sim.engine.block import empty
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.rules.escalation import LIMITED_WAR
from sim.scenario import Scenario, ScenarioError, roster
from tests import sampling
from tests.engine.marks import of_dataset

BATCH = 250
TIES = (
    *("b_peer", "b_cond", "rho_pub"),  # who goes, and with how many
    *("b_dead", "b_war", "b_bare", "b_stakes"),  # what is to be expected of the force that others make up
    *("r_s", "basing_relief", "xi"),  # Washington, the border and the publics, whom the others' effort moves
)
"""Parameters through which one state bears on what another decides in peace."""


def disagreements(batch: int, points: int = BATCH) -> list[str]:
    """Random scenarios, a random replicate each; what differs between the engines, in words."""
    rng = np.random.default_rng([20_250_123, batch])
    make = [sampling.scenario, sampling.scenario, sampling.scenario, sampling.corner]
    scenarios = [make[k % len(make)](rng) for k in range(points)]
    replicates = rng.integers(0, 5_000, points)
    found = []
    for scenario, replicate in zip(scenarios, replicates.tolist(), strict=True):
        mesa = sim.DeploymentModel(scenario, seed=batch, replicate=replicate, collect=False).play()
        native = run_inputs(lay_out([scenario]), seed=batch, first=replicate, replicates=1, detail=True)
        found += [
            f"{name} of {scenario} replicate {replicate}"
            for name in ("by_country", "by_month")
            if not np.array_equal(getattr(mesa, name), getattr(native, name), equal_nan=True)
        ]
        found += [
            f"{outcome.name} of {scenario} replicate {replicate}"
            for outcome in outcomes.RUN
            if not np.array_equal(mesa.run[outcome.name], native.run[outcome.name], equal_nan=True)
        ]
    return found


def test_the_engines_agree_bit_for_bit() -> None:
    assert disagreements(1, points=80) == []


def _through_pickle(model: Any) -> Any:
    return pickle.loads(pickle.dumps(model))  # noqa: S301 - written the line before


@pytest.mark.parametrize("copied", [copy.deepcopy, _through_pickle])
def test_a_model_that_is_copied_halfway_goes_on_by_itself(copied: Callable[[Any], Any]) -> None:
    model = sim.DeploymentModel(Scenario(horizon=8), seed=2, replicate=5)
    for _ in range(4):
        model.step()
    other = copied(model)
    whole = model.run()
    assert (other.steps, len(other.path)) == (4, 4)
    assert other.run().equals(whole)
    collected = [one.datacollector.get_agenttype_vars_dataframe(Country) for one in (model, other)]
    assert collected[0].equals(collected[1])
    assert len(collected[0]) == 8 * len(roster.codes())


@pytest.mark.equality
@pytest.mark.parametrize("batch", range(2, 42))
def test_the_engines_agree_on_ten_thousand_points(batch: int) -> None:
    assert disagreements(batch) == []


def test_results_do_not_depend_on_threads_or_chunks() -> None:
    rng = np.random.default_rng(7)
    scenarios = {f"s{k}": sampling.scenario(rng, horizon=24) for k in range(5)}
    marks = {
        of_dataset(sim.simulate(scenarios, 90, 3, threads=threads, chunk=chunk))
        for threads in (1, 2, 3)
        for chunk in (1, 7, 1000)
    }
    assert len(marks) == 1


def test_the_order_of_scenarios_does_not_matter() -> None:
    scenarios = {
        "a": Scenario(),
        "b": Scenario().but(roe="robust"),
        "c": Scenario(theory="cascade", horizon=12),
    }
    forward = sim.simulate(scenarios, 40)
    backward = sim.simulate(dict(reversed(scenarios.items())), 40)
    for name in scenarios:
        assert forward.sel(scenario=name).equals(backward.sel(scenario=name))


def test_a_replicate_replays_alone() -> None:
    whole = sim.simulate(Scenario(), 60)
    alone = sim.simulate(Scenario(), 1, first=41)
    assert alone.isel(replicate=0).equals(whole.sel(replicate=41))


def test_the_mesa_model_reads_like_the_dataset() -> None:
    kfor = Scenario().but(force_size=40_000, roe="robust", us_backing=0.75)
    ds = sim.simulate({"base": Scenario(), "kfor": kfor}, 10)
    run = sim.DeploymentModel(kfor, seed=1, replicate=7).run()
    xr.testing.assert_equal(
        run.drop_vars("scenario"), ds.sel(scenario="kfor", replicate=7).drop_vars("scenario")
    )


def test_a_country_left_out_leaves_the_others_their_draws() -> None:
    """With all that ties countries together switched off, the others decide as they did, draw for draw."""
    apart = dict.fromkeys(TIES, 0.0)
    gone = ("FRA", "POL")
    bare = Scenario(baseline_attack_risk=0.01, horizon=12)
    everyone, without = (
        sim.simulate(bare.but(exclude=out, assume=apart), 200).isel(scenario=0) for out in ((), gone)
    )
    calm = [
        (ds["attacked"] == 0) & (ds["kia"] == 0) & (ds["peak_rung"] < LIMITED_WAR)
        for ds in (everyone, without)
    ]
    peaceful = (calm[0] & calm[1]).values
    assert peaceful.sum() > 50
    others = [code for code in roster.codes() if code not in gone]
    for name in (
        "rung_by_country",
        "reserve_by_country",
        "willingness_by_country",
        "joined_month_by_country",
    ):
        one, two = (ds[name].sel(country=others).isel(replicate=peaceful) for ds in (everyone, without))
        xr.testing.assert_equal(one, two)


def test_draws_keep_their_address() -> None:
    tape = chance.tape(5, 0, 300, 36)
    assert np.array_equal(chance.tape(5, 123, 124, 36)[0], tape[123])
    assert np.array_equal(chance.tape(5, 123, 124, 120)[0, : tape.shape[1]], tape[123])
    assert not np.array_equal(chance.tape(6, 123, 124, 36)[0], tape[123])
    assert tape.min() >= 0.0
    assert tape.max() < 1.0
    assert abs(tape.mean() - 0.5) < 0.003


def test_addresses_hold_every_parameter_and_country() -> None:
    assert len(sim.evidence.load().parameters) <= chance.ASSUMPTIONS
    assert len(roster.codes()) <= chance.COUNTRIES


def test_nothing_looks_at_a_name() -> None:
    """Shuffle the roster together with everything that is known and drawn of a country: every bit stays the same."""
    inputs, facts, tape = lay_out([Scenario()]), roster.facts(), chance.tape(1, 0, 30, 36)
    assert len(inputs.elections) > 0
    order = np.random.default_rng(1).permutation(len(facts))
    purposes = len(chance.COUNTRY_PURPOSES)
    at = chance.COUNTRY_AT + purposes * order[:, None] + np.arange(purposes)
    shuffled = tape.copy()
    shuffled[:, chance.COUNTRY_AT : chance.COUNTRY_AT + at.size] = tape[:, at.ravel()]
    runs = []
    for rows, draws in ((np.arange(len(facts)), tape), (order, shuffled)):
        panel, of_all, elections = inputs.panel.copy(), inputs.known.copy(), inputs.elections.copy()
        elections["country"] = np.argsort(rows)[elections["country"]]
        for record in (panel, of_all):
            for name in record.dtype.names or ():
                record[name][:, : len(rows)] = record[name][:, rows]
        block = empty(inputs, 30)
        native.run_into(
            block,
            replace(inputs, panel=panel, elections=elections, facts=facts[rows], known=of_all),
            seed=1,
            first=0,
            scenarios=slice(0, 1),
            replicates=slice(0, 30),
            draws=draws,
        )
        runs.append(block.run.tobytes())
    assert runs[0] == runs[1]


@pytest.mark.parametrize("seed", [2**53 + 1, 2**63 - 1])
def test_the_engines_agree_for_seeds_that_no_float_holds(seed: int) -> None:
    mesa = sim.DeploymentModel(seed=seed, replicate=3, collect=False)
    played = mesa.play().run
    compiled = run_inputs(lay_out([Scenario()]), seed=seed, first=3, replicates=1).run
    assert mesa.seed_played == sim.simulate(Scenario(), 1, seed).attrs["seed"] == seed
    assert all(np.array_equal(played[o.name], compiled[o.name], equal_nan=True) for o in outcomes.RUN)
    assert not np.array_equal(chance.tape(seed, 3, 4, 36), chance.tape(seed - 1, 3, 4, 36))


def test_the_mesa_model_keeps_whole_numbers() -> None:
    run = sim.DeploymentModel(Scenario(horizon=1), seed=1.0, replicate=2.0).run()  # type: ignore[arg-type]
    assert (run.attrs["seed"], type(run.attrs["seed"])) == (1, int)
    assert int(run["replicate"]) == 2


@pytest.mark.parametrize("asked", [{"scenario": "x"}, {"scenario": {}}, {"seed": -1}, {"replicate": 1.5}])
def test_the_mesa_model_refuses_what_cannot_be(asked: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(asked))}: "):
        sim.DeploymentModel(**asked)


def test_the_mesa_model_ends_with_its_horizon() -> None:
    model = sim.DeploymentModel(Scenario(horizon=1))
    model.step()
    with pytest.raises(ScenarioError, match=r"step: no month is left; this run has 1 \(horizon\)"):
        model.step()

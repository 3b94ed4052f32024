"""What the page runs is what Python runs: every outcome of every run, bit for bit, on random settings."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np
import pytest

from sim import outcomes
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.scenario import BY_NAME, LEVERS, Scenario
from sim.web.data import changed
from tests import sampling
from tests.web.probe import Explorer

SETTINGS, AT_ONCE, REPLICATES, SEED, FIRST = 32, 8, 150, 7, 3
MOVE_AND_RUN = """async ([settings, ask]) => {
    const moved = settings.map((setting) => {
        tripwire.set(setting);
        return {refused: tripwire.shown().error, setting: probe.session.settings[0]};
    });
    return Promise.all(moved.map(async ({refused, setting}) => {
        if (refused) return {refused};
        const hashes = {};
        for (const [name, values] of Object.entries(await tripwire.run(setting, ask))) {
            const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", values));
            hashes[name] = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        }
        return hashes;
    }));
}"""


def random_scenarios() -> list[Scenario]:
    rng = np.random.default_rng(20250731)
    return [sampling.scenario(rng) for _ in range(SETTINGS - 6)] + [sampling.corner(rng) for _ in range(6)]


SCENARIOS = random_scenarios()


def in_python(scenario: Scenario) -> dict[str, str]:
    """A hash of every outcome's values, in the order of replicates."""
    block = run_inputs(lay_out([scenario]), replicates=REPLICATES, seed=SEED, first=FIRST, detail=True)
    values: dict[str, Any] = {one.name: block.run[one.name] for one in outcomes.RUN}
    values |= {one.name: block.by_country[..., k] for k, one in enumerate(outcomes.COUNTRY)}
    values |= {one.name: block.by_month[..., k] for k, one in enumerate(outcomes.MONTH)}
    return {
        name: hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()
        for name, array in values.items()
    }


def test_random_settings_give_the_same_bits(explorer: Explorer) -> None:
    ask = {"seed": SEED, "first": FIRST, "replicates": REPLICATES}
    settings = [json.loads(json.dumps(changed(scenario))) for scenario in SCENARIOS]
    for place in range(0, SETTINGS, AT_ONCE):
        part = slice(place, place + AT_ONCE)
        answers = explorer.ask(MOVE_AND_RUN, [settings[part], ask])
        for setting, scenario, answer in zip(settings[part], SCENARIOS[part], answers, strict=True):
            assert answer == in_python(scenario), setting


@pytest.mark.parametrize("name", [lever.name for lever in LEVERS])
def test_the_random_settings_move_every_lever(name: str) -> None:
    usual = Scenario()
    moved = [scenario for scenario in SCENARIOS if getattr(scenario, name) != getattr(usual, name)]
    assert len(moved) >= 5, BY_NAME[name].meaning

"""The module for pages: carried whole, built the same anew, and bit for bit the native engine."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from sim.engine import layout, wasm
from sim.engine.inputs import lay_out
from sim.engine.source import source
from sim.engine.wasm import build, carried, description
from sim.rules.records import Levers
from sim.scenario import Scenario, ScenarioError
from tests.machines import jobs, programs, wasmtime_driver

NODE = shutil.which("node")
JOBS = jobs.random_jobs(60)

needs_wasmtime = pytest.mark.skipif(
    not importlib.util.find_spec("wasmtime"), reason="wasmtime is not installed"
)
needs_node = pytest.mark.skipif(not NODE, reason="node is not on the path")


# The same bits


@needs_wasmtime
def test_wasmtime_gives_the_native_engines_bits() -> None:
    assert jobs.fingerprint(wasmtime_driver.run(JOBS)) == jobs.expected(JOBS)


@needs_node
def test_the_pages_script_gives_the_native_engines_bits() -> None:
    packed = b"".join(job.packed() for job in JOBS)
    assert jobs.fingerprint([programs.run(programs.node(str(NODE)), packed)]) == jobs.expected(JOBS)


def test_the_jobs_see_everything_happen() -> None:
    runs = np.concatenate([job.expected.run.ravel() for job in JOBS])
    for outcome in ("attacked", "kia", "withdrawals", "direct_war"):
        assert 0.005 < np.mean(runs[outcome] > 0) < 0.995, outcome


# What a page writes itself


@needs_node
def test_the_pages_script_lays_rows_out_as_numpy_does() -> None:
    events = [{"month": 3, "country": 5, "stance": -2.5}, {"month": 9, "country": 0, "stance": 3.0}]
    orders = [
        {"month": 3, "state": "FRA", "role": "support"},
        {"month": 3, "state": "DEU", "role": "support", "share": 0.5, "if": {"on_ground": ["FRA"]}},
    ]
    inputs = lay_out([Scenario(), Scenario().but(roe="combat", orders=orders)])
    levers = [dict(zip(inputs.levers.dtype.names or (), row, strict=True)) for row in inputs.levers.tolist()]
    panel = [{name: row[name].tolist() for name in row.dtype.names} for row in inputs.panel]
    told, needs = (
        [dict(zip(of.dtype.names or (), row, strict=True)) for row in of.tolist()]
        for of in (inputs.orders, inputs.needs)
    )
    rows = {"elections": events, "levers": levers, "panel": panel, "orders": told, "needs": needs}
    rows["horizons"] = inputs.horizons.tolist()
    expected = {
        "orders": inputs.orders,
        "needs": inputs.needs,
        "elections": np.array([tuple(event.values()) for event in events], layout.dtype(layout.Election)),
        "levers": inputs.levers,
        "panel": inputs.panel,
        "horizons": inputs.horizons,
    }
    done = subprocess.run(
        [
            str(NODE),
            "--input-type=module",
            "--eval",
            PACK,
            str(programs.WEB / "engine.js"),
            str(carried.LAYOUT),
        ],
        input=json.dumps(rows).replace("NaN", "null"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {name: array.tobytes().hex() for name, array in expected.items()}


PACK = """
import {readFileSync} from "node:fs";
const {pack} = await import(process.argv[1]), layout = JSON.parse(readFileSync(process.argv[2], "utf8"));
const rows = JSON.parse(readFileSync(0, "utf8"));
const hex = Object.entries(rows).map(([name, them]) => [name, Buffer.from(pack(layout, name, them)).toString("hex")]);
console.log(JSON.stringify(Object.fromEntries(hex)));
"""


def test_exported_scenarios_fill_the_rows_that_the_layout_tells() -> None:
    inputs = lay_out([Scenario(), Scenario(theory="cascade")])
    told = wasm.layout()
    assert set(wasm.exported(inputs)) == set(told["inputs"])
    assert len(wasm.exported(inputs)["levers"]) == 2 * told["records"]["Levers"]["size"]
    assert len(wasm.exported(inputs)["priors"]) == 2 * told["records"]["Prior"]["size"]


# What is carried


def test_the_module_asks_nothing_of_its_host() -> None:
    wasmtime = pytest.importorskip("wasmtime")
    module = wasmtime.Module(wasmtime.Engine(), wasm.module())
    assert list(module.imports) == []
    assert {made.name for made in module.exports} == {"memory", "tripwire_runs", "__heap_base"}


def test_building_anew_gives_the_same_bytes() -> None:
    told = wasm.layout()["module"]
    if not importlib.util.find_spec("ziglang") or build.compiler() != told["compiler"]:
        pytest.skip(f"{told['compiler']} is not installed")
    assert build.built() == wasm.module()
    assert build.layout_document(wasm.module()) == wasm.layout()


def test_the_layout_names_what_the_engine_lists() -> None:
    told = wasm.layout()
    assert list(told["records"]["Levers"]["fields"]) == list(layout.fields(Levers))
    assert told["records"]["Panel"]["fields"]["poll"]["length"] == told["seats"]
    assert all(outcome["unit"] and outcome["long_name"] for outcome in chain(*told["outcomes"].values()))


class TestRefusals:
    """One line that says what to do."""

    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        for name in ("MODULE", "LAYOUT"):
            copy = Path(shutil.copy(getattr(carried, name), tmp_path))
            monkeypatch.setattr(carried, name, copy)
        carried._carried.cache_clear()
        yield
        carried._carried.cache_clear()

    def refusal(self) -> str:
        with pytest.raises(ScenarioError) as refused:
            wasm.module()
        assert "\n" not in str(refused.value)
        return str(refused.value)

    def test_a_whole_copy_is_taken(self) -> None:
        assert wasm.module()

    def test_a_module_of_other_rules(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(carried, "c_text", lambda: "other rules")
        assert "another rulebook" in self.refusal()
        assert "`make wasm`" in self.refusal()

    def test_a_layout_of_other_listings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(description, "TERMS", ("one",))
        assert "another rulebook" in self.refusal()

    def test_a_damaged_module(self) -> None:
        carried.MODULE.write_bytes(carried.MODULE.read_bytes()[:-1])
        assert "damaged" in self.refusal()

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"module": {}}'])
    def test_a_damaged_layout(self, text: str) -> None:
        carried.LAYOUT.write_text(text, encoding="utf-8")
        assert "damaged" in self.refusal()

    def test_a_missing_module(self) -> None:
        carried.MODULE.unlink()
        assert "missing" in self.refusal()


def test_moving_a_rule_within_its_file_needs_no_new_module(monkeypatch: pytest.MonkeyPatch) -> None:
    before = carried.c_text()
    monkeypatch.setattr(carried, "source", lambda way: source(way).replace("#line 1", "#line 2"))
    assert carried.c_text() == before
    monkeypatch.setattr(carried, "source", lambda way: source(way).replace("0.5", "0.25"))
    assert carried.c_text() != before

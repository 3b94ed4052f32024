"""engine=mesa, native or auto: from Python, the command line and a sweep, the same bits."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import xarray as xr

import sim
from sim.cli import main
from sim.engine import native
from sim.engine.ensemble import ENGINES
from sim.scenario import Scenario, ScenarioError
from tests.engine.marks import of_dataset

SCENARIOS = {"base": Scenario(horizon=12), "robust": Scenario().but(roe="robust", horizon=18)}
PRICE = re.compile(r"engine=mesa: about \d+ s for 10 runs")
REFUSAL = "engine: unknown 'fast'; allowed: auto, native, mesa"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_give_the_same_dataset_to_python() -> None:
    marks = {of_dataset(sim.simulate(SCENARIOS, 5, engine=engine)) for engine in ENGINES}
    assert len(marks) == 1


def test_mesa_says_its_price_and_native_nothing(caplog: pytest.LogCaptureFixture) -> None:
    sim.simulate(SCENARIOS, 5, engine="native")
    assert caplog.messages == []
    sim.simulate(SCENARIOS, 5, engine="mesa")
    assert [bool(PRICE.fullmatch(message)) for message in caplog.messages] == [True]


def test_mesa_does_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "_runs", None)
    assert sim.simulate(SCENARIOS, 2, engine="mesa").sizes["replicate"] == 2
    with pytest.raises(TypeError):
        sim.simulate(SCENARIOS, 2, engine="auto")


def test_all_give_the_same_results_on_the_command_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks, tables = set(), set()
    for engine in ENGINES:
        main([f"engine={engine}", "replicates=3", "plate=false", "roe=0.9", f"out={engine}"])
        [kept] = folder.glob(f"{engine}/*/results.nc")
        with xr.open_dataset(kept, engine="scipy") as ds:
            marks.add(of_dataset(ds))
        tables.add(capsys.readouterr().out.partition("results ")[0])
    assert (len(marks), len(tables)) == (1, 1)


def test_all_give_the_same_hash_to_a_sweep(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = ["sweep", "force_size=1000,40000", "roe=0.1,0.9", "horizon=12", "replicates=3", "progress=quiet"]
    hashes = set()
    for engine in ENGINES:
        main([*words, f"engine={engine}", f"name={engine}"])
        assert ("engine=mesa: about" in caplog.text) == (engine == "mesa")
        caplog.clear()
        manifest = json.loads((folder / "outputs" / engine / "manifest.json").read_text(encoding="utf-8"))
        hashes.add(manifest["results_hash"])
    assert len(hashes) == 1


def test_another_is_refused_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ScenarioError, match=f"^{re.escape(REFUSAL)}$"):
        sim.simulate(Scenario(), 1, engine="fast")
    for words in (["engine=fast"], ["sweep", "force_size=1000,2000", "engine=fast"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert capsys.readouterr().err == f"tripwire: {REFUSAL}\n"
    assert list(folder.iterdir()) == []

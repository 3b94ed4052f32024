"""A run's results come back as they were, to the last bit and attribute, or not at all."""

import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import sim
from sim import results_file
from sim.cli.commands import VERBS
from sim.cli.parse.command_line import call
from sim.disk import Disk, DiskError
from sim.plates import comparison, rung_map
from sim.results_file import ChangedError
from sim.scenario import ScenarioError

SCENARIOS = {"base": sim.Scenario(), "Größe": sim.Scenario(force_size=0)}


@pytest.fixture(scope="module")
def ds() -> xr.Dataset:
    return sim.simulate(SCENARIOS, replicates=30, seed=2**62, first=9)


@pytest.fixture(scope="module")
def file(ds: xr.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return results_file.write(ds, tmp_path_factory.mktemp("run"))


@pytest.mark.fault("results-read-back")
def test_what_is_loaded_is_what_was_simulated(ds: xr.Dataset, file: Path) -> None:
    for path in (file, str(file.parent)):
        loaded = sim.load(path)
        assert loaded.identical(ds)
        for name, variable in ds.variables.items():
            assert loaded[name].dtype == variable.dtype, name
            assert loaded[name].values.tobytes() == variable.values.tobytes(), name
        assert {name: type(value) for name, value in loaded.attrs.items()} == {
            name: type(value) for name, value in ds.attrs.items()
        }


@pytest.mark.fault("results-read-back")
@pytest.mark.parametrize("asked", [{"detail": False}, {"replicates": 1}, {"seed": 3}])
def test_a_run_without_detail_or_of_one_replicate_comes_back_too(
    asked: dict[str, int], tmp_path: Path
) -> None:
    ds = sim.simulate(SCENARIOS, **({"replicates": 5} | asked))  # type: ignore[arg-type]
    assert sim.load(results_file.write(ds, tmp_path)).identical(ds)


def test_values_that_a_smaller_type_would_change_are_kept(ds: xr.Dataset, tmp_path: Path) -> None:
    odd = np.array([0.1, -0.0, np.nan, np.inf, 5e-324, 2.0**24 + 1])
    wide = ds.assign(odd=("odd", odd), whole=("odd", 2**40 + np.arange(6)))
    loaded = sim.load(results_file.write(wide, tmp_path))
    assert loaded["odd"].values.tobytes() == odd.tobytes()
    assert loaded["whole"].values.tolist() == wide["whole"].values.tolist()


@pytest.mark.fault("results-read-back")
def test_plates_and_analyses_take_what_was_loaded(ds: xr.Dataset, file: Path) -> None:
    loaded = sim.load(file)
    assert sim.compare(loaded).equals(sim.compare(ds))
    with xr.open_dataset(file) as plain:
        for kept in (loaded, plain):
            assert (
                comparison.draw(kept, base="base").get_label() == comparison.draw(ds, base="base").get_label()
            )
            rung_map.draw(kept, scenario="base")


@pytest.mark.fault("results-read-back")
def test_counts_are_numbers_for_whoever_opens_the_file_elsewhere(tmp_path: Path) -> None:
    with xr.open_dataset(results_file.write(sim.simulate(sim.Scenario(), 5), tmp_path)) as plain:
        assert (plain.attrs["seed"], plain.attrs["replicates"]) == (1, 5)
        assert plain["roles_by_country"].dtype == bool


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The file with one bit turned, cut off, lengthened, or with a piece of it twice or gone."""
    at, length = dice.randrange(len(data)), dice.randrange(1, 500)
    turned = bytearray(data)
    turned[at] ^= 1 << dice.randrange(8)
    ways = (
        bytes(turned),
        data[:at],
        data + b"\0",
        data[:at] + data[at + length :],
        data[: at + length] + data[at:],
    )
    return dice.choice(ways)


def refuses(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    with pytest.raises(ScenarioError, match="no results of a run") as refusal:
        sim.load(path)
    assert "\n" not in str(refusal.value)


@pytest.mark.fault("results-checksum")
def test_a_damaged_file_is_refused(file: Path, tmp_path: Path) -> None:
    data, dice = file.read_bytes(), random.Random(1)
    for _ in range(40):
        refuses(damaged(data, dice), tmp_path / "results.nc")


def no_verb_takes(trials: int, file: Path, folder: Path) -> None:
    data, dice = file.read_bytes(), random.Random(2)
    for _ in range(trials):
        refuses(damaged(data, dice), folder / "results.nc")
        for words in ([folder], [file, folder], [folder, file]):
            with pytest.raises(ScenarioError, match="no results of a run"):
                call(VERBS["compare"], [str(word) for word in words])


@pytest.mark.fault("results-checksum")
def test_no_verb_takes_a_damaged_file(file: Path, tmp_path: Path) -> None:
    no_verb_takes(4, file, tmp_path)


@pytest.mark.heavy
def test_three_hundred_damaged_files(file: Path, tmp_path: Path) -> None:
    no_verb_takes(300, file, tmp_path)


@pytest.mark.fault("results-checksum")
def test_values_edited_by_another_program_are_refused(ds: xr.Dataset, file: Path, tmp_path: Path) -> None:
    with xr.open_dataset(file) as plain:
        edited = plain.load().assign(attacked=plain["attacked"] * 0 + 1)
    edited.to_netcdf(tmp_path / "results.nc", engine="scipy")
    with pytest.raises(ScenarioError, match="changed or damaged"):
        sim.load(tmp_path)
    ds.drop_attrs().to_netcdf(tmp_path / "foreign.nc", engine="scipy")
    with pytest.raises(ScenarioError, match="another program"):
        sim.load(tmp_path / "foreign.nc")


@pytest.mark.parametrize("name", ["nowhere", "nowhere/results.nc", "."])
def test_what_is_not_there_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"^\S+: no results of a run \(No such file or directory\)$"):
        sim.load(tmp_path / name)


@pytest.mark.fault("results-checksum")
def test_a_disk_that_fails_leaves_the_file_as_it_was(
    ds: xr.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = results_file.write(ds, tmp_path).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    for step in ("flush", "rename"):
        with monkeypatch.context() as patch:
            patch.setattr(Disk, step, full)
            with pytest.raises(DiskError, match="No space left"):
                results_file.write(ds.isel(replicate=[0]), tmp_path)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"results.nc": before}


WRITER = """
import sys, pathlib, sim
from sim import results_file
results = [sim.simulate(sim.Scenario(), 300, seed) for seed in (1, 2)]
print("ready", flush=True)
while True:
    for ds in results:
        results_file.write(ds, pathlib.Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    dice, names = random.Random(5), set()
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        while not (tmp_path / "results.nc").exists():
            pass
        for _ in range(dice.randrange(2_000)):
            names |= {path.name for path in tmp_path.iterdir()}
        writer.kill()
        writer.wait()
        assert sim.load(tmp_path).attrs["seed"] in (1, 2)
    assert ".unfinished-results.nc" in names, "the blows do not fall while the file is written"


@pytest.mark.fault("results-checksum", "exit-codes")
@pytest.mark.parametrize("data", [b"", bytes(5_000), b"\0CDF"])
def test_a_file_that_a_disk_has_emptied_is_damaged(data: bytes, tmp_path: Path) -> None:
    (tmp_path / results_file.NAME).write_bytes(data)
    with pytest.raises(ChangedError, match="it was changed or damaged"):
        sim.load(tmp_path)
    (tmp_path / "theirs.nc").write_bytes(data)
    with pytest.raises(ScenarioError, match="another program"):
        sim.load(tmp_path / "theirs.nc")

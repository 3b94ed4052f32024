"""Doors of the store that might stand open: exit codes, foreign manifests, links, locks, names, memory."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.cli.commands import VERBS
from sim.cli.exit_codes import DAMAGED, INTERRUPTED, REFUSED
from sim.cli.parse.command_line import call
from sim.scenario import ScenarioError
from sim.sweeps import driver, work
from sim.sweeps.driver import resume
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.executors import read_executor
from sim.sweeps.lock import HOLDER, LOCK, identity, locked
from sim.sweeps.plan import read_plan
from sim.sweeps.store import MANIFEST, Store, open_store
from sim.sweeps.threads import Threads
from sim.sweeps.verify import verify
from tests.cli.conftest import Tripwire, tripwire
from tests.sweeps.sweep_plans import contents, plan, sweep

__all__ = ["tripwire"]
QUICK = ("replicates=5", "horizon=12", "progress=quiet", "plate=false")
ELSEWHERE = {"pid": 7, "boot": "x", "started": "1", "host": "n7"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sweep(tmp_path_factory.mktemp("sound"), plan())


@pytest.fixture
def store(sound: Store, tmp_path: Path) -> Store:
    """A sweep that may be damaged."""
    shutil.copytree(sound.folder, tmp_path / "outputs" / "a")
    return Store(tmp_path / "outputs" / "a")


class TestExitCodes:
    """0 only if all was done, 1 for damage and failed points, 2 for what the user can mend, 130 for an interruption."""

    @pytest.mark.parametrize("door", ["sweep", "-m"])
    @pytest.mark.fault("exit-codes")
    def test_a_name_that_is_taken(self, tripwire: Tripwire, store: Store, door: str) -> None:
        answer = tripwire(door, "roe=0.1,0.2", "name=a", *QUICK)
        assert "there is a sweep of this name" in answer.refusal

    @pytest.mark.parametrize("door", ["sweep", "-m"])
    @pytest.mark.fault("exit-codes")
    def test_a_full_disk(self, tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
        def full(*_: Any) -> None:
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr("sim.disk.Disk.write", full)
        assert "No space left" in tripwire(door, "roe=0.1,0.2", "name=b", *QUICK).refusal

    @pytest.mark.parametrize("door", ["sweep", "-m"])
    @pytest.mark.fault("exit-codes")
    def test_an_interruption(self, tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
        def interrupted(*_: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(driver, "_work", interrupted)
        answer = tripwire(door, "roe=0.1,0.2", "name=b", *QUICK)
        assert answer.code == INTERRUPTED
        assert "continues" in answer.err

    @pytest.mark.parametrize("door", ["sweep", "-m"])
    @pytest.mark.fault("exit-codes")
    def test_a_failed_point(self, tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
        def broken(*_: Any, **__: Any) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(work, "run_inputs", broken)
        answer = tripwire(door, "roe=0.1,0.2", "name=b", *QUICK)
        assert answer.code == DAMAGED
        assert "2 points failed" in answer.out

    @pytest.mark.parametrize("door", ["sweep", "-m"])
    @pytest.mark.fault("exit-codes")
    def test_all_is_well(self, tripwire: Tripwire, door: str) -> None:
        assert tripwire(door, "roe=0.1,0.2", "name=b", *QUICK).code == 0

    @pytest.mark.fault("exit-codes", "damaged-accepted")
    def test_damage(self, tripwire: Tripwire, store: Store) -> None:
        next(store.parts.iterdir()).write_bytes(b"x")
        for line in ("verify a", "export a", "extend a replicates=30"):
            assert tripwire(*line.split()).code == DAMAGED, line
        assert tripwire("export", "a", "--incomplete").code == 0
        (store.folder / MANIFEST).write_bytes(b"{}")
        for line in ("ls", "verify a", "export a", "resume a"):
            assert tripwire(*line.split()).code == DAMAGED, line

    @pytest.mark.fault("exit-codes")
    def test_an_unfinished_sweep(self, tripwire: Tripwire, store: Store) -> None:
        store.write_manifest(store.plan, {})
        for line in ("export a", "extend a replicates=30"):
            assert "is not finished" in tripwire(*line.split()).refusal
        assert tripwire("resume", "a", *QUICK[2:]).code == 0
        assert tripwire("verify", "a").code == 0


class TestWords:
    def test_resuming_does_not_swallow_what_extends(self, tripwire: Tripwire, store: Store) -> None:
        assert "replicates" in tripwire("resume", "a", "replicates=800").refusal

    def test_extending(self, tripwire: Tripwire, store: Store) -> None:
        answer = tripwire("extend", "a", "replicates=30", "roe=0.9", "mandate=un,eu", "plate=false")
        assert answer.code == 0, answer.err
        assert Store(store.folder).manifest["rows"] == 3 * 3 * 3 * 30
        assert "nothing is added" in tripwire("extend", "a", "roe=0.9").refusal
        for word in ("sweep.where='roe < 1'", "sweep=lhs", "sweep.cross=[roe]", "sweep.keep=rows", "seed=2"):
            assert (
                "extend" in tripwire("extend", "a", word).refusal
                or "cannot be added" in tripwire("extend", "a", word).refusal
            )
        assert "said twice" in tripwire("extend", "a", "roe=0.2", "roe=0.3").refusal
        for word in ("mission=training", "experiment=kfor", "excursions.a.roe=0.2"):
            assert "cannot be added" in tripwire("extend", "a", word).refusal
        assert "replicates" in tripwire("extend", "a", "replicates=0").refusal

    @pytest.mark.fault("twice-given")
    def test_a_lever_that_is_said_twice(self, tripwire: Tripwire) -> None:
        assert tripwire("sweep", "roe=0.1", "roe=0.2,0.3").refusal.startswith("roe: is said twice")
        assert (
            tripwire("sweep", "roe=0.1,0.2", "seed=1", "seed=2").refusal
            == "seed: is said twice; allowed: once"
        )

    @pytest.mark.fault("float-ranges")
    def test_a_range_of_decimals(self, tripwire: Tripwire) -> None:
        assert tripwire("sweep", "us_backing=range(0,1.05,0.1)", "name=b", *QUICK).code == 0
        done = sim.load("outputs/b")
        assert isinstance(done, sim.Sweep)
        assert done.table["us_backing"].tolist() == [k / 10 for k in range(11)]

    @pytest.mark.fault("names-in-grammar")
    def test_a_design_whose_file_has_a_name_that_hydra_cannot_read(self, tripwire: Tripwire) -> None:
        Path("мой план (1).csv").write_bytes("\ufeffroe;us_backing\n0,7;0,5\n0,1;0,2\n".encode())
        words = ("sweep.design=мой план (1).csv", "mandate=un,none", "name=b")
        assert tripwire("sweep", *words, *QUICK).code == 0
        done = sim.load("outputs/b")
        assert isinstance(done, sim.Sweep)
        assert done.table["roe"].tolist() == [0.7, 0.1, 0.7, 0.1]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("sweep.precision=5",), "precision: 5 refused"),
            (("sweep.precision=[a]",), "precision"),
            (("executor=dask", "executor.address=bogus://x"), "executor.address"),
            (("sweep.over={point: {x: {roe: 0.1}, y: {roe: 0.2}}}",), "point is a column"),
            (("sweep.design=nowhere.csv",), "No such file"),
            (("sweep.design=5",), "ending in .csv"),
            (("sweep.chunk=" + "9" * 5_000,), "sweep.chunk|chunk"),
            (("out=null",), "out"),
            (("name=123",), "name: 123 is no name"),
            (("us_backing=range(0,1,0)",), "us_backing: this range has no values"),
            (("us_backing=range(0,inf,1)",), "us_backing: this range has no values"),
            (("us_backing=range(0,1,1e-9)",), "more than 1,000,000 values"),
            (("experiment=glob(*)",), "experiment"),
        ],
    )
    @pytest.mark.fault("tracebacks", "override-grammar")
    def test_what_cannot_be_is_one_line(self, tripwire: Tripwire, words: tuple[str, ...], said: str) -> None:
        assert any(part in tripwire("sweep", "roe=0.1,0.2", *words).refusal for part in said.split("|"))

    @pytest.mark.fault("wrong-folder")
    def test_the_folder_that_is_named_is_looked_at(
        self, tripwire: Tripwire, store: Store, tmp_path: Path
    ) -> None:
        shutil.copytree(store.folder, tmp_path / "a")
        assert "no sweep of this name" in tripwire("verify", "a", "out=X").refusal
        assert "./a is one by its path" in tripwire("verify", "a", "out=X").refusal
        next((tmp_path / "a" / "parts").iterdir()).write_bytes(b"x")
        assert tripwire("verify", "a").code == 0
        assert tripwire("verify", "./a").code == DAMAGED
        with pytest.raises(SweepError, match="no sweep of this name"):
            open_store(tmp_path / "X", "a")


class TestTables:
    @pytest.mark.fault("random-design-table")
    def test_a_sample_is_summed_up(self, tripwire: Tripwire) -> None:
        words = (
            "sweep=lhs",
            "sweep.points=40",
            "force_size=interval(1000,200000)",
            "us_backing=interval(0,1)",
        )
        said = tripwire("sweep", *words, "name=b", *QUICK).out
        for row in ("lowest", "5 %", "median", "95 %", "highest"):
            assert sum(line.startswith(row) for line in said.splitlines()) == 1, row
        assert "more points" not in said
        assert "Risk of attack, over the range of each lever" in said
        sizes = [line.split()[1] for line in said.splitlines() if line.startswith(("lowest", "highest"))]
        assert all("." not in size for size in sizes), "soldiers are whole"

    @pytest.mark.fault("sweep-read")
    def test_every_finished_sweep_leaves_an_overview(self, tripwire: Tripwire) -> None:
        assert tripwire("sweep", "roe=0.1,0.2", "name=b", *QUICK[:3]).code == 0
        assert {path.name for path in Path("outputs/b").glob("overview.*")} == {
            "overview.png",
            "overview.svg",
        }
        assert tripwire("verify", "b").code == 0


class TestManifest:
    @pytest.mark.fault("swapped-manifest")
    def test_of_another_sweep_is_noticed(self, store: Store, tmp_path: Path) -> None:
        other = sweep(tmp_path / "other", plan(seed=2))
        shutil.copy(other.folder / MANIFEST, store.folder)
        before = contents(store.folder)
        with pytest.raises(DamagedError, match="is another sweep's than the parts"):
            resume(Store(store.folder), Threads(1))
        assert {n: d for n, d in contents(store.folder).items() if n != LOCK} == {
            n: d for n, d in before.items() if n != LOCK
        }
        assert {finding.wrong for finding in verify(Store(store.folder))} >= {"belongs to another sweep"}

    @pytest.mark.parametrize(
        "text", ["[" * 100_000, '{"a":' * 50_000, '{"seal": NaN}', "\0", '{"seal": 1e999}']
    )
    @pytest.mark.fault("strange-files", "tracebacks")
    def test_that_is_nested_or_no_json_is_one_line(self, store: Store, text: str) -> None:
        (store.folder / MANIFEST).write_text(text, encoding="utf-8")
        with pytest.raises(DamagedError, match="was changed or damaged") as refusal:
            resume(Store(store.folder), Threads(1))
        assert "\n" not in str(refusal.value)


class TestFolders:
    @pytest.mark.fault("strange-files")
    def test_lost_parts_are_computed_again(self, store: Store, sound: Store) -> None:
        shutil.rmtree(store.parts)
        assert verify(store)[0].file == "parts"
        resume(store, Threads(1))
        assert contents(store.folder) == contents(sound.folder)

    @pytest.mark.parametrize("kind", ["file", "link"])
    @pytest.mark.fault("strange-files")
    def test_parts_that_are_no_folder_are_one_line(self, store: Store, tmp_path: Path, kind: str) -> None:
        shutil.rmtree(store.parts)
        (tmp_path / "elsewhere").mkdir()
        if kind == "file":
            store.parts.write_bytes(b"")
        else:
            store.parts.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(DamagedError, match="is not the folder of the parts; take it away"):
            resume(store, Threads(1))
        assert list((tmp_path / "elsewhere").iterdir()) == []

    @pytest.mark.parametrize("name", [LOCK, HOLDER])
    @pytest.mark.fault("strange-files")
    def test_a_link_is_not_written_through(self, store: Store, tmp_path: Path, name: str) -> None:
        (tmp_path / "precious").write_text("precious", encoding="utf-8")
        (store.folder / name).unlink(missing_ok=True)
        (store.folder / name).symlink_to(tmp_path / "precious")
        with pytest.raises(SweepError, match="is a link that may lead elsewhere"):
            resume(store, Threads(1))
        assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"

    @pytest.mark.fault("strange-files")
    def test_links_and_folders_among_the_parts_are_set_aside(self, store: Store, sound: Store) -> None:
        part = next(store.parts.iterdir())
        part.rename(store.folder.parent / "moved")
        part.symlink_to(store.folder.parent / "moved")
        (store.parts / "folder").mkdir()
        assert len(verify(store)) == 3
        resume(store, Threads(1))
        kept = {n: d for n, d in contents(store.folder).items() if not n.startswith("set_aside")}
        assert kept == contents(sound.folder)

    @pytest.mark.fault("strange-files")
    def test_a_stray_file_gets_advice_that_helps(self, tripwire: Tripwire, store: Store) -> None:
        (store.folder / "notes.txt").write_text("mine", encoding="utf-8")
        answer = tripwire("verify", "a")
        assert answer.code == DAMAGED
        assert answer.out == "notes.txt: does not belong here; take it away\n"
        assert tripwire("export", "a").code == 0, "the results are sound"


class TestLocksOfOtherMachines:
    @pytest.mark.fault("foreign-lock")
    def test_name_the_way_out(self, store: Store) -> None:
        (store.folder / HOLDER).write_text(json.dumps(ELSEWHERE), encoding="utf-8")
        with pytest.raises(
            SweepError, match=r"process 7 on n7 is writing here; if it is gone: .*--take-over"
        ):
            resume(store, Threads(1))
        resume(store, Threads(1), take_over=True)
        assert not (store.folder / HOLDER).exists()

    @pytest.mark.parametrize("verb", ["resume", "extend"])
    @pytest.mark.fault("foreign-lock")
    def test_give_way_to_a_flag(self, tripwire: Tripwire, store: Store, verb: str) -> None:
        words = [verb, "a", "plate=false"] + (["replicates=30"] if verb == "extend" else [])
        (store.folder / HOLDER).write_text(json.dumps(ELSEWHERE), encoding="utf-8")
        assert "--take-over" in tripwire(*words).refusal
        assert tripwire(*words, "--take-over").code == 0

    @pytest.mark.fault("foreign-lock")
    def test_a_living_process_here_is_not_pushed_aside(self, tmp_path: Path) -> None:
        living = identity() | {"pid": os.getppid()}
        living["started"] = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[19]
        (tmp_path / HOLDER).write_text(json.dumps(living), encoding="utf-8")
        with pytest.raises(SweepError, match="is writing here"), locked(tmp_path, take_over=True):
            pass


@pytest.mark.parametrize("address", ["bogus://x", "n7:8786", "tcp:/n7"])
@pytest.mark.fault("tracebacks")
def test_an_address_of_no_scheduler_is_refused_at_once(address: str) -> None:
    with pytest.raises(ScenarioError, match=r"executor\.address: .*tcp://HOST:PORT"):
        read_executor({"kind": "dask", "address": address})


@pytest.mark.parametrize("precision", [5, "attacked", ["attacked"]])
@pytest.mark.fault("tracebacks")
def test_a_precision_that_is_no_mapping_is_refused(precision: Any) -> None:
    with pytest.raises(ScenarioError, match=r"precision: .*half_width"):
        read_plan(plan().design, {"precision": precision})


def spoil(store: Store, other: Store, dice: random.Random) -> None:
    """Damage a finished store in one of the ways in which results could change unseen."""
    file = dice.choice(
        sorted(path for path in store.folder.rglob("*") if path.is_file() and path.name != LOCK)
    )
    data = bytearray(file.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    foreign = other.folder / file.relative_to(store.folder)
    ways: list[Callable[[], object]] = [
        lambda: file.write_bytes(data),
        lambda: file.write_bytes(data[: dice.randrange(len(data))]),
        lambda: file.unlink(),
        lambda: file.write_bytes(foreign.read_bytes() if foreign.exists() else b""),
    ]
    dice.choice(ways)()


def accepts(root: Path, folder: Path) -> list[str]:
    """The verbs that take a damaged store for a sound one."""
    verbs: dict[str, Callable[[], Any]] = {
        "load": lambda: sim.load(folder),
        "export": lambda: call(VERBS["export"], [str(folder), f"to={root}/t.csv"]),
        "extend": lambda: call(VERBS["extend"], [str(folder), "replicates=30", "plate=false"]),
        "verify": lambda: call(VERBS["verify"], [str(folder)]),
        "compare": lambda: call(VERBS["compare"], [str(folder)]),
        **{
            verb: lambda verb=verb: call(VERBS[verb], [f"from={folder}"])  # type: ignore[misc]
            for verb in ("discover", "rank", "sensitivity", "brief")
        },
        "explain": lambda: call(VERBS["explain"], [f"from={folder}", "point=0", "replicates=2"]),
    }
    taken = []
    for name, verb in verbs.items():
        with suppress(SweepError, ScenarioError):
            if verb() not in (DAMAGED, REFUSED):
                taken.append(name)
    return taken


def no_verb_accepts(root: Path, sound: Store, other: Store, trials: int) -> None:
    for k in range(trials):
        shutil.copytree(sound.folder, root / str(k))
        spoil(Store(root / str(k)), other, random.Random(k))
        if contents(root / str(k)) != contents(sound.folder):
            assert accepts(root, root / str(k)) == [], k
            assert not (root / "t.csv").exists(), k
        shutil.rmtree(root / str(k))


@pytest.mark.fault("damaged-accepted")
def test_a_damaged_store_is_accepted_by_no_verb(sound: Store, tmp_path: Path) -> None:
    no_verb_accepts(tmp_path, sound, sweep(tmp_path / "other", plan(seed=2)), 15)


@pytest.mark.heavy
def test_a_thousand_damaged_stores_are_accepted_by_no_verb(sound: Store, tmp_path: Path) -> None:
    no_verb_accepts(tmp_path, sound, sweep(tmp_path / "other", plan(seed=2)), 1_000)


EXPORTING = """
import sys
from pathlib import Path
from sim.sweeps.export import export
from sim.sweeps.store import Store
print("ready", flush=True)
while True:
    export(Store(Path(sys.argv[1])), Path(sys.argv[2]), "run")
"""


@pytest.mark.heavy
def test_an_export_that_is_killed_leaves_a_whole_file_or_none(sound: Store, tmp_path: Path) -> None:
    from sim.sweeps.export import export

    whole = export(sound, tmp_path / "whole.csv", "run").read_bytes()
    dice, landed = random.Random(3), 0
    for k in range(50):
        target = tmp_path / str(k) / "t.csv"
        target.parent.mkdir()
        exporting = subprocess.Popen(
            [sys.executable, "-c", EXPORTING, sound.folder, target], stdout=subprocess.PIPE
        )
        assert exporting.stdout is not None
        assert exporting.stdout.readline() == b"ready\n"
        for _ in range(dice.randrange(20_000)):
            landed += any(path.name.startswith(".unfinished") for path in target.parent.iterdir())
        exporting.kill()
        exporting.wait()
        assert not target.exists() or target.read_bytes() == whole
    assert landed

"""Stores in which a file is lost, or stands where another is to be: what is said helps, and nothing leaves them."""

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.cli.exit_codes import DAMAGED
from sim.disk import UNFINISHED, Disk
from sim.sweeps.driver import resume, run
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.lock import HOLDER, LOCK, identity, locked
from sim.sweeps.store import ASIDE, MANIFEST, Store, new_store, open_store
from sim.sweeps.threads import Threads
from sim.sweeps.verify import ANOTHERS, require_sound, verify
from tests.cli.conftest import Tripwire, tripwire
from tests.sweeps.sweep_plans import contents, plan, sweep

__all__ = ["tripwire"]
SMALL = plan(over={"roe": [0.1, 0.7]}, chunk=20)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sweep(tmp_path_factory.mktemp("sound"), SMALL)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sweep(tmp_path_factory.mktemp("other"), plan(over={"roe": [0.1, 0.7]}, chunk=20, seed=2))


@pytest.fixture
def store(sound: Store, tmp_path: Path) -> Store:
    """A sweep that may be damaged."""
    shutil.copytree(sound.folder, tmp_path / "outputs" / "a")
    return Store(tmp_path / "outputs" / "a")


def first_part(store: Store) -> Path:
    return min(store.parts.iterdir())


class TestManifest:
    @pytest.mark.fault("strange-files", "damaged-accepted")
    def test_lost_is_told_with_the_way_back(self, store: Store, sound: Store, tripwire: Tripwire) -> None:
        (store.folder / MANIFEST).unlink()
        for line in ("verify a", "resume a", "export a", "ls", "rank from=a", "compare outputs/a kfor"):
            answer = tripwire(*line.split())
            assert answer.code == DAMAGED, line
            assert "is lost; the same sweep, run again" in answer.out + answer.err or line == "ls"
        kept = {path.name: path.stat().st_mtime_ns for path in store.parts.iterdir()}
        run(SMALL, new_store(store.folder.parent, "a"), Threads(1))
        assert {path.name: path.stat().st_mtime_ns for path in store.parts.iterdir()} == kept
        assert contents(store.folder) == contents(sound.folder)

    @pytest.mark.fault("strange-files")
    def test_a_folder_in_its_place_is_named(self, store: Store, tripwire: Tripwire) -> None:
        (store.folder / MANIFEST).unlink()
        (store.folder / MANIFEST).mkdir()
        answer = tripwire("verify", "a")
        assert (answer.code, answer.out) == (DAMAGED, "manifest.json: is a folder; put the file back\n")

    @pytest.mark.fault("swapped-manifest")
    @pytest.mark.parametrize("line", ["resume a", "extend a replicates=30", "export a", "rank from=a"])
    def test_of_another_sweep_is_refused_without_advice_that_never_helps(
        self, line: str, store: Store, other: Store, tripwire: Tripwire
    ) -> None:
        shutil.copy(other.folder / MANIFEST, store.folder)
        answer = tripwire(*line.split())
        assert answer.code == DAMAGED
        assert ANOTHERS in answer.err
        assert "tripwire resume" not in answer.err

    @pytest.mark.fault("swapped-manifest", "damaged-accepted")
    def test_with_the_tables_of_another_sweep_is_not_taken_for_it(self, store: Store, other: Store) -> None:
        for path in other.folder.iterdir():
            if path.is_file():
                shutil.copy(path, store.folder)
        with pytest.raises(DamagedError, match="another sweep's than the parts"):
            require_sound(Store(store.folder))

    @pytest.mark.fault("swapped-manifest")
    def test_lost_and_begun_anew_by_another_plan_takes_no_part(self, store: Store) -> None:
        (store.folder / MANIFEST).unlink()
        before = sorted(store.parts.iterdir())
        with pytest.raises(DamagedError, match="another sweep's than the parts"):
            run(plan(over={"roe": [0.1, 0.7]}, chunk=20, seed=3), Store(store.folder), Threads(1))
        assert sorted(store.parts.iterdir()) == before


class TestStrangers:
    @pytest.mark.fault("strange-files")
    @pytest.mark.parametrize("name", ["results.parquet", "comparison.csv"])
    def test_a_folder_where_a_table_is_to_be_is_set_aside(
        self, store: Store, sound: Store, name: str
    ) -> None:
        (store.folder / name).unlink()
        (store.folder / name / "mine").mkdir(parents=True)
        assert [finding.file for finding in verify(store)] == [name]
        resume(store, Threads(1))
        assert verify(Store(store.folder)) == []
        assert (store.folder / ASIDE / name / "mine").is_dir()

    @pytest.mark.fault("strange-files")
    @pytest.mark.parametrize("name", [MANIFEST, "comparison.csv"])
    def test_a_link_under_a_name_for_the_meantime_is_not_written_through(
        self, store: Store, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / "precious").write_text("precious", "utf-8")
        (store.folder / f"{UNFINISHED}{name}").symlink_to(tmp_path / "precious")
        Disk().put(store.folder / name, b"new")
        assert (store.folder / name).read_bytes() == b"new"
        assert (tmp_path / "precious").read_text("utf-8") == "precious"

    @pytest.mark.fault("strange-files")
    @pytest.mark.parametrize("kind", ["file", "link"])
    def test_nothing_is_set_aside_into_what_is_no_folder(
        self, store: Store, tmp_path: Path, kind: str
    ) -> None:
        (tmp_path / "elsewhere").mkdir()
        aside = store.folder / ASIDE
        aside.write_bytes(b"") if kind == "file" else aside.symlink_to(tmp_path / "elsewhere")
        first_part(store).write_bytes(b"")
        with pytest.raises(DamagedError, match="is not the folder of what was set aside; take it away"):
            resume(store, Threads(1))
        assert list((tmp_path / "elsewhere").iterdir()) == []

    @pytest.mark.fault("strange-files", "foreign-lock")
    @pytest.mark.parametrize("name", [LOCK, HOLDER])
    def test_a_folder_in_place_of_a_lock_is_named(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).mkdir()
        with (
            pytest.raises(SweepError, match="is a folder, where a file is to be; take it away"),
            locked(tmp_path),
        ):
            pass


@pytest.mark.fault("foreign-lock", "tracebacks")
@pytest.mark.parametrize(
    "junk", [{"pid": "x"}, {"pid": None}, {"pid": [1]}, {"host": None}, {"host": 7}, {}, {"pid": 1.5}]
)
def test_a_holder_that_says_nothing_clears_itself(junk: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / HOLDER).write_text(json.dumps(identity() | {"started": "1"} | junk if junk else {}), "utf-8")
    with locked(tmp_path):
        pass
    (tmp_path / HOLDER).write_text("[" * 100_000, "utf-8")
    with locked(tmp_path):
        pass


@pytest.mark.fault("foreign-lock", "wrong-folder")
def test_the_way_out_is_a_line_that_a_shell_takes(tmp_path: Path) -> None:
    folder = tmp_path / "my results (1)"
    folder.mkdir()
    away = {"pid": 7, "boot": "x", "started": "1", "host": f"not-{socket.gethostname()}"}
    (folder / HOLDER).write_text(json.dumps(away), "utf-8")
    with pytest.raises(SweepError) as refusal, locked(folder):
        pass
    assert f"`tripwire resume '{folder}' --take-over`" in str(refusal.value)


@pytest.mark.fault("wrong-folder")
@pytest.mark.parametrize(
    "line", ["verify a out=X", "export a out=X", "rank from=a out=X", "extend a out=X replicates=30"]
)
def test_advice_leads_to_the_folder_that_was_looked_at(
    line: str, store: Store, tmp_path: Path, tripwire: Tripwire
) -> None:
    shutil.copytree(store.folder, tmp_path / "X" / "a")
    first_part(Store(tmp_path / "X" / "a")).write_bytes(b"")
    answer = tripwire(*line.split())
    assert answer.code == DAMAGED
    assert f"`tripwire resume {tmp_path}/X/a`" in answer.out + answer.err
    assert tripwire("verify", "a").code == 0


@pytest.mark.fault("wrong-folder")
@pytest.mark.parametrize("name", ["X/a", "X/a/", "./X/a", "X/../X/a"])
def test_a_path_is_the_folder_it_leads_to(
    name: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(store.folder, tmp_path / "X" / "a")
    for out in ("outputs", "nowhere"):
        assert open_store(Path(out), name).folder == tmp_path / "X" / "a"


@pytest.mark.fault("wrong-folder", "exit-codes")
def test_a_list_says_whose_and_whether_parts_are_lost(store: Store, tripwire: Tripwire) -> None:
    assert tripwire("ls", "out=nowhere").out.startswith("no sweeps in nowhere yet")
    assert tripwire("ls").code == 0
    first_part(store).unlink()
    answer = tripwire("ls")
    assert answer.code == DAMAGED
    assert "damaged" in answer.out


@pytest.mark.fault("strange-files", "exit-codes")
@pytest.mark.parametrize(("to", "said"), [("no/x.csv", "is not a folder"), ("x.csv", "x.csv is a folder")])
def test_a_table_goes_where_a_file_can_be(to: str, said: str, store: Store, tripwire: Tripwire) -> None:
    Path("x.csv").mkdir()
    assert said in tripwire("export", "a", f"to={to}").refusal


@pytest.mark.fault("damaged-accepted")
@pytest.mark.parametrize(
    "harm",
    [
        lambda store: first_part(store).write_bytes(b""),
        lambda store: first_part(store).rename(store.folder.parent / "elsewhere"),
        lambda store: shutil.copy(first_part(store), store.parts / f"0000009{first_part(store).name[7:]}"),
        lambda store: (store.folder / "results.parquet").write_bytes(b"PAR1"),
        lambda store: (store.folder / "comparison.csv").unlink(),
    ],
    ids=["empty", "lost", "doubled", "table", "no table"],
)
def test_no_door_of_python_takes_a_damaged_store(
    harm: Callable[[Store], Any], store: Store, tmp_path: Path
) -> None:
    harm(store)
    doors: list[Callable[[], Any]] = [
        lambda: sim.load(store.folder),
        lambda: require_sound(Store(store.folder)),
    ]
    for door in doors:
        with pytest.raises(SweepError):
            door()

"""The store against damage, full disks, second writers and names that lead elsewhere."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.disk import Disk, DiskError
from sim.sweeps.driver import resume
from sim.sweeps.errors import SweepError
from sim.sweeps.lock import HOLDER, identity, locked
from sim.sweeps.store import ASIDE, Store, new_store, open_store, stores
from sim.sweeps.threads import Threads
from sim.sweeps.verify import verify
from tests.sweeps.sweep_plans import contents, plan, sweep

KINDS = ("flip", "truncate", "empty", "swap", "duplicate", "missing", "foreign", "stranger", "unfinished")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sweep(tmp_path_factory.mktemp("sound"), plan(), name="a")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sweep(tmp_path_factory.mktemp("other"), plan(seed=2), name="a")


def copied(store: Store, root: Path) -> Store:
    shutil.copytree(store.folder, root / store.name)
    return Store(root / store.name)


def damage(store: Store, other: Store, kind: str, dice: random.Random) -> int:
    """Damage one part; returns how many chunks have to be computed again."""
    paths = sorted(store.parts.iterdir())
    path, second = dice.sample(paths, 2)
    data = bytearray(path.read_bytes())
    if kind == "flip":
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
    elif kind == "truncate":
        path.write_bytes(data[: dice.randrange(1, len(data))])
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "swap":
        path.write_bytes(second.read_bytes())
        second.write_bytes(data)
        return 2
    elif kind == "duplicate":
        (store.parts / f"{second.name[:7]}{path.name[7:]}").write_bytes(data)
        return 0
    elif kind == "missing":
        path.unlink()
    elif kind == "foreign":
        stranger = next(p for p in other.parts.iterdir() if p.name.startswith(path.name[:7]))
        path.unlink()
        shutil.copy(stranger, store.parts)
    elif kind == "stranger":
        (store.parts / "notes.txt").write_bytes(data)
        return 0
    else:
        (store.parts / f".unfinished-{path.name}").write_bytes(data[:100])
        return 0
    return 1


class Counting(Threads):
    """Counts the chunks it is asked for."""

    asked = 0

    def parts(self, plan, chunks):  # type: ignore[no-untyped-def]
        Counting.asked = len(chunks)
        return super().parts(plan, chunks)


def check_damage(sound: Store, other: Store, root: Path, kind: str, seed: int) -> None:
    store = copied(sound, root)
    before = contents(store.folder)
    bad = damage(store, other, kind, random.Random(f"{kind}{seed}"))
    assert verify(store), kind
    Counting.asked = 0
    resume(store, Counting(1))
    assert Counting.asked == bad
    assert verify(store) == []
    after = {name: data for name, data in contents(store.folder).items() if not name.startswith(ASIDE)}
    assert after == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.fault("damaged-accepted")
def test_damage_is_found_and_only_bad_chunks_are_computed_again(
    sound: Store, other: Store, tmp_path: Path, kind: str
) -> None:
    for seed in range(7):
        check_damage(sound, other, tmp_path / str(seed), kind, seed)


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_damages(sound: Store, other: Store, tmp_path: Path, kind: str) -> None:
    for seed in range(100, 212):
        check_damage(sound, other, tmp_path / str(seed), kind, seed)
        shutil.rmtree(tmp_path / str(seed))


@pytest.mark.parametrize("name", ["results.parquet", "comparison.csv"])
def test_damaged_tables_are_found_and_made_again(sound: Store, tmp_path: Path, name: str) -> None:
    store = copied(sound, tmp_path)
    (store.folder / name).write_bytes(b"x")
    assert [finding.file for finding in verify(store)] == [name]
    resume(store, Threads(1))
    assert contents(store.folder) == contents(sound.folder)


def test_an_edited_manifest_is_found_and_not_worked_with(sound: Store, tmp_path: Path) -> None:
    text = (sound.folder / "manifest.json").read_text(encoding="utf-8")
    for k, edited in enumerate((text.replace('"seed": 1', '"seed": 2'), text[:-40], "{}", "[]", "")):
        store = copied(sound, tmp_path / str(k))
        (store.folder / "manifest.json").write_text(edited, encoding="utf-8")
        assert [finding.file for finding in verify(store)] == ["manifest.json"]
        with pytest.raises(SweepError, match="manifest"):
            resume(store, Threads(1))


def test_another_rulebook_does_not_continue_a_store(
    sound: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copied(sound, tmp_path)
    monkeypatch.setattr("sim.sweeps.plan.rulebook_digest", lambda: "another")
    with pytest.raises(SweepError, match="rulebook"):
        resume(store, Threads(1))


class Failing(Disk):
    """Fails at the n-th call that reaches the disk, and at every later one if it is full."""

    def __init__(self, n: int, code: int, *, for_good: bool) -> None:
        self.n, self.code, self.for_good, self.calls = n, code, for_good, 0

    def _count(self) -> None:
        self.calls += 1
        if self.calls == self.n or (self.for_good and self.calls > self.n):
            raise OSError(self.code, os.strerror(self.code))

    def write(self, descriptor: int, data: memoryview) -> int:
        self._count()
        return super().write(descriptor, data[: 1 << 15])

    def flush(self, descriptor: int) -> None:
        self._count()
        super().flush(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        self._count()
        super().rename(source, target)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.fault("results-checksum")
def test_every_call_to_the_disk_may_fail(tmp_path: Path, code: int) -> None:
    made = plan(chunk=120, replicates=30, over={"roe": [0.1, 0.5], "force_size": [1_000, 2_000]})
    whole = contents(sweep(tmp_path / "whole", made).folder)
    counter = Failing(0, code, for_good=False)
    sweep(tmp_path / "counted", made, disk=counter)
    assert counter.calls > 15
    for n in range(1, counter.calls + 1):
        root = tmp_path / str(n)
        with pytest.raises(DiskError, match=os.strerror(code)):
            sweep(root, made, disk=Failing(n, code, for_good=code == errno.ENOSPC))
        store = Store(root / "a")
        sound = set(whole.values())
        assert all(
            data in sound for name, data in contents(store.folder).items() if name != "manifest.json"
        ), f"half a result after call {n}"
        if (store.folder / "manifest.json").exists():
            resume(store, Threads(1))
        else:
            sweep(root, made)
        assert contents(store.folder) == whole


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "../a",
            "/tmp/a",
            "a/b",
            "a\\b",
            "..",
            ".",
            "",
            "~",
            ".hidden",
            "a\0b",
            "a\nb",
            "C:a",
            "-x",
            "a..b",
            "x" * 200,
        ],
    )
    def test_that_lead_elsewhere_are_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(SweepError, match="no name"):
            new_store(tmp_path, name)
        assert list(tmp_path.iterdir()) == []

    def test_that_are_links_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "a").symlink_to(tmp_path)
        with pytest.raises(SweepError, match="link"):
            new_store(tmp_path / "out", "a")

    def test_that_are_taken_are_refused(self, sound: Store) -> None:
        with pytest.raises(SweepError, match="resume"):
            new_store(sound.folder.parent, "a")

    def test_find_their_stores(self, sound: Store, tmp_path: Path) -> None:
        assert [store.name for store in stores(sound.folder.parent)] == ["a"]
        assert open_store(sound.folder.parent, "a").complete
        assert open_store(tmp_path, str(sound.folder)).complete
        with pytest.raises(SweepError, match="ls"):
            open_store(tmp_path, "a")


class TestLock:
    def test_a_second_process_says_who_is_there(self, tmp_path: Path) -> None:
        script = (
            "import sys, pathlib\n"
            "from sim.sweeps.lock import locked\n"
            "with locked(pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True)\n"
            "    sys.stdin.read()\n"
        )
        holder = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SweepError, match=f"process {holder.pid} on .* is writing here"), locked(tmp_path):
            pass
        holder.kill()
        holder.wait()
        assert (tmp_path / HOLDER).exists()
        with locked(tmp_path):
            pass
        assert not (tmp_path / HOLDER).exists()

    def test_a_store_that_is_written_is_refused(self, sound: Store) -> None:
        with locked(sound.folder), pytest.raises(SweepError, match="is writing here"):
            resume(sound, Threads(1))

    @pytest.mark.parametrize(
        ("change", "free"),
        [
            ({"boot": "an earlier one"}, True),
            ({"started": "1"}, True),
            ({"pid": 2**22 + 1}, True),
            ({"host": "elsewhere"}, False),
        ],
    )
    @pytest.mark.fault("foreign-lock")
    def test_who_is_named_counts_where_the_kernel_is_silent(
        self, tmp_path: Path, change: dict[str, object], free: bool
    ) -> None:
        named = json.dumps(identity() | change)
        (tmp_path / HOLDER).write_text(named, encoding="utf-8")
        if free:
            with locked(tmp_path):
                assert json.loads((tmp_path / HOLDER).read_text(encoding="utf-8")) == identity()
        else:
            for _ in range(2):  # a refusal frees the lock, and leaves the other's name
                with pytest.raises(SweepError, match="on elsewhere is writing"), locked(tmp_path):
                    pass
            assert (tmp_path / HOLDER).read_text(encoding="utf-8") == named

    @pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"\0\0"])
    def test_a_half_written_name_clears_itself(self, tmp_path: Path, junk: bytes) -> None:
        (tmp_path / HOLDER).write_bytes(junk)
        with locked(tmp_path):
            pass

    @pytest.mark.skipif(os.name == "nt", reason="the kernel is asked another way")
    @pytest.mark.parametrize(
        ("code", "said"),
        [
            (errno.EWOULDBLOCK, "is writing here"),
            (errno.ENOSYS, "no locks"),
            (errno.EOPNOTSUPP, "no locks"),
            (errno.ENOLCK, "no locks"),
            (errno.EIO, "cannot be locked"),
        ],
    )
    def test_what_the_kernel_refuses_is_told_apart(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
    ) -> None:
        """A file system without locks is refused, rather than locked by the existence of a file."""

        def flock(descriptor: int, how: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr("fcntl.flock", flock)
        with pytest.raises(SweepError, match=said) as refusal, locked(tmp_path):
            pass
        assert "\n" not in str(refusal.value)

    def test_the_name_is_removed_while_the_lock_is_held(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Removed later, it might be the next holder's."""
        unlink, held = Path.unlink, []

        def watched(path: Path, **how: bool) -> None:
            with pytest.raises(SweepError, match="is writing here"), locked(tmp_path):
                pass
            held.append(path.name)
            unlink(path, **how)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", watched)
            with locked(tmp_path):
                pass
        assert held == [HOLDER]


def test_no_pickle_in_the_package() -> None:
    folder = Path(__file__).parents[2] / "sim" / "sweeps"
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "pickle" not in text, path
        assert "eval(" not in text, path

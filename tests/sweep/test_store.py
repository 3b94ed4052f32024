"""The store against damage, full disks, second writers and names that lead elsewhere."""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from sim.sweep import lock
from sim.sweep.disk import Disk
from sim.sweep.driver import resume
from sim.sweep.errors import SweepError
from sim.sweep.lock import NAME as LOCK
from sim.sweep.lock import identity, locked
from sim.sweep.store import ASIDE, Store, new_store, open_store, stores
from sim.sweep.threads import Threads
from sim.sweep.verify import verify
from tests.sweep.sweep_plans import contents, plan, sweep

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
    monkeypatch.setattr("sim.sweep.plan.rulebook_digest", lambda: "another")
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
def test_every_call_to_the_disk_may_fail(tmp_path: Path, code: int) -> None:
    made = plan(chunk=120, replicates=30, over={"roe": [0.1, 0.5], "force_size": [1_000, 2_000]})
    whole = contents(sweep(tmp_path / "whole", made).folder)
    counter = Failing(0, code, for_good=False)
    sweep(tmp_path / "counted", made, disk=counter)
    assert counter.calls > 15
    for n in range(1, counter.calls + 1):
        root = tmp_path / str(n)
        with pytest.raises(SweepError, match=os.strerror(code)):
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
            "from sim.sweep.lock import locked\n"
            "with locked(pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True)\n"
            "    sys.stdin.read()\n"
        )
        holder = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SweepError, match=f"process {holder.pid} "), locked(tmp_path):
            pass
        holder.kill()
        holder.wait()
        assert (tmp_path / LOCK).exists()
        with locked(tmp_path):
            pass
        assert not (tmp_path / LOCK).exists()

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
    def test_what_the_file_says_counts_where_the_kernel_is_silent(
        self, tmp_path: Path, change: dict[str, object], free: bool
    ) -> None:
        (tmp_path / LOCK).write_text(json.dumps(identity() | change), encoding="utf-8")
        if free:
            with locked(tmp_path):
                pass
        else:
            with pytest.raises(SweepError, match="elsewhere"), locked(tmp_path):
                pass

    @pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"\0\0"])
    def test_a_half_written_lock_clears_itself(self, tmp_path: Path, junk: bytes) -> None:
        (tmp_path / LOCK).write_bytes(junk)
        with locked(tmp_path):
            pass

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            (errno.EWOULDBLOCK, "is writing here"),
            (errno.EACCES, "is writing here"),
            (errno.ENOSYS, "no locks"),
            (errno.EOPNOTSUPP, "no locks"),
            (errno.ENOLCK, "no locks"),
            (errno.EIO, "cannot be locked"),
        ],
    )
    def test_what_the_kernel_refuses_is_told_apart(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
    ) -> None:
        def flock(descriptor: int, how: int) -> None:
            raise OSError(code, os.strerror(code))

        before = open_files()
        monkeypatch.setattr(lock, "fcntl", SimpleNamespace(flock=flock, LOCK_EX=2, LOCK_NB=4))
        with pytest.raises(SweepError, match=said) as refusal, locked(tmp_path):
            pass
        assert "\n" not in str(refusal.value)
        assert open_files() == before

    def test_a_holder_that_leaves_meanwhile_is_not_taken_to_be_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The file we opened is removed by its holder before we lock it."""
        real = lock.fcntl
        stale = [tmp_path / LOCK]
        stale[0].write_text(json.dumps(identity() | {"host": "elsewhere"}), encoding="utf-8")

        def flock(descriptor: int, how: int) -> None:
            while stale:
                stale.pop().unlink()
            real.flock(descriptor, how)

        monkeypatch.setattr(
            lock, "fcntl", SimpleNamespace(flock=flock, LOCK_EX=real.LOCK_EX, LOCK_NB=real.LOCK_NB)
        )
        with locked(tmp_path):
            assert json.loads((tmp_path / LOCK).read_text(encoding="utf-8")) == identity()

    def test_the_file_is_removed_while_it_is_held(
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
        assert held == [LOCK]


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


class Windows:
    """Locks as Windows has them: bytes of a file, for one open file alone; what is open cannot be removed."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        self.held: dict[int, int] = {}
        self.seen: set[int] = set()

    def locking(self, descriptor: int, what: int, count: int) -> None:
        assert os.lseek(descriptor, 0, os.SEEK_CUR) > 10_000, "what is written there could not be read"
        assert count == 1
        self.seen.add(descriptor)
        file = os.fstat(descriptor).st_ino
        if what == self.LK_UNLCK:
            assert self.held.pop(file) == descriptor
        elif self.held.setdefault(file, descriptor) != descriptor:
            raise PermissionError(errno.EACCES, "Permission denied")

    def is_open(self, path: Path) -> bool:
        for descriptor in self.seen:
            try:
                if os.path.samestat(os.fstat(descriptor), path.stat()):
                    return True
            except OSError:
                continue
        return False


class TestLockOnWindows:
    @pytest.fixture
    def windows(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
        kernel, unlink = Windows(), Path.unlink

        def removed(path: Path, **how: bool) -> None:
            if path.exists() and kernel.is_open(path):
                raise PermissionError(errno.EACCES, "in use by another process")
            unlink(path, **how)

        with monkeypatch.context() as patch:
            patch.setattr(lock, "fcntl", None)
            patch.setattr(lock, "msvcrt", kernel)
            patch.setattr(Path, "unlink", removed)
            yield kernel

    def test_keeps_a_second_holder_out_and_says_who_is_there(self, tmp_path: Path, windows: Windows) -> None:
        with locked(tmp_path):
            for _ in range(2):
                with pytest.raises(SweepError, match=f"process {os.getpid()} "), locked(tmp_path):
                    pass
        assert not windows.held
        assert not (tmp_path / LOCK).exists()
        with locked(tmp_path):
            assert windows.held

    def test_leaves_the_next_holders_file(self, tmp_path: Path, windows: Windows) -> None:
        with locked(tmp_path):
            windows.seen.add(os.open(tmp_path / LOCK, os.O_RDWR))
        assert (tmp_path / LOCK).exists()


def test_no_pickle_in_the_package() -> None:
    folder = Path(__file__).parents[2] / "sim" / "sweep"
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "pickle" not in text, path
        assert "eval(" not in text, path

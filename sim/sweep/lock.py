"""One process at a time in a store: the second is told who is there, and a dead one's lock clears itself.

The kernel's lock on the file goes with its holder, however it dies. What is written in the file (process,
boot, start time, host) says who it is, and guards on file systems that do not carry locks between machines.
A file system that has no locks at all is refused.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from sim.sweep.errors import SweepError

fcntl: Any = import_module("fcntl") if os.name == "posix" else None
msvcrt: Any = None if fcntl else import_module("msvcrt")

NAME = "lock"
HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
"""How a kernel says that another holds the lock."""
LOCKLESS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)
"""How a file system says that it knows no locks."""
BEYOND = 1 << 30
"""Where Windows locks a byte: behind all that is written, because nobody else may read a byte that is locked."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the store's lock; raises `SweepError` if another living process does."""
    path = folder / NAME
    descriptor = _claim(path)
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(identity()).encode())
        yield
    finally:
        _release(descriptor, path)


def identity() -> dict[str, Any]:
    """Who this process is, in a way that no later process can repeat."""
    pid = os.getpid()
    return {"pid": pid, "boot": _boot(), "started": _started(pid), "host": socket.gethostname()}


def _claim(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if _claimed(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its last holder removed it between our two calls


def _claimed(descriptor: int, path: Path) -> bool:
    """Whether the lock is ours; if not, the file is no longer the one of that name. Raises if another has it."""
    free = _exclusive(descriptor, path)
    if free and fcntl and not _same_file(descriptor, path):  # Windows removes no file that is open
        return False
    holder = _holder(descriptor)
    if not free or _alive(holder):
        who = f"process {holder.get('pid', '?')} on {holder.get('host', '?')}"
        raise SweepError(f"{path.parent}: {who} is writing here")
    return True


def _exclusive(descriptor: int, path: Path) -> bool:
    """Take the kernel's lock; False if another holds it."""
    try:
        if fcntl:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            _byte(descriptor, msvcrt.LK_NBLCK)
    except OSError as error:
        if error.errno in HELD:
            return False
        if error.errno in LOCKLESS:
            raise SweepError(
                f"{path.parent}: this file system has no locks; allowed: one that has (Lustre: mounted with flock)"
            ) from error
        raise SweepError(f"{path}: cannot be locked ({error.strerror or error})") from error
    return True


def _release(descriptor: int, path: Path) -> None:
    if fcntl:
        try:
            path.unlink(missing_ok=True)  # while it is ours: once closed, the file may be the next one's
        finally:
            os.close(descriptor)
        return
    # Windows removes only what nobody has open: not our file before it is closed, nor the next one's after that.
    _byte(descriptor, msvcrt.LK_UNLCK)
    os.close(descriptor)
    with contextlib.suppress(PermissionError):
        path.unlink(missing_ok=True)


def _byte(descriptor: int, what: int) -> None:
    """Windows locks from where the file stands."""
    os.lseek(descriptor, BEYOND, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, what, 1)
    finally:
        os.lseek(descriptor, 0, os.SEEK_SET)


def _same_file(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one of its name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> dict[str, Any]:
    try:
        said = json.loads(os.read(descriptor, 10_000) or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _alive(holder: dict[str, Any]) -> bool:
    """Whether the process named in the file may still write; one that cannot be asked about is taken to."""
    if not holder or holder == identity():
        return False
    if holder.get("host") != socket.gethostname():
        return True
    if holder.get("boot") != _boot():
        return False
    started = _started(int(holder.get("pid", 0)))
    return bool(started) and started == holder.get("started")


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _started(pid: int) -> str:
    """Clock ticks from boot to the start of a process, empty if there is none (or no /proc to ask)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]

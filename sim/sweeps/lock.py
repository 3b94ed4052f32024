"""One process at a time in a store: the second is told who is there, and a dead one's lock clears itself.

The kernel's lock on a file goes with its holder, however it dies; filelock takes it. Who holds it (process, boot, start
time, host) is written beside it, and guards on file systems that do not carry locks between machines. A file system
that has no locks at all is refused: filelock would otherwise lock by the mere existence of a file.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shlex
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filelock import Timeout, UnixFileLock, WindowsFileLock

from sim.sweeps.errors import SweepError

LOCK = "lock"
HOLDER = "holder.json"
LOCKLESS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)
"""How a file system says that it knows no locks."""


@contextlib.contextmanager
def locked(folder: Path, *, take_over: bool = False) -> Iterator[None]:
    """Hold the store's lock; raises `SweepError` if another living process does.

    Whether a process on another machine still lives cannot be asked: `take_over` says that it does not.
    """
    holder = folder / HOLDER
    for path in (folder / LOCK, holder):
        if path.is_symlink():
            raise SweepError(f"{path}: is a link that may lead elsewhere; take it away")
        if path.is_dir():
            raise SweepError(f"{path}: is a folder, where a file is to be; take it away")
    lock = _acquired(folder)
    try:
        there = _read(holder)
        if _alive(there) and not (take_over and there.get("host") != socket.gethostname()):
            raise _occupied(folder, there)
        holder.write_text(json.dumps(identity()), encoding="utf-8")
        try:
            yield
        finally:
            holder.unlink(missing_ok=True)  # while the lock is ours: later, the file may be the next holder's
    finally:
        lock.release()


def identity() -> dict[str, Any]:
    """Who this process is, in a way that no later process can repeat."""
    pid = os.getpid()
    return {"pid": pid, "boot": _boot(), "started": _started(pid), "host": socket.gethostname()}


def _acquired(folder: Path) -> UnixFileLock | WindowsFileLock:
    """The kernel's lock, taken. Its file stays: removed, it could be locked by two under one name."""
    kind = WindowsFileLock if os.name == "nt" else UnixFileLock
    lock = kind(folder / LOCK, blocking=False, fallback_to_soft=False, preserve_lock_file=True)
    try:
        lock.acquire()
    except Timeout:
        raise _occupied(folder, _read(folder / HOLDER)) from None
    except OSError as error:
        if error.errno in LOCKLESS:
            raise SweepError(
                f"{folder}: this file system has no locks; allowed: one that has (Lustre: mounted with flock)"
            ) from error
        raise SweepError(f"{folder / LOCK}: cannot be locked ({error.strerror or error})") from error
    return lock


def _occupied(folder: Path, holder: dict[str, Any]) -> SweepError:
    host = holder.get("host", "?")
    away = host not in ("?", socket.gethostname())
    way_out = f"; if it is gone: `tripwire resume {shlex.quote(str(folder))} --take-over`" if away else ""
    return SweepError(f"{folder}: process {holder.get('pid', '?')} on {host} is writing here{way_out}")


def _read(path: Path) -> dict[str, Any]:
    """Who is said to hold the lock; nobody where the file is missing or half written."""
    try:
        holder = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    whole = (
        isinstance(holder, dict)
        and isinstance(holder.get("pid"), int)
        and isinstance(holder.get("host"), str)
    )
    return holder if whole else {}


def _alive(holder: dict[str, Any]) -> bool:
    """Whether the named process may still write; one that cannot be asked about is taken to."""
    if not holder or holder == identity():
        return False
    if holder.get("host") != socket.gethostname():
        return True
    if holder.get("boot") != _boot():
        return False
    started = _started(holder["pid"])
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

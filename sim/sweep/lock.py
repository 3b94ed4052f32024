"""One process at a time in a store: the second is told who is there, and a dead one's lock clears itself.

The kernel's lock on the file goes with its holder, however it dies. What is written in the file (process,
boot, start time, host) says who it is, and guards on file systems that do not carry locks between machines.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sim.sweep.errors import SweepError

if os.name == "posix":
    import fcntl

NAME = "lock"


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
        path.unlink(missing_ok=True)
        os.close(descriptor)


def identity() -> dict[str, Any]:
    """Who this process is, in a way that no later process can repeat."""
    pid = os.getpid()
    return {"pid": pid, "boot": _boot(), "started": _started(pid), "host": socket.gethostname()}


def _claim(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        holder = _holder(descriptor)
        if not _exclusive(descriptor) or _alive(holder):
            os.close(descriptor)
            who = f"process {holder.get('pid', '?')} on {holder.get('host', '?')}"
            raise SweepError(f"{path.parent}: {who} is writing here")
        if _same_file(descriptor, path):
            return descriptor
        os.close(descriptor)  # its last holder removed it between our two calls


def _exclusive(descriptor: int) -> bool:
    if os.name != "posix":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _same_file(descriptor: int, path: Path) -> bool:
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

"""The module for pages under wasmtime: the shortest program that calls it, told only what its layout tells."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Any

from sim.engine import wasm
from tests.machines.jobs import OUTPUTS, Job

FORMATS = {"uint64": "<Q", "int64": "<q", "uint32": "<I"}
ALIGNED = 64


def run(jobs: Iterable[Job]) -> Iterator[bytes]:
    """The results of each job, array by array."""
    import wasmtime

    layout = wasm.layout()
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, wasm.module()), [])
    exports = instance.exports(store)
    for job in jobs:
        yield from _run(store, exports, layout, job)


def _run(store: Any, exports: Any, layout: dict[str, Any], job: Job) -> Iterator[bytes]:
    memory, top = exports["memory"], _up(exports["__heap_base"].value(store))
    values: dict[str, int] = dict(job.numbers())
    sizes = {}
    contents = {name: b"" if array is None else array.tobytes() for name, array in job.arrays().items()}
    for name, part in contents.items():
        values[name], sizes[name], top = top, len(part), _up(top + len(part))
    values["draws"] = 0
    missing = top + layout["job"]["size"] - memory.data_len(store)
    if missing > 0:
        memory.grow(store, -(-missing // 65536))
    for name, part in contents.items():
        memory.write(store, part, values[name])
    struct_ = bytearray(layout["job"]["size"])
    for name, field in layout["job"]["fields"].items():
        struct.pack_into(FORMATS[field["kind"]], struct_, field["at"], values[name])
    memory.write(store, bytes(struct_), top)
    exports["tripwire_runs"](store, top)
    for name in OUTPUTS:
        yield bytes(memory.read(store, values[name], values[name] + sizes[name]))


def _up(at: int) -> int:
    return -(-at // ALIGNED) * ALIGNED

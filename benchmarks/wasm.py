"""The WebAssembly module in node, through the same JavaScript that a page uses; where module and node are at hand."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sim
from benchmarks import builds
from benchmarks.clock import Task
from benchmarks.helper import helper
from sim.engine.wasm import exported

TASK = "WebAssembly"
WORKER = Path(__file__).with_name("wasm_worker.mjs")
PACKAGE = Path(sim.__file__).parent
MODULE, LAYOUT, CALLER = (
    PACKAGE / part for part in ("engine/wasm/engine.wasm", "engine/wasm/engine.json", "web/engine.js")
)


def missing() -> str:
    """What keeps the module from being measured; nothing if it can be."""
    absent = [str(path.relative_to(PACKAGE.parent)) for path in (MODULE, LAYOUT, CALLER) if not path.exists()]
    return ", ".join([*absent, *([] if shutil.which("node") else ["node"])])


@contextmanager
def at_hand() -> Iterator[dict[str, Task]]:
    """The task, in a process of node; none where something is missing."""
    if missing():
        yield {}
        return
    with helper(["node", str(WORKER), *map(str, (MODULE, LAYOUT, CALLER))]) as node:
        arrays = {name: b64encode(array).decode() for name, array in exported(builds.base()).items()}
        node.tell(json.dumps({"replicates": builds.RUNS, "inputs": arrays}))
        yield {TASK: node.task(TASK)}

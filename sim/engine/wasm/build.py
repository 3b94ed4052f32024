"""Builds the module for pages and its layout, the same bytes on every machine, with the compiler of ziglang."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import tempfile
from pathlib import Path
from typing import Any

from sim.engine import compilers
from sim.engine.rulebook import rulebook_digest
from sim.engine.wasm.carried import LAYOUT, MODULE, c_text
from sim.engine.wasm.description import described


def built() -> bytes:
    """The module for the rules that stand here. Raises `CompileError`."""
    with tempfile.TemporaryDirectory(prefix="tripwire-") as folder:
        made = compilers.build(compilers.zig(), compilers.WASM, Path(folder), rulebook=rulebook_digest())
        return made.read_bytes()


def compiler() -> str:
    """Name and version of the compiler. Raises `PackageNotFoundError` where it is not installed."""
    return f"ziglang {importlib.metadata.version('ziglang')}"


def layout_document(contents: bytes) -> dict[str, Any]:
    """Contents of engine.json: module hash, compiler, layout."""
    about = {
        "sha256": hashlib.sha256(contents).hexdigest(),
        "bytes": len(contents),
        "compiler": compiler(),
        "c_text": c_text(),
    }
    return {"module": about, **described()}


def renew() -> None:
    """Write the module and its layout where the package carries them."""
    contents = built()
    MODULE.write_bytes(contents)
    LAYOUT.write_text(json.dumps(layout_document(contents), indent=1) + "\n", encoding="utf-8")

"""The WebAssembly module in the package, checked before it is handed out: undamaged, and built from these rules."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

from sim.engine.source import C_FILES, WAYS, source
from sim.engine.wasm.description import described
from sim.scenario import roster
from sim.scenario.errors import ScenarioError

FOLDER = Path(__file__).parent
MODULE, LAYOUT = FOLDER / "engine.wasm", FOLDER / "engine.json"


def module() -> bytes:
    """The WebAssembly module. Raises `ScenarioError` if it is not of the rules that stand here."""
    return _carried()[0]


def layout() -> dict[str, Any]:
    """The module's layout, and under `module` what it was built from. Raises `ScenarioError` as `module` does.

    Its states are those of the ledgers in use: the module has seats, and knows no state.
    """
    return {**json.loads(_carried()[1]), "countries": list(roster.codes())}


@functools.cache
def _carried() -> tuple[bytes, str]:
    try:
        contents, text = MODULE.read_bytes(), LAYOUT.read_text(encoding="utf-8")
        stored = json.loads(text)
        whole = stored["module"]["sha256"] == hashlib.sha256(contents).hexdigest()
        here = {"module": stored["module"], **described(), "countries": stored["countries"]}
        fits = stored == here and stored["module"]["c_text"] == c_text()
    except (OSError, ValueError, KeyError, TypeError):
        whole = fits = False
    if not whole:
        raise ScenarioError(f"engine: {MODULE} is missing or damaged; allowed: `make wasm` builds it anew")
    if not fits:
        raise ScenarioError(
            "engine: the module for pages is of another rulebook than these rules; "
            "allowed: `make wasm` builds it anew"
        )
    return contents, text


def c_text() -> str:
    """SHA-256 over the C that a module is compiled from, whatever lines of Python it came from."""
    texts = [*map(source, WAYS), *(path.read_text(encoding="utf-8") for path in sorted(C_FILES.glob("*.h")))]
    lines = [line for text in texts for line in text.splitlines() if not line.startswith("#line")]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

"""Write docs/odd.md, docs/credibility.md and docs/patterns.md; with --figures, also what takes minutes of runs.

python -m tools.credibility [--figures]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from tools.credibility import figures, matching, odd, parts, past, patterns, score, states
from tools.credibility.stamp import stamp
from tools.marks import renewed

Made = TypeVar("Made")
DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[str, Mapping[str, Callable[[], str]]] = {"odd.md": odd.TABLES, "credibility.md": score.TABLES}
"""Pages, and what stands between their marks without a run."""
MEASURED: dict[str, tuple[ModuleType, ...]] = {
    "patterns.md": (patterns, matching),
    "credibility.md": (figures, parts, states, past),
}
"""Pages, and the modules whose tables take runs, in the order in which they are made: the priors are matched first."""


def main(words: list[str]) -> None:
    """Write the pages."""
    for name, tables in PAGES.items():
        _write(name, tables)
    if words == ["--figures"]:
        timed("match", matching.match)
        for name, modules in MEASURED.items():
            for mark, made in tables_of(modules).items():
                _write(name, {mark: partial(timed, mark, made)})
        for name in MEASURED:
            _write(name, {"stamp": partial(due, name)})


def tables_of(modules: tuple[ModuleType, ...]) -> dict[str, Callable[[], str]]:
    """The tables of some modules by their marks."""
    return {mark: made for module in modules for mark, made in module.TABLES.items()}


def due(name: str) -> str:
    """The mark that a page of figures should carry."""
    page, modules = (DOCS / name).read_text(encoding="utf-8"), MEASURED[name]
    return stamp(page, tables_of(modules), {k: v for module in modules for k, v in settings(module).items()})


def settings(module: ModuleType) -> dict[str, Any]:
    """The numbers and words that a module's figures are worked out with."""
    short = module.__name__.rpartition(".")[2]
    return {
        f"{short}.{name}": value
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, int | float | str | tuple)
    }


def timed(name: str, made: Callable[[], Made]) -> Made:
    """What is made, with a word on the terminal of how long it took."""
    began = time.perf_counter()
    found = made()
    print(f"{name}: {time.perf_counter() - began:.0f} s", flush=True)
    return found


def _write(name: str, tables: Mapping[str, Callable[[], str]]) -> None:
    page = DOCS / name
    page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

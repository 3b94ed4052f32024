"""Parts that are installed apart, as extras of the package: their libraries, and what to say where one is missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sim.scenario import ScenarioError


def library(name: str, extra: str, asks: str) -> Any:
    """A library that an extra brings; raises `ScenarioError`, which says what asks for it and how it is installed."""
    require((name,), extra, asks)
    return import_module(name)


def require(names: tuple[str, ...], extra: str, asks: str) -> None:
    """Raise `ScenarioError` if a library of an extra is missing. Double quotes: every shell reads them, cmd.exe too."""
    if missing := [name for name in names if find_spec(name) is None]:
        raise ScenarioError(
            f'{asks} needs {", ".join(missing)}; allowed: after pip install "tripwire-sim[{extra}]"'
        )

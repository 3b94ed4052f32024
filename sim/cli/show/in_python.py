"""The line of Python that repeats what a verb did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.analysis.headlines import Headline
from sim.cli.show import finding
from sim.scenario import Scenario
from sim.scenario.differences import changed


def line(function: Callable[..., Any], *args: Any, **settings: Any) -> str:
    """A call as it is written in Python, with what it imports; settings that are None are left out.

    Examples
    --------
    >>> from sim.analysis.docking import docking
    >>> line(docking, Scenario(roe=0.7), replicates=20)
    'from sim import Scenario; from sim.analysis.docking import docking; docking(Scenario(roe=0.7), replicates=20)'
    """
    said = {name: value for name, value in settings.items() if value is not None}
    given = ", ".join([*map(_written, args), *(f"{name}={_written(value)}" for name, value in said.items())])
    imports = ["from sim import Scenario"] if "Scenario(" in given else []
    imports += ["from sim import load"] if "load(" in given else []
    imports += ["from sim.analysis.headlines import named"] if "named(" in given else []
    imports += [f"from {function.__module__} import {function.__name__}"]
    return "; ".join([*imports, f"{function.__name__}({given})"])


def show(found: finding.Found | str, table: Table | None, about: str, call: str) -> None:
    """Print a finding and the line of Python that repeats it.

    Parameters
    ----------
    found, table, about
        As for `finding.show`.
    call
        What `line` gave.

    Examples
    --------
    >>> show("So.", None, "seed 1", "pass")  # doctest: +ELLIPSIS
    So.
    ...
    In Python: pass
    """
    finding.show(found, table, about)
    Console(highlight=False).print(Text(f"In Python: {call}"), soft_wrap=True)


def _written(value: Any) -> str:
    """A value as it is written in Python: a scenario by the levers that are set, a sweep by where it lies."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, Headline):
        return f"named({value.name!r})"
    if not isinstance(value, Scenario):
        return f"load({str(value.path)!r})" if hasattr(value, "store") else repr(value)
    every: Mapping[str, Any] = value.as_dict()
    return f"Scenario({', '.join(f'{lever}={every[lever]!r}' for lever in changed(Scenario(), value))})"

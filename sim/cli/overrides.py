"""What is said on the command line, checked word by word before Hydra composes anything.

Hydra takes `+forc=1` without a word and obeys `hydra.*` keys that start code; here only levers, settings and
the listed choices of a group pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException

from sim.cli.composition import GROUPS, MAPPINGS, choices, register
from sim.cli.settings import SETTINGS
from sim.scenario import BY_NAME, ScenarioError, files
from sim.scenario.errors import nearest, show

KEYS = (*BY_NAME, *SETTINGS, *GROUPS, "file")
HYDRA = {"hydra/sweeper": ("tripwire", "basic")}
"""What may be said to Hydra itself; everything else of its own is refused."""


def check(words: Iterable[str], *, multirun: bool = False) -> list[str]:
    """Overrides as Hydra takes them, or a `ScenarioError` for the first that cannot be."""
    return [_checked(word, multirun) for word in words]


def _checked(word: str, multirun: bool) -> str:
    if "${" in word:
        raise ScenarioError(f"{show(word)}: interpolation (${{…}}) is not allowed")
    key, _, _ = word.partition("=")
    key = key.lstrip("+")
    if key.startswith("~"):
        raise ScenarioError(f"{key[1:]}: cannot be taken away; every lever has a value")
    _known(key)
    parsed = _parsed(word, key)
    if parsed.is_sweep_override() and not multirun:
        raise ScenarioError(f"{key}: several values; for all of them: tripwire sweep, or -m")
    if key in GROUPS:
        _choice(key, parsed)
    if key == "file":
        return _file(parsed)
    grows = key.partition(".")[0] in (*MAPPINGS, "excursions")
    return f"{'++' if grows else ''}{word.lstrip('+')}"


def _known(key: str) -> None:
    root, *inner = key.split(".")
    if key in HYDRA:
        return
    if root.partition("/")[0] == "hydra":
        raise ScenarioError(
            f"{key}: Hydra's own settings cannot be changed here; allowed: {', '.join(HYDRA)}"
        )
    if root not in KEYS:
        hint = nearest(root, KEYS)
        raise ScenarioError(
            f"{show(root).strip(chr(39))}: no such lever; "
            f"{hint if hint.startswith('did') else 'tripwire --help lists them'}"
        )
    if inner and root not in (*MAPPINGS, "excursions"):
        raise ScenarioError(f"{key}: {root} is one value; say {root}=…")
    if not all(inner) or any(part.startswith("_") for part in inner):
        raise ScenarioError(f"{key}: not a name")
    if root == "excursions" and len(inner) > 1 and inner[1] not in BY_NAME:
        raise ScenarioError(f"{key}: no such lever; {nearest(inner[1], BY_NAME)}")


def _parsed(word: str, key: str) -> Override:
    if "=" not in word:
        raise ScenarioError(f"{key}: a value is missing; say {key}=…")
    try:
        return OverridesParser.create().parse_override(word)
    except HydraException:
        raise ScenarioError(
            f"{key}: {show(word.partition('=')[2])} cannot be read; put a text in quotes"
        ) from None


def _choice(group: str, parsed: Override) -> None:
    said: Any = parsed.value()
    values = said.list if parsed.is_choice_sweep() else [said]
    for value in values:
        if str(value) not in choices(group):
            raise ScenarioError(f"{group}: no {show(str(value))}; allowed: {', '.join(choices(group))}")


def _file(parsed: Override) -> str:
    register(files.read(Path(str(parsed.value()))))
    return "file=given"

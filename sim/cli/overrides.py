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
from sim.factors import names
from sim.factors.names import LISTS, RENAMED
from sim.scenario import BY_NAME, ScenarioError, files
from sim.scenario.errors import nearest, show, ungrouped

KEYS = (*BY_NAME, *SETTINGS, *GROUPS, "file")
ENTRIES = "entries"
"""Where the configuration keeps what is said of single entries of lists, as in `roles.training=false`."""
GROWING = (*MAPPINGS, "excursions")
"""Mappings that take entries of any name, which Hydra has to be told."""
SWEEPING = ("sweep", "executor")
"""Groups of a sweep, whose entries `sim.cli.sweep_words` reads and checks."""


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
    _known(key, multirun)
    said = parsed(word, key)
    value = word.partition("=")[2]
    if "," in value and (plain := ungrouped(value)) and not multirun:
        raise ScenarioError(f"{key}: write {plain}")
    if said.is_sweep_override() and not multirun:
        raise ScenarioError(f"{key}: several values; for all of them: tripwire sweep, or -m")
    if key in (*GROUPS, *SWEEPING):
        _choice(key, said)
    if key in GROWING and not isinstance(said.value(), dict):
        raise ScenarioError(
            f"{key}: {show(said.value())} is not a mapping; say {key}.NAME=… or '{key}={{NAME: …}}'"
        )
    if key == "file":
        return _file(said)
    if "." in key and key.partition(".")[0] in LISTS and not multirun:
        return f"++{ENTRIES}.{word.lstrip('+')}"
    return f"{'++' if key.partition('.')[0] in GROWING else ''}{word.lstrip('+')}"


def _known(key: str, multirun: bool) -> None:
    root, *inner = key.split(".")
    if root.partition("/")[0] == "hydra":
        raise ScenarioError(f"{key}: Hydra's own settings cannot be changed here")
    if root in SWEEPING:
        if not multirun:
            raise ScenarioError(f"{key}: belongs to a sweep; say tripwire sweep {key}=…")
        return
    if not root:
        raise ScenarioError(f"{show(key)}: no lever is named; say lever=value")
    if root in RENAMED:
        names.check(key)
    if root not in KEYS:
        hint = nearest(root, KEYS)
        raise ScenarioError(
            f"{show(root).strip(chr(39))}: no such lever; "
            f"{hint if hint.startswith('did') else 'tripwire --help lists them'}"
        )
    if inner:
        _entry(key, root, inner)


def _entry(key: str, root: str, inner: list[str]) -> None:
    """Refuse what cannot stand behind the dot."""
    if root in LISTS:
        names.check(key)
    elif root not in GROWING:
        raise ScenarioError(f"{key}: {root} is one value; say {root}=…")
    if not all(inner) or any(part.startswith("_") for part in inner):
        raise ScenarioError(f"{key}: not a name")
    if root == "excursions" and len(inner) > 1 and inner[1] not in BY_NAME:
        raise ScenarioError(f"{key}: no such lever; {nearest(inner[1], BY_NAME)}")


def parsed(word: str, key: str) -> Override:
    """A word as Hydra's grammar reads it, or a `ScenarioError`."""
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
    allowed = choices(group)
    for value in values:
        if str(value) not in allowed:
            raise ScenarioError(f"{group}: no {show(str(value))}; allowed: {', '.join(allowed)}")


def _file(parsed: Override) -> str:
    register(files.read(Path(str(parsed.value()))))
    return "file=given"

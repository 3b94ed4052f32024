"""Overrides on the command line, checked word by word before Hydra composes anything.

Hydra takes `+forc=1` without a word and obeys `hydra.*` keys that start code; here only levers, settings and
the listed choices of a group pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sim.cli.parse.composition import MAPPINGS, register
from sim.cli.parse.unknown import SWEEPING, not_taken, taken
from sim.cli.parse.verbs import Verb
from sim.factors import names
from sim.factors.names import LISTS
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import nearest, show, ungrouped
from sim.scenario.thousands import check_plain
from sim.study_folder import contents, presets
from sim.study_folder.presets import GROUPS, choices

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

TOKEN = re.compile(r"[^\W\d]\w*:|(?<![\w.])[-+]?[0-9.]+(?![\w.])")
"""A name before its value, or a number."""
FOREIGN = re.compile(r"(?<![\w'\"-])[\w-]*[^\W\x00-\x7f][\w-]*(?![\w'\"-])")
"""A name with letters that Hydra's grammar does not know."""
ENTRIES = "entries"
"""Where the configuration keeps single entries of lists, as in `roles.training=false`."""
GROWING = (*MAPPINGS, "excursions")
"""Mappings that take entries of any name, which Hydra has to be told."""
TEXTS = ("name", "out", "file", "sweep.design")
"""Settings that may be any text, which Hydra's grammar need not be able to read."""


def check(words: Iterable[str], verb: Verb, *, multirun: bool = False) -> list[str]:
    """Overrides as Hydra takes them, or a `ScenarioError` for the first that cannot be.

    Parameters
    ----------
    words
        Levers, presets and settings, each with a value.
    verb
        Whose settings may be set.
    multirun
        Whether levers may have several values.

    Returns
    -------
    list
        The same overrides, with the signs and quotes that Hydra needs.

    Raises
    ------
    ScenarioError
        One line that names the field and what is allowed.

    Examples
    --------
    >>> from sim.cli.commands import VERBS
    >>> check(["roe=robust", "stances.POL=2", "out=my runs (1)"], VERBS["run"])
    ['roe=robust', '++stances.POL=2', "out='my runs (1)'"]
    """
    return [_checked(word, verb, multirun) for word in words]


def _checked(word: str, verb: Verb, multirun: bool) -> str:
    if "${" in word:
        raise ScenarioError(f"{show(word)}: interpolation (${{…}}) is not allowed")
    key = word.partition("=")[0].lstrip("+")
    if key.startswith("~"):
        raise ScenarioError(f"{key[1:]}: cannot be taken away; every lever has a value")
    _known(key, verb, multirun)
    word = readable(word, key)
    override, value = parsed(word, key), word.partition("=")[2]
    if key.partition(".")[0] in (*BY_NAME, "excursions"):
        _plain_numbers(key, value)
    if not multirun:
        _one_value(key, value, override)
    if key in (*GROUPS, *SWEEPING):
        _choice(key, override)
    if key in GROWING and not isinstance(override.value(), dict):
        raise ScenarioError(
            f"{key}: {show(override.value())} is not a mapping; say {key}.NAME=… or '{key}={{NAME: …}}'"
        )
    if key == "file":
        return _file(override)
    if "." in key and key.partition(".")[0] in LISTS and not multirun:
        return f"++{ENTRIES}.{word.lstrip('+')}"
    return f"{'++' if key.partition('.')[0] in GROWING else ''}{word.lstrip('+')}"


def _plain_numbers(key: str, value: str) -> None:
    """Refuse a number whose thousands may be meant; in braces, of the name before it."""
    field = key
    for token in TOKEN.findall(value):
        if token[-1] == ":":
            field = f"{key}.{token[:-1]}"
        else:
            check_plain(field, token)


def _known(key: str, verb: Verb, multirun: bool) -> None:
    root, *inner = key.split(".")
    if root.partition("/")[0] == "hydra":
        raise ScenarioError(f"{key}: Hydra's own settings cannot be changed here")
    if root in SWEEPING and multirun:
        return
    if not root:
        raise ScenarioError(f"{show(key)}: no lever is named; say lever=value")
    if root not in taken(verb):
        raise not_taken(verb, key)
    if inner:
        _entry(key, root, inner)


def _one_value(key: str, value: str, override: Override) -> None:
    if "," in value and (plain := ungrouped(value)):
        raise ScenarioError(f"{key}: write {plain}")
    if override.is_sweep_override():
        raise ScenarioError(f"{key}: several values; for all of them: tripwire sweep, or -m")


def _entry(key: str, root: str, inner: list[str]) -> None:
    """Refuse what cannot stand behind the dot."""
    if root in LISTS:
        names.check(key)
    elif root not in GROWING:
        raise ScenarioError(f"{key}: {root} is one value; say {root}=…")
    if not all(inner) or any(part.startswith("_") for part in inner):
        raise ScenarioError(f"{key}: not a name")
    if root == "excursions" and len(inner) > 1 and inner[1] not in (*BY_NAME, *GROUPS):
        raise ScenarioError(f"{key}: no such lever; {nearest(inner[1], (*BY_NAME, *GROUPS))}")


def readable(word: str, key: str) -> str:
    """The word as Hydra's grammar can read it: a text that it cannot read is put in quotes."""
    if key.rpartition(".")[2] in (*GROUPS, *SWEEPING):
        return FOREIGN.sub(r"'\g<0>'", word)
    if key not in TEXTS or "=" not in word:
        return word
    try:
        _read(word)
    except ValueError:
        name, _, value = word.partition("=")
        escaped = re.sub(r"(\\*)('|$)", lambda at: 2 * at[1] + ("\\'" if at[2] else ""), value)
        return f"{name}='{escaped}'"
    return word


def parsed(word: str, key: str) -> Override:
    """A word as Hydra's grammar reads it, or a `ScenarioError`."""
    if "=" not in word:
        raise ScenarioError(f"{key}: a value is missing; say {key}=…")
    try:
        return _read(word)
    except ValueError:
        raise ScenarioError(
            f"{key}: {show(word.partition('=')[2])} cannot be read; put a text in quotes"
        ) from None


def _read(word: str) -> Override:
    """The word by Hydra's grammar, whose import takes as long as all else that help needs; raises `ValueError`."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    try:
        return OverridesParser.create().parse_override(word)
    except HydraException as refusal:
        # As Python says it of a number of more digits than it reads.
        raise ValueError(str(refusal)) from None


def _choice(group: str, override: Override) -> None:
    from hydra.core.override_parser.types import Glob

    value: Any = override.value()
    allowed = choices(group)
    if isinstance(value, Glob):
        raise ScenarioError(f"{group}: glob(…) cannot be swept; list the names")
    for one in value.list if override.is_choice_sweep() else [value]:
        name = str(getattr(one, "text", one))
        if name not in allowed:
            raise ScenarioError(f"{group}: no {show(name)}; allowed: {', '.join(allowed)}")


def _file(override: Override) -> str:
    value: Any = override.value()
    register(presets.scenario(contents.scenario_file(str(getattr(value, "text", value)))))
    return "file=given"

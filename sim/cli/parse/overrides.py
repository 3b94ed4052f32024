"""Overrides on the command line, checked word by word before Hydra composes anything.

Hydra takes `+forc=1` without a word and obeys `hydra.*` keys that start code; here only levers, settings and
the listed choices of a group pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sim.cli.parse.braces import spelled
from sim.cli.parse.composition import MAPPINGS, register
from sim.cli.parse.unknown import SWEEPING, not_taken, taken
from sim.cli.parse.verbs import Verb
from sim.factors import names
from sim.factors.names import LISTS
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import nearest, show, ungrouped
from sim.scenario.thousands import check_plain, most_of
from sim.study_folder import contents, presets
from sim.study_folder.presets import GROUPS, choices

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override

TOKEN = re.compile(r"[^\W\d]\w*:|(?<![\w.])[-+]?[0-9.]+(?![\w.])")
"""A name before its value, or a number."""
ENTRIES = "entries"
"""Where the configuration keeps single entries of lists, as in `roles.training=false`."""
GROWING = (*MAPPINGS, "excursions")
"""Mappings that take entries of any name, which Hydra has to be told."""
TEXTS = ("name", "out", "file", "sweep.design", "sweep.where")
"""Settings that may be any text, which Hydra's grammar need not be able to read."""
BARE = re.compile(r"(?P<quoted>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")|[^{}\[\](),:'\"]+")
"""A quoted text, or one that stands between marks of the grammar."""
UNREADABLE = re.compile(r"[^A-Za-z0-9_\s/\\+.$%*@?|=-]", re.ASCII)
"""Signs that Hydra's grammar has only in quotes."""


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
    words = list(words)
    told = [_checked(word, verb, multirun) for word in words]
    if not multirun:
        check_presets(words)
    return told


def check_presets(words: Iterable[str]) -> None:
    """Refuse presets and a file that set one lever differently, unless its value is said too."""
    named: dict[str, Mapping[str, Any]] = {}
    roots = set()
    for word in words:
        key = word.partition("=")[0].lstrip("+")
        roots.add(key.partition(".")[0])
        if key in (*GROUPS, "file"):
            said = str(parsed(readable(word, key), key).value())
            is_file = key == "file"
            given = presets.scenario(contents.scenario_file(said)) if is_file else presets.preset(key, said)
            named[f"{key}={said}"] = given.levers
    presets.check_together(named, roots)


def _checked(word: str, verb: Verb, multirun: bool) -> str:
    if "${" in word:
        raise ScenarioError(f"{show(word)}: interpolation (${{…}}) is not allowed")
    key = word.partition("=")[0].lstrip("+")
    if key.startswith("~"):
        raise ScenarioError(f"{key[1:]}: cannot be taken away; every lever has a value")
    _known(key, verb, multirun)
    word = readable(word, key)
    override, value = parsed(word, key), word.partition("=")[2]
    if key not in TEXTS:
        check_numbers(key, value)
    if not multirun:
        _one_value(key, value, override)
    if key in (*GROUPS, *SWEEPING):
        _choice(key, override)
    if key in GROWING:
        _mapping(key, override)
    elif key in BY_NAME and isinstance(override.value(), dict):
        BY_NAME[key].kind.check(key, override.value())
    if key == "file":
        return _file(override)
    if "." in key and key.partition(".")[0] in LISTS and not multirun:
        return f"++{ENTRIES}.{word.lstrip('+')}"
    return f"{'++' if key.partition('.')[0] in GROWING else ''}{word.lstrip('+')}"


def check_numbers(key: str, value: str) -> None:
    """Refuse a number whose thousands may be meant; in braces, of the lever before it. Raises `ScenarioError`."""
    field = key
    for token in TOKEN.findall(value):
        if token[-1] != ":":
            check_plain(field, token)
        elif token[:-1] in BY_NAME or most_of(token[:-1])[0]:
            field = f"{key}.{token[:-1]}"


def _mapping(key: str, override: Override) -> None:
    """Refuse what is no mapping where one is to be."""
    if override.is_sweep_override():
        raise ScenarioError(f"{key}: cannot be swept as a whole; say {key}.NAME=…,…")
    if not isinstance(override.value(), dict):
        raise ScenarioError(
            f"{key}: {show(override.value())} is not a mapping; say {key}.NAME=… or '{key}={{NAME: …}}'"
        )


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
    """The word as Hydra's grammar can read it: names are spelled in ASCII, a text that it cannot read is quoted."""
    if "=" not in word:
        return word
    name, _, value = word.partition("=")
    if key in TEXTS:
        return word if _is_read(word, value) else f"{name}={_quoted(value)}"
    name, _, value = spelled(word).partition("=")
    return f"{name}={BARE.sub(_quoted_if_needed, value)}"


def _is_read(word: str, value: str) -> bool:
    """Whether Hydra reads a text as it stands: nothing else, such as several values or a list, and no blank lost."""
    try:
        read: Any = _read(word).value()
    except ValueError:
        return False
    quoted = isinstance(read, str) and value[:1] in ("'", '"')
    return quoted or read is None or isinstance(read, int | float) or read == value


def _quoted_if_needed(found: re.Match[str]) -> str:
    if found["quoted"] or not UNREADABLE.search(found[0]):
        return found[0]
    return _quoted(found[0].strip())


def _quoted(text: str) -> str:
    escaped = re.sub(r"(\\*)('|$)", lambda at: 2 * at[1] + ("\\'" if at[2] else ""), text)
    return f"'{escaped}'"


def parsed(word: str, key: str) -> Override:
    """A word as Hydra's grammar reads it, or a `ScenarioError`."""
    if "=" not in word:
        raise ScenarioError(f"{key}: a value is missing; say {key}=…")
    try:
        return _read(word)
    except ValueError:
        value = word.partition("=")[2]
        cure = "put a text in quotes"
        if re.search(r"[(){}\[\]]", value):
            cure = "say values as a,b or range(low,high,step), and lists as [a,b]; or put a text in quotes"
        raise ScenarioError(f"{key}: {show(value)} cannot be read; {cure}") from None


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
    from hydra.core.override_parser.types import ChoiceSweep, Glob

    value: Any = override.value()
    allowed = choices(group)
    if override.is_sweep_override() and not isinstance(value, ChoiceSweep):
        kind = "glob" if isinstance(value, Glob) else "a range"
        raise ScenarioError(f"{group}: {kind}(…) cannot be swept; list the names")
    said = [
        str(getattr(one, "text", one)) for one in (value.list if isinstance(value, ChoiceSweep) else [value])
    ]
    for name in said:
        if said.count(name) > 1:
            raise ScenarioError(f"{group}: {name} stands twice in the list")
        if name not in allowed:
            raise ScenarioError(f"{group}: no {show(name)}; allowed: {', '.join(allowed)}")


def _file(override: Override) -> str:
    value: Any = override.value()
    register(presets.scenario(contents.scenario_file(str(getattr(value, "text", value)))))
    return "file=given"

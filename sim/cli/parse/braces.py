"""What stands in the braces of a word, as in `excursions={a: {roe: 0.1}}`: names, where each stands, and what repeats.

Hydra's grammar takes the last of two equal names, and reads names of ASCII letters alone. Here equal names are refused,
and names of any letters are spelled in ASCII for Hydra, to be read back from the configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sim.factors.names import LISTS
from sim.scenario import BY_NAME, ScenarioError

PIECE = re.compile(r"'(?:\\.|[^'\\])*'?|\"(?:\\.|[^\"\\])*\"?|[{}\[\](),:]|[^{}\[\](),:'\"]+")
CLOSING = {"{": "}", "[": "]", "(": ")"}
READABLE = re.compile(r"(?!(?i:null|true|false|nan|inf)$)[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
"""Names that Hydra reads as they are, in braces and between dots."""
SPELLED = "utf8_"
"""How a name that is spelled in ASCII begins; its bytes follow in hexadecimal."""
ROOTS = (*BY_NAME, "excursions", "sweep")
"""First parts of names whose values are read as mappings."""


@dataclass(frozen=True)
class Name:
    """A name before a colon: where it stands in the text, and the names around it, itself the last."""

    start: int
    end: int
    path: tuple[str, ...]


@dataclass
class _Frame:
    """An open bracket: its names, the name that is being read, and where that begins."""

    opening: str
    path: tuple[str, ...]
    known: set[str] = field(default_factory=set)
    begins: int | None = None
    name: str = ""


def names(key: str, text: str) -> Iterator[Name]:
    """Every name in the braces of a value; raises `ScenarioError` for one that stands twice in the same braces.

    >>> [name.path for name in names("excursions", "{a: {roe: 0.1}, b: {}}")]
    [('a',), ('a', 'roe'), ('b',)]
    """
    frames: list[_Frame] = []
    for found in PIECE.finditer(text):
        piece, top = found[0], frames[-1] if frames else None
        if top and piece == ":" and top.begins is not None:
            top.name = _unquoted(text[top.begins : found.start()])
            if top.name in top.known:
                raise ScenarioError(f"{'.'.join((key, *top.path, top.name))}: is said twice; allowed: once")
            top.known.add(top.name)
            yield Name(top.begins, found.start(), (*top.path, top.name))
            top.begins = None
        elif top and piece == CLOSING[top.opening]:
            frames.pop()
        elif piece in CLOSING and (top is None or top.begins is None or piece == "{"):
            path = () if top is None else (*top.path, top.name) if top.name else top.path
            frames.append(_Frame(piece, path, begins=found.end() if piece == "{" else None))
        elif top and piece == "," and top.opening == "{":
            top.begins, top.name = found.end(), ""


def check_once(words: Iterable[str]) -> None:
    """Refuse a value that is said twice, by itself and in braces, or twice in braces; raises `ScenarioError`."""
    said: set[str] = set()
    for word in words:
        key, _, value = word.lstrip("+").partition("=")
        root = key.partition(".")[0]
        if root in ROOTS and root not in LISTS:
            said |= _new(_said(key, value), said)


def _new(names: set[str], said: set[str]) -> set[str]:
    """The names, if none of them, nothing within and nothing around them is said already."""
    for one, other in product(names, said):
        if f"{one}.".startswith(f"{other}.") or other.startswith(f"{one}."):
            raise ScenarioError(f"{max(one, other, key=len)}: is said twice; allowed: once")
    return names


def _said(key: str, value: str) -> set[str]:
    """What a word sets, by full names: itself, or what stands innermost in its braces."""
    if key == "sweep" or value.strip() == "{}":  # the name of a design; nothing
        return set()
    every = {key, *(".".join((key, *name.path)) for name in names(key, value))}
    return {one for one in every if not any(other.startswith(f"{one}.") for other in every)}


def check_entries(words: Iterable[str]) -> None:
    """Refuse an entry of a list that is said both in the list and by itself; raises `ScenarioError`."""
    values = dict(word.lstrip("+").partition("=")[::2] for word in words)
    for key in values:
        head, dot, entry = key.partition(".")
        if dot and head in LISTS and entry in re.findall(r"\w+", values.get(head, "")):
            raise ScenarioError(f"{key}: is said twice, for {head}={values[head]} has it; allowed: once")


def spelled(word: str) -> str:
    """A word with names that Hydra's grammar can read.

    >>> spelled("excursions.my plan.roe=0.1"), spelled("excursions={my plan: {roe: 0.1}}")
    ('excursions.utf8_6d7920706c616e.roe=0.1', 'excursions={utf8_6d7920706c616e: {roe: 0.1}}')
    """
    key, equals, value = word.partition("=")
    root, *inner = key.split(".")
    if root.lstrip("+") not in ("excursions", "sweep"):
        return word
    for name in reversed(list(names(key, value))):
        value = (
            f"{value[: name.start]}{_spaced(value[name.start : name.end], name.path[-1])}{value[name.end :]}"
        )
    return f"{'.'.join((root, *map(_spell, inner)))}{equals}{value}"


def read_back(value: Any) -> Any:
    """What a configuration holds, with the names as they were typed.

    >>> read_back({"utf8_6d7920706c616e": {"roe": 0.1}})
    {'my plan': {'roe': 0.1}}
    """
    if isinstance(value, Mapping):
        return {_read(name): read_back(inner) for name, inner in value.items()}
    return value


def _spell(name: str) -> str:
    plain = READABLE.fullmatch(name) and not name.startswith(SPELLED)
    return name if plain else SPELLED + name.encode(errors="surrogatepass").hex()


def _read(name: Any) -> Any:
    if not str(name).startswith(SPELLED):
        return name
    try:
        return bytes.fromhex(str(name).removeprefix(SPELLED)).decode(errors="surrogatepass")
    except ValueError:  # from a file, where nothing is spelled
        return name


def _spaced(typed: str, name: str) -> str:
    """The name as it is spelled, with the blanks around it as they were typed."""
    return f"{typed[: len(typed) - len(typed.lstrip())]}{_spell(name)}"


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text

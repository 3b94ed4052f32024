"""Words: what the server says to a class stands in `words.json`, beside the words of the pages, to be translated.

The file has three parts: `pages`, which browsers read; `server`, what the server itself says; and `names`, empty in
English, where a translation may say what the ledgers and rules call a state, a role, a term, an event, a world.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sim.scenario import ScenarioError
from sim.scenario.errors import choice
from sim.wording import labels

PARTS = ("pages", "server")
"""Parts of the file that a translation has to say in full."""
NAMED = ("state", "role", "term", "event", "world")
"""What `names` may rename."""
GAP = re.compile(r"\{(\w+)\}")
TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
Words = Mapping[str, Any]


@cache
def english() -> Words:
    """The words that the package brings."""
    return dict(json.loads(files("sim.seminar").joinpath("words.json").read_text(encoding="utf-8")))


_spoken: Words = {}
"""The words of this process, where they are not the package's; one server speaks one language."""


def spoken() -> Words:
    """The words that are in use."""
    return _spoken or english()


def speak(path: Path | None) -> None:
    """Use the words of a translated file from now on, or the package's again. Raises `ScenarioError`."""
    global _spoken
    _spoken = read(path) if path else {}


def read(path: Path) -> Words:
    """A translated file, held against the English one. Raises `ScenarioError` with the first thing that is wrong."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as refusal:
        raise ScenarioError(f"language: {path} cannot be read ({refusal.strerror})") from None
    except ValueError as refusal:
        raise ScenarioError(f"language: {path} is no JSON ({refusal})") from None
    own = english()
    if not isinstance(found, dict) or not found.keys() <= own.keys():
        raise ScenarioError(f"language: {path}; allowed: a mapping of {', '.join(own)}")
    if not isinstance(found.get("language"), str) or not TAG.fullmatch(found["language"]):
        raise ScenarioError(f"language: {path}; allowed as language: a tag, as in de or pt-BR")
    for part in PARTS:
        _hold(path, part, found.get(part), own[part])
    for name in _texts(path, "names", found.setdefault("names", {})):
        choice(f"language: {path}: names.{name}", name.partition(".")[0], NAMED)
    return found


def _texts(path: Path, part: str, said: Any) -> Mapping[str, str]:
    if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
        raise ScenarioError(f"language: {path}: {part}; allowed: a mapping of names to texts")
    return said


def _hold(path: Path, part: str, said: Any, own: Mapping[str, str]) -> None:
    """Refuse a part that lacks a sentence, has one that nobody asks for, or a gap that nothing fills."""
    texts = _texts(path, part, said)
    for name in (*own, *texts):
        if name not in texts or name not in own:
            fault = "is missing" if name in own else "is not asked for"
            raise ScenarioError(
                f"language: {path}: {part}.{name} {fault}; allowed: the names of the English file"
            )
        if odd := set(GAP.findall(texts[name])) - set(GAP.findall(own[name])):
            allowed = ", ".join(GAP.findall(own[name])) or "none"
            raise ScenarioError(
                f"language: {path}: {part}.{name} has the gap {min(odd)}; allowed as gaps: {allowed}"
            )


def say(name: str, **gaps: Any) -> str:
    """A sentence of the server with its gaps filled.

    Examples
    --------
    >>> say("aim.others", n=count(10_000))
    'At least 10,000 soldiers of others in place at the end'
    """
    sentence: str = spoken()["server"][name]
    return GAP.sub(lambda gap: str(gaps[gap[1]]), sentence)


def many(name: str, number: int, **gaps: Any) -> str:
    """A sentence that has one form for one thing and another for several, with the number in the gap `n`.

    Examples
    --------
    >>> many("check.reached", 1), many("check.reached", 2)
    ('reached from 1 other address', 'reached from 2 other addresses')
    """
    return say(f"{name}.{'one' if number == 1 else 'many'}", n=number, **gaps)


def called(kind: str, name: str, own: str) -> str:
    """What a translation calls something of the ledgers and rules; its own name where it says nothing."""
    text: str = spoken().get("names", {}).get(f"{kind}.{name}", own)
    return text


def name_of(code: str) -> str:
    """The name of a state."""
    return called("state", code, labels.state(code))


def count(value: float, *, signed: bool = False) -> str:
    """A whole number as it is written, with a true minus.

    Examples
    --------
    >>> count(12_500.4), count(-1_200, signed=True)
    ('12,500', '−1,200')
    """
    written = f"{value:+,.0f}" if signed else f"{value:,.0f}"
    return written.replace(",", say("thousands")).replace("-", "−")


def listed(names: Iterable[str], most: int = 99) -> str:
    """Names in a row; past `most`, the number of the rest.

    Examples
    --------
    >>> listed(["France", "Italy", "Spain"]), listed(["France", "Italy", "Spain"], 1)
    ('France, Italy and Spain', 'France and 2 more')
    """
    every = list(names)
    if len(every) > most:
        every[most:] = [say("more", n=len(every) - most)]
    *first, last = every or [""]
    return say("and", first=", ".join(first), last=last) if first else last

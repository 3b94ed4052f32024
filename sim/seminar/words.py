"""Words: what the server says to a class stands in `words.json`, beside the words of the pages, to be translated.

The file has four parts: `pages`, which browsers read; `server`, what the server itself says; and two that are empty in
English: `names`, where a translation may say what ledgers, rules and plans call a state, a claim, a term (`named.py`),
and `explorer`, with texts of the page that a class takes home (`sim/web/explorer/texts.json`).
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
    from sim.seminar.model import named  # brings ledgers and the engine, for which no page waits

    named.check(path, _texts(path, "names", found.setdefault("names", {})))
    _explorer(path, found.setdefault("explorer", {}))
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
        _gaps(path, f"{part}.{name}", texts[name], own[name])


def _explorer(path: Path, said: Any) -> None:
    """Refuse a text that the explorer has not, one of another form, or one with a gap that nothing fills."""
    own = json.loads(files("sim.web").joinpath("explorer", "texts.json").read_text(encoding="utf-8"))
    if not isinstance(said, dict):
        raise ScenarioError(f"language: {path}: explorer; allowed: a mapping of names to texts")
    for name, text in said.items():
        choice(f"language: {path}: explorer.{name}", name, own)
        there, here = _forms(own[name]), _forms(text)
        if there.keys() != here.keys():
            allowed = "a text" if list(there) == [""] else f"texts under {', '.join(there)}"
            raise ScenarioError(f"language: {path}: explorer.{name}; allowed: {allowed}")
        for form, sentence in here.items():
            _gaps(path, ".".join(filter(None, ("explorer", name, form))), sentence, " ".join(there.values()))


def _forms(text: Any) -> dict[str, str]:
    """A text by its forms, for one and for many; by no name where it has but one. What is no text has none."""
    forms = text if isinstance(text, dict) else {"": text}
    return forms if all(isinstance(one, str) for one in forms.values()) else {}


def _gaps(path: Path, name: str, text: str, own: str) -> None:
    if odd := set(GAP.findall(text)) - set(GAP.findall(own)):
        allowed = ", ".join(GAP.findall(own)) or "none"
        raise ScenarioError(f"language: {path}: {name} has the gap {min(odd)}; allowed as gaps: {allowed}")


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

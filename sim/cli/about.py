"""`tripwire help LEVER`: one lever, group or verb in depth."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from sim.cli.composition import GROUPS, choices
from sim.cli.lesson import FRAME, defaults_of_a_run, lesson
from sim.cli.settings import COMMON, SETTINGS
from sim.cli.verbs import VERBS
from sim.cli.words import allowed, default, head, pairs
from sim.evidence import load
from sim.scenario import BY_NAME, Lever, ScenarioError
from sim.scenario.errors import nearest

Pair = tuple[str, str]
RUNS = ("run", "demo", "brief")
"""Verbs that take every setting of a run."""


def help(words: list[str]) -> None:  # noqa: A001 - the verb's name
    """Print the lesson, or what is asked about."""
    out = Console(highlight=False)
    for part in _about(words[0]) if words else lesson():
        out.print(part)


def _about(word: str) -> Iterator[RenderableType]:
    if word in BY_NAME:
        yield from _lever(BY_NAME[word])
    elif word in GROUPS:
        yield head(word, GROUPS[word])
        yield pairs([(f"{word}={name}", meaning) for name, meaning in choices(word).items()])
    elif word in VERBS:
        yield from _verb(word)
    elif word in SETTINGS:
        yield pairs([(word, SETTINGS[word])])
    else:
        raise ScenarioError(
            f"{word}: nothing of that name; {nearest(word, [*BY_NAME, *GROUPS, *VERBS, *SETTINGS])}"
        )


def _verb(name: str) -> Iterator[RenderableType]:
    verb = VERBS[name]
    yield Text.assemble((f"tripwire {name} {verb.usage}".strip(), "bold cyan"), f"  {verb.meaning}")
    told = (verb.load(name).__doc__ or "").replace("`", "")
    yield Text(f"\n{' '.join(told.split())}")
    if name in RUNS:
        yield head("Settings", "beside the levers; tripwire --help lists these")
        yield pairs(defaults_of_a_run())


def _lever(lever: Lever) -> Iterator[RenderableType]:
    yield Text.assemble((lever.name, "bold cyan"), f"  {lever.meaning}")
    yield Text()
    rows = [("default", default(lever)), ("allowed", allowed(lever)), *_depth(lever)]
    yield pairs(rows)
    if lever.claims:
        yield head("What the articles say about it")
        yield pairs([(name, load().claims[name].paraphrase) for name in lever.claims])


def _depth(lever: Lever) -> Iterator[Pair]:
    yield "source", lever.cited
    if lever.name in COMMON:
        yield "frame", FRAME.replace("LEVER", lever.name)
    yield from lever.kind.help()
    yield "example", f"tripwire {lever.example}"

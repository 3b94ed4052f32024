"""`tripwire help LEVER`: one lever, group or verb in depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
from sim.scenario.injects import KINDS

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
    claims = [word.strip(";,") for word in lever.source.split() if word.strip(";,") in load().claims]
    if claims:
        yield head("What the articles say about it")
        yield pairs([(name, load().claims[name].paraphrase) for name in claims])


def _depth(lever: Lever) -> Iterator[Pair]:
    yield "source", lever.source
    if lever.name in COMMON:
        yield "frame", FRAME.replace("LEVER", lever.name)
    told = DEPTHS.get(lever.name) or DEPTHS.get(lever.kind)
    if told:
        yield from told(lever)


def _theories(_: Lever) -> Iterator[Pair]:
    for name, theory in load().theories.items():
        yield name, f"{theory.summary} {theory.source}"


def _readings(_: Lever) -> Iterator[Pair]:
    for name, reading in load().readings.items():
        yield name, f"{reading.label}. {reading.note}"


def _injects(_: Lever) -> Iterator[Pair]:
    for name, kind in KINDS.items():
        size = f"; size {kind.low:g} to {kind.high:g} {kind.unit}, usually {kind.size:g}" if kind.unit else ""
        yield name, f"{kind.meaning}{size}. {kind.source}"
    yield "write", "'injects=[{kind: us_walkout, month: 12}]'"


def _states(lever: Lever) -> Iterator[Pair]:
    yield "states", ", ".join(f"{country.code} {country.name}" for country in load().contributors)
    yield "write", "exclude=[FRA, GBR]" if lever.kind == "countries" else f"{lever.name}.POL={lever.high:g}"


def _priors(_: Lever) -> Iterator[Pair]:
    for name, prior in load().parameters.items():
        yield (
            f"assume.{name}",
            f"{prior.low:g} / {prior.mode:g} / {prior.high:g} {prior.unit}: {prior.note}",
        )


def _schedule(_: Lever) -> Iterator[Pair]:
    yield "write", "'schedule.us_backing=[[0, 0.8], [12, 0.2]]': from month 0, from month 12"


DEPTHS: dict[str, Callable[[Lever], Iterator[Pair]]] = {
    "theory": _theories,
    "reading": _readings,
    "injects": _injects,
    "stances": _states,
    "publics": _states,
    "countries": _states,
    "assume": _priors,
    "schedule": _schedule,
}
"""What more there is to say of a lever, by its name or kind."""

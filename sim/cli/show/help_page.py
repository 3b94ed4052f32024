"""Help in depth: one lever, group, verb or setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from sim import outcomes
from sim.cli.parse.rows import RUN, STUDY_FOLDER
from sim.cli.parse.run_settings import COMMON
from sim.cli.parse.verbs import Setting, Verb
from sim.cli.show.front_page import HOW_COMPARED, in_short
from sim.cli.show.page_parts import allowed, default, head, pairs, unit
from sim.evidence import load
from sim.scenario import BY_NAME, Lever, ScenarioError
from sim.scenario.errors import near
from sim.study_folder.presets import GROUPS, choices

Pair = tuple[str, str]


def about(word: str, verbs: Mapping[str, Verb]) -> Iterator[RenderableType]:
    """What there is to know of a name, of a verb that is called like a lever both; raises `ScenarioError`."""
    settings = _settings(verbs)
    if word in BY_NAME:
        yield from _lever(BY_NAME[word])
        if word in verbs:
            yield Text()
            yield from _verb(verbs[word])
    elif word in GROUPS:
        yield head(word, GROUPS[word])
        yield pairs([(f"{word}={name}", meaning) for name, meaning in choices(word).items()])
    elif word in verbs:
        yield from _verb(verbs[word])
    elif word in settings:
        yield pairs(explained(settings[word]))
    elif word in outcomes.BY_NAME:
        yield from _outcome(outcomes.BY_NAME[word])
    else:
        close = near(word, [*BY_NAME, *GROUPS, *verbs, *settings, *outcomes.BY_NAME])
        listed = "tripwire --help lists levers, settings and verbs, tripwire outcomes what is measured"
        raise ScenarioError(f"{word}: nothing of that name; {f'did you mean {close}?' if close else listed}")


def _settings(verbs: Mapping[str, Verb]) -> dict[str, Setting]:
    """Every setting by name; of one that several verbs have, that of a run or else of the first verb."""
    rows = [*RUN, STUDY_FOLDER, *(row for verb in verbs.values() for row in verb.settings)]
    return {row.name: row for row in reversed(rows)}


def _verb(verb: Verb) -> Iterator[RenderableType]:
    usage = f"tripwire {verb.name} {verb.usage}".strip()
    yield Text.assemble((usage, "bold cyan"), f"  {verb.meaning}")
    text = (verb.function.__doc__ or "").replace("`", "")
    yield Text(f"\n{' '.join(text.split())}")
    if verb.argument:
        row = verb.argument
        unset = f"; default {row.default}" if row.default else ""
        yield head("Argument")
        yield pairs([(row.name, f"{row.meaning}{unset}"), _detail(row.kind.allowed(), row.example)])
    if verb.settings:
        yield head("Settings", "setting=value")
        yield pairs(pair for setting in verb.settings for pair in explained(setting))
    if verb.flags:
        yield head("Flags")
        for flag in verb.flags:
            detail = [
                _detail(flag.kind.allowed() if flag.kind else "", f"tripwire {verb.name} {flag.example}")
            ]
            yield pairs([(", ".join(flag.names), flag.meaning), *detail])
    if verb.takes_levers:
        yield head(
            "Levers and presets", "lever=value; tripwire --help lists them, tripwire help LEVER explains one"
        )


def explained(setting: Setting) -> tuple[Pair, Pair]:
    """A setting with its meaning and default, and what is allowed, with an example."""
    return in_short(setting), _detail(setting.kind.allowed(), setting.example)


def _detail(allowed: str, example: str) -> Pair:
    return "", f"allowed: {allowed}; for example {example}" if allowed else f"for example {example}"


def _lever(lever: Lever) -> Iterator[RenderableType]:
    yield Text.assemble((lever.name, "bold cyan"), f"  {lever.meaning}")
    yield Text()
    yield pairs([("default", default(lever)), ("allowed", allowed(lever)), *_depth(lever)])
    if lever.claims:
        yield head("What the articles say about it")
        yield pairs([(name, load().claims[name].paraphrase) for name in lever.claims])


def _outcome(row: outcomes.Outcome) -> Iterator[RenderableType]:
    yield Text.assemble((row.name, "bold cyan"), f"  {row.long_name}")
    yield Text()
    yield pairs([("unit", unit(row)), *_of_run(row)])


def _of_run(row: outcomes.Outcome) -> Iterator[Pair]:
    """What can be asked of an outcome that each run has once."""
    from sim.analysis.validation import MEASURES

    if row.name in MEASURES:
        yield "example", f"tripwire decompose measure={row.name}"
    if row in outcomes.RUN:
        yield "rests on", f"tripwire evidence outcome {row.name}"
    else:
        yield "where", "in results: sim.load in Python"


def _depth(lever: Lever) -> Iterator[Pair]:
    yield "source", lever.cited
    if lever.name in COMMON:
        yield "common", HOW_COMPARED.replace("LEVER", lever.name)
    yield from lever.kind.help()
    yield "example", f"tripwire {lever.example}"

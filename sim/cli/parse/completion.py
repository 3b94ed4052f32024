"""Completion of words in a shell, from the rows of the verbs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.cli.parse.study_folder import WITH
from sim.cli.parse.verbs import Takes, Verb
from sim.factors.names import LISTS, VALUES, entries
from sim.scenario import BY_NAME
from sim.scenario.kinds import Choice, Number
from sim.study_folder.presets import GROUPS, choices


def candidates(line: str, verbs: Mapping[str, Verb]) -> list[str]:
    """What may stand at the end of a line that is being typed.

    Examples
    --------
    >>> from sim.cli.commands import VERBS
    >>> candidates("tripwire fl", VERBS), candidates("tripwire rank dr", VERBS)
    (['flip'], ['draws='])
    >>> candidates("tripwire us=", VERBS)
    ['us=enablers', 'us=full', 'us=mixed', 'us=none']
    """
    words = line.split()
    last = "" if line.endswith(" ") or not words else words.pop()
    verb = verbs.get(words[1]) if len(words) > 1 else None
    if "=" in last:
        offered = _values(verb or verbs["run"], last.partition("=")[0])
    else:
        offered = _names(verb or verbs["run"], last)
        if len(words) < 2:
            offered = iter([*verbs, *offered])
    return [word for word in offered if word.startswith(last)]


def _names(verb: Verb, last: str) -> Iterator[str]:
    """Names that may be typed, up to the sign that follows them."""
    for flag in verb.flags:
        yield from flag.names
    if verb.argument:
        yield from _options(verb.argument.kind)
    for setting in verb.settings:
        yield f"{setting.name}="
    yield f"{WITH}="
    if verb.takes_levers:
        yield from (f"{name}=" for name in (*BY_NAME, *GROUPS))
        root, dot, _ = last.partition(".")
        if dot and root in (*VALUES, *LISTS):
            yield from (f"{root}.{entry}=" for entry in entries(root))


def _values(verb: Verb, name: str) -> Iterator[str]:
    """A name with each value that has a name, or with the value of its example."""
    own = {setting.name: setting for setting in verb.settings}
    if name in own:
        options = _options(own[name].kind)
        example = own[name].example
    elif name in GROUPS and verb.takes_levers:
        options, example = tuple(choices(name)), ""
    elif name in BY_NAME and verb.takes_levers:
        options, example = _options(BY_NAME[name].kind), BY_NAME[name].example
    else:
        return
    yield from (f"{name}={option}" for option in options) if options else [example]


def _options(kind: Takes) -> tuple[str, ...]:
    """The values that have a name."""
    if isinstance(kind, Number):
        return tuple(kind.levels())
    return kind.names if isinstance(kind, Choice) else ()

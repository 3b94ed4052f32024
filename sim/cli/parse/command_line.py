"""Parses a verb's arguments into its function's parameters; whatever is wrong is refused in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.cli.parse import braces, composition, left_behind, of_sweep, overrides, run_settings
from sim.cli.parse.unknown import no_value, not_taken, taken, twice, unknown_flag
from sim.cli.parse.verbs import Argument, Flag, Verb
from sim.scenario import Scenario, ScenarioError

if TYPE_CHECKING:
    from sim.cli.parse.sweep_order import Extension, Order, Resumption

Compose = Callable[[list[str]], Mapping[str, Any]]


ONE = ("scenario", "optional_scenario")
"""Verbs that look at one scenario, or at a sweep in its place."""


@dataclass
class ParsedArguments:
    """The arguments of a verb, sorted by what they are."""

    argument: list[str] = field(default_factory=list)
    flags: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    overrides: list[str] = field(default_factory=list)


def call(verb: Verb, argv: Sequence[str], compose: Compose = composition.compose) -> int:
    """Do what a verb does; returns its exit code."""
    values = read(verb, argv, compose)
    with left_behind.followed(left_behind.trail_of(verb, argv, _sorted(verb, argv).own, values)):
        return verb.function(**values) or 0


def read(verb: Verb, argv: Sequence[str], compose: Compose = composition.compose) -> dict[str, Any]:
    """The parameters of a verb's function.

    Parameters
    ----------
    verb
        Its row.
    argv
        The words behind it.
    compose
        How overrides become a configuration; Hydra's own main brings its own way.

    Returns
    -------
    dict
        A checked value for every parameter.

    Raises
    ------
    ScenarioError
        For the first word that the verb does not take, in one line.

    Examples
    --------
    >>> from sim.cli.commands import VERBS
    >>> read(VERBS["ls"], ["out=results"])
    {'out': PosixPath('results')}
    """
    parsed = _sorted(verb, argv)
    values = {flag.parameter: parsed.flags.get(flag.parameter, flag.default) for flag in verb.flags}
    for setting in verb.settings:
        if not (setting.composed or setting.shared):
            values[setting.name] = parsed.own.get(setting.name, setting.default)
    if verb.argument:
        values[verb.argument.parameter] = _argument(verb, verb.argument, parsed.argument)
    if verb.levers in ONE and (sweep := of_sweep.named(parsed.overrides, verb, parsed.own.get("out"))):
        read = of_sweep.values(sweep, parsed.overrides, verb)
        values |= {name: value for name, value in read.items() if name not in parsed.own}
    elif verb.levers:
        values[verb.levers] = READERS[verb.levers](verb, [*verb.preset, *parsed.overrides], compose)
    return values


def _sorted(verb: Verb, argv: Sequence[str]) -> ParsedArguments:
    parsed, left = ParsedArguments(), iter(argv)
    flags = {name: flag for flag in verb.flags for name in flag.names}
    said: set[str] = set()
    for word in left:
        name, equals, _ = word.partition("=")
        key = name.lstrip("+")
        if (
            verb.argument and name.startswith((".", "/")) and "/" in name
        ):  # a path, with a sign of equality in it
            equals = ""
        if equals:
            if key in said:
                raise twice(verb, key)
            said.add(key)
        if word.startswith("-"):
            if name not in flags:
                raise unknown_flag(verb, name)
            parsed.flags[flags[name].parameter] = _flag(flags[name], word, left)
        elif equals:
            _sort_value(verb, word, parsed)
        elif verb.argument is None or (parsed.argument and not verb.argument.many):
            raise no_value(verb, word)
        else:
            parsed.argument.append(word)
    braces.check_once(parsed.overrides)
    braces.check_entries(parsed.overrides)
    return parsed


def _sort_value(verb: Verb, word: str, parsed: ParsedArguments) -> None:
    """Put a name with a value where it belongs: among the verb's own settings, or among levers and presets."""
    name, _, value = word.partition("=")
    own = {setting.name: setting for setting in verb.settings if not setting.composed}
    renamed = {setting.old_name: setting.name for setting in own.values() if setting.old_name}
    if name in own:
        parsed.own[name] = own[name].kind.check(name, value)
    elif name in renamed:
        raise ScenarioError(f"{name}: is called {renamed[name]}")
    elif not verb.takes_levers and name.partition(".")[0] not in taken(verb):
        raise not_taken(verb, name)
    else:
        parsed.overrides.append(word)


def _flag(flag: Flag, word: str, left: Iterator[str]) -> Any:
    """The value of a flag: True, or the word that follows."""
    name, equals, value = word.partition("=")
    if flag.kind is None:
        if equals:
            raise ScenarioError(f"{name}: takes no value")
        return True
    following = value if equals else next(left, None)
    if following is None:
        allowed = flag.kind.allowed().removeprefix("one of ")
        raise ScenarioError(f"{name}: say what, as in tripwire {name} {flag.sample}; allowed: {allowed}")
    return flag.kind.check(name, following)


def _argument(verb: Verb, argument: Argument, words: list[str]) -> Any:
    if not words:
        if argument.needed:
            raise ScenarioError(
                f"{verb.name}: say which {argument.meaning}, as in tripwire {verb.name} {argument.example}"
            )
        return () if argument.many else argument.default
    checked = tuple(argument.kind.check(argument.name.lower(), word) for word in words)
    return checked if argument.many else checked[0]


def _composed(verb: Verb, words: list[str], compose: Compose) -> Mapping[str, Any]:
    composition.register()
    return compose(overrides.check(words, verb))


def _scenario(verb: Verb, words: list[str], compose: Compose) -> Scenario:
    """The one scenario that levers and presets make."""
    cfg = _composed(verb, words, compose)
    if cfg["excursions"]:
        raise ScenarioError(f"excursions: {verb.name} looks at one scenario; say its levers instead")
    return run_settings.scenario_from_config(cfg)


def _optional_scenario(verb: Verb, words: list[str], compose: Compose) -> Scenario | None:
    """The scenario, if a lever or preset is set."""
    return _scenario(verb, words, compose) if words else None


def _run(verb: Verb, words: list[str], compose: Compose) -> run_settings.Run:
    """The scenarios and settings of a run."""
    return run_settings.read(_composed(verb, words, compose))


def _sweep(verb: Verb, words: list[str], compose: Compose) -> Order:
    """The plan of a sweep and where it runs."""
    from sim.cli.parse import sweep_order  # sweeps bring pyarrow, which a run does without

    return sweep_order.read(words, verb, compose)


def _resumption(verb: Verb, words: list[str], compose: Compose) -> Resumption:
    """Where a sweep that was cut off goes on."""
    from sim.cli.parse import sweep_order

    return sweep_order.resumption(words, verb, compose)


def _extension(verb: Verb, words: list[str], compose: Compose) -> Extension:
    """What is added to a sweep, and where it goes on."""
    from sim.cli.parse import sweep_order

    return sweep_order.extension(words, verb, compose)


def _typed(verb: Verb, words: list[str], compose: Compose) -> list[str]:
    """The words themselves, for the function to check and compose."""
    del verb, compose
    return words


READERS: Mapping[str, Callable[[Verb, list[str], Compose], Any]] = {
    "scenario": _scenario,
    "optional_scenario": _optional_scenario,
    "run": _run,
    "typed": _typed,
    "sweep": _sweep,
    "resumption": _resumption,
    "extension": _extension,
}
"""What becomes of levers and presets, by `Verb.levers`."""

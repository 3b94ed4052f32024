"""What a verb takes, one row each: its argument, its settings and its flags.

A verb is a typed function under such a row. Parsing, checks, help, the tables in `docs/cli.md` and shell completion all
follow from the rows; that a row and its function agree is checked when the function is defined.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Levers = Literal["", "scenario", "optional_scenario", "run", "typed", "sweep", "resumption", "extension"]
"""What becomes of levers, presets and settings of a run, and the parameter in which the function gets it.

None are taken; one scenario; one, or None where no lever is set; the scenarios and settings of a run; the words
themselves, checked later; the plan of a sweep; none, but where a sweep that was cut off goes on; values that are added
to a sweep, and where it goes on.
"""


class Takes(Protocol):
    """What a setting may be: the part of a lever's kind (`sim.scenario.kinds`) that the command line needs."""

    def check(self, name: str, value: Any) -> Any:
        """The value in its final form, or a `ScenarioError` of one line that opens with the name."""

    def allowed(self) -> str:
        """What is allowed, in a few words."""

    def example(self, name: str) -> str:
        """The setting with a value, as it is typed."""


@dataclass(frozen=True)
class Setting:
    """A setting, `name=value`.

    `composed` ones have their place in the configuration, so that presets may set them; the others are the verb's own.
    """

    name: str
    kind: Takes
    default: Any
    meaning: str
    unset: str | Callable[[], str] = ""
    """What holds where the default does not say it."""
    sample: str = ""
    """The value in the example, where that of the kind would not do."""
    composed: bool = False
    old_name: str = ""
    shared: bool = False
    """Whether the command line takes it up itself, for every verb that has it, and the function does not get it."""

    @property
    def example(self) -> str:
        """The setting with a value, as it is typed in a shell."""
        return f"{self.name}={self.sample}" if self.sample else self.kind.example(self.name)

    @property
    def default_text(self) -> str:
        """What holds unless something else is said; empty where that goes without saying."""
        if self.unset or self.default is None:
            return self.unset if isinstance(self.unset, str) else self.unset()
        return str(self.default).lower() if isinstance(self.default, bool) else str(self.default)


@dataclass(frozen=True)
class Argument:
    """A word without a value, such as a state or a folder; `many` of them go to the function as a tuple."""

    name: str
    parameter: str
    kind: Takes
    meaning: str
    example: str
    default: Any = None
    needed: bool = False
    many: bool = False

    @property
    def usage(self) -> str:
        """How it stands in the line that shows how a verb is called."""
        text = f"{self.name} …" if self.many else self.name
        return text if self.needed else f"[{text}]"


@dataclass(frozen=True)
class Flag:
    """A flag; one with a `kind` takes the word that follows as its value."""

    names: tuple[str, ...]
    parameter: str
    meaning: str
    kind: Takes | None = None
    default: Any = False
    sample: str = ""

    @property
    def example(self) -> str:
        """The flag as it is typed, with a value if it takes one."""
        return f"{self.names[0]} {self.sample}".strip()


@dataclass(frozen=True)
class Verb:
    """A verb: the function, what it does in one line, and what it takes."""

    function: Callable[..., int | None]
    meaning: str
    levers: Levers = ""
    argument: Argument | None = None
    settings: tuple[Setting, ...] = ()
    flags: tuple[Flag, ...] = ()
    preset: tuple[str, ...] = ()
    """Overrides that stand before those that are typed."""

    @property
    def name(self) -> str:
        """The verb as it is typed."""
        return self.function.__name__.replace("_", "-")

    @property
    def takes_levers(self) -> bool:
        """Whether levers may be set."""
        return self.levers not in ("", "resumption")

    @property
    def usage(self) -> str:
        """What may follow the verb."""
        parts = [self.argument.usage] if self.argument else []
        parts += [f"[{flag.example}]" for flag in self.flags]
        parts += ["[setting=value …]"] if self.settings else []
        parts += ["[lever=value …]"] if self.takes_levers else []
        return " ".join(parts)

    @property
    def parameters(self) -> set[str]:
        """The parameters that the function is called with."""
        rows = {flag.parameter for flag in self.flags}
        rows |= {setting.name for setting in self.settings if not (setting.composed or setting.shared)}
        rows |= {self.argument.parameter} if self.argument else set()
        return rows | ({self.levers} if self.levers else set())


VERBS: dict[str, Verb] = {}
"""Every verb by its name, in the order of help; `sim.cli.commands` fills it, so that a verb may list them all."""


def verb(
    meaning: str,
    *,
    levers: Levers = "",
    argument: Argument | None = None,
    settings: tuple[Setting, ...] = (),
    flags: tuple[Flag, ...] = (),
    preset: tuple[str, ...] = (),
) -> Callable[[Callable[..., int | None]], Verb]:
    """Make a function a verb of its name.

    Parameters
    ----------
    meaning
        What it does, in one line of the help page.
    levers
        What becomes of levers, and the parameter that gets it.
    argument
        What may stand without a value.
    settings, flags
        What else it takes.
    preset
        Overrides that always hold unless a typed one says otherwise.

    Returns
    -------
    Callable
        A decorator that gives back the row.

    Raises
    ------
    TypeError
        If the function's parameters are not those of the row.

    Examples
    --------
    >>> @verb("how many")
    ... def count() -> int:
    ...     return 0
    >>> count.name, count.usage
    ('count', '')
    """

    def row(function: Callable[..., int | None]) -> Verb:
        made = Verb(function, meaning, levers, argument, settings, flags, preset)
        if inspect.signature(function).parameters.keys() != made.parameters:
            raise TypeError(f"{made.name}: parameters differ from its row, {sorted(made.parameters)}")
        return made

    return row

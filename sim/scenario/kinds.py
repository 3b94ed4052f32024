"""Kinds of levers: what a lever may be, and how its values are checked, written, drawn and explained.

Everything that a switch on a lever's kind would do is a method here, so that a new kind is one class and a new lever
is one row of `sim.scenario.levers.Levers`. Levers that hold numbers by name are in `entries`, dated ones in `dated`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from sim.evidence import load
from sim.scenario.errors import ScenarioError, choice, near, number, show, ungrouped, whole

if TYPE_CHECKING:
    import numpy as np

DIMENSIONLESS = ("", "index", "ratio", "probability", "share")
"""Units that say nothing beside a number."""
PUNCTUATION = str.maketrans("", "", "'()[],")


class Kind(ABC):
    """What a lever may be.

    `low`, `high`, `unit` and `presets` (names that stand for numbers) are those of a lever that is a number; other
    kinds have no range.
    """

    low: float = math.nan
    high: float = math.nan
    unit: str = ""
    presets: Mapping[str, float] = MappingProxyType({})
    column: ClassVar[bool] = False
    """Whether the engine reads the lever as one number, as it is."""
    by_entry: ClassVar[bool] = False
    """Whether entries can be set one by one, as in `stances.POL=2`."""

    def levels(self) -> Mapping[str, float]:
        """Names that stand for numbers: the presets, and those that the study folder in use adds."""
        return self.presets

    @abstractmethod
    def check(self, name: str, value: Any) -> Any:
        """The value in its one frozen form, or a `ScenarioError` of one line that opens with the lever's name."""

    @abstractmethod
    def allowed(self) -> str:
        """What is allowed, in a few words."""

    @abstractmethod
    def sample(self, rng: np.random.Generator, *, months: int) -> Any:
        """A random value that is allowed; whatever is dated falls within so many months."""

    @abstractmethod
    def example(self, name: str) -> str:
        """The lever with a value, as it is written on the command line."""

    def plain(self, value: Any) -> Any:
        """A checked value in a form that JSON and YAML can hold."""
        return value

    def text(self, value: Any) -> str:
        """A checked value in a few words."""
        return str(value)

    def help(self) -> Iterator[tuple[str, str]]:
        """What more there is to know: pairs of a name and its meaning."""
        yield from ()


@dataclass(frozen=True)
class Number(Kind):
    """A finite number in a range; a preset's name may stand for it."""

    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    presets: Mapping[str, float] = field(default_factory=dict)
    lever: str = ""
    """The lever it is the kind of, for which a study folder may name levels."""
    column: ClassVar[bool] = True

    def levels(self) -> Mapping[str, float]:
        """Names that stand for numbers: the presets, and those that the study folder in use adds."""
        own = load().overlay.levels.get(self.lever, {})
        return {**self.presets, **{name: level.value for name, level in own.items()}}

    def check(self, name: str, value: Any) -> float:
        """The number, or that of a preset."""
        if isinstance(value, str):
            return self._preset(name, value)
        return number(name, value, self.low, self.high, self.unit)

    def _preset(self, name: str, word: str) -> float:
        named = self.levels()
        if word in named:
            return named[word]
        refusal = f"{name}: {show(word)} is not a number"
        if digits := ungrouped(word):
            raise ScenarioError(f"{refusal}; write {digits}")
        allowed = [f"{self.low:g} to {self.high:g} {self.unit}".strip()]
        if named:
            allowed.append(f"or {', '.join(named)}")
        if meant := near(word, named):
            allowed.append(f"did you mean {meant}?")
        raise ScenarioError(f"{refusal}; allowed: {'; '.join(allowed)}")

    def text(self, value: float) -> str:
        """A level by its preset's name if it has one; a count as a number."""
        levels = self.levels().items() if self.unit in DIMENSIONLESS else ()
        return next((preset for preset, level in levels if level == value), f"{value:,g}")

    def allowed(self) -> str:
        """The range, and presets with their numbers."""
        presets = ", ".join(f"{name} {value:,g}" for name, value in self.levels().items())
        return _range(self) + (f" ({presets})" if presets else "")

    def sample(self, rng: np.random.Generator, *, months: int) -> float:
        """Any number of the range, evenly."""
        del months
        return float(rng.uniform(self.low, self.high))

    def example(self, name: str) -> str:
        """The last preset, or the middle of the range."""
        middle = f"{(self.low + self.high) / 2:g}"
        return f"{name}={[middle, *self.presets][-1]}"


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number in a range."""

    low: int
    high: int
    unit: str = ""

    def check(self, name: str, value: Any) -> int:
        """The number; none is rounded on its way."""
        return whole(name, value, self.low, self.high, self.unit)

    def allowed(self) -> str:
        """The range."""
        return _range(self)

    def sample(self, rng: np.random.Generator, *, months: int) -> int:
        """A number of the lower half of the range: long runs would take the tests long."""
        del months
        return int(rng.integers(self.low, (self.low + self.high) // 2 + 1))

    def example(self, name: str) -> str:
        """The middle of the range."""
        return f"{name}={(self.low + self.high) // 2}"


@dataclass(frozen=True)
class Choice(Kind):
    """One name out of a list; `options` looks the names and their meanings up when they are needed."""

    options: Callable[[], Mapping[str, str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names it may take, in their order."""
        return tuple(self.options())

    def check(self, name: str, value: Any) -> str:
        """The name."""
        return choice(name, value, self.options())

    def allowed(self) -> str:
        """The list."""
        return f"one of {', '.join(self.names)}"

    def sample(self, rng: np.random.Generator, *, months: int) -> str:
        """Any name."""
        del months
        return str(rng.choice(self.names))

    def example(self, name: str) -> str:
        """A name from the middle of the list."""
        return f"{name}={self.names[len(self.names) // 2]}"

    def help(self) -> Iterator[tuple[str, str]]:
        """What each name means."""
        yield from self.options().items()


@dataclass(frozen=True)
class Names(Kind):
    """Some names out of a list, kept in the list's order."""

    valid: Callable[[], tuple[str, ...]]
    usual_share: float = 0.6
    """Chance with which a random value has a name."""

    def check(self, name: str, value: Any) -> tuple[str, ...]:
        """The names, each once; a single name may stand alone."""
        valid = self.valid()
        chosen = {
            choice(name, one, valid) for one in ([value] if isinstance(value, str) else items(name, value))
        }
        return tuple(one for one in valid if one in chosen)

    def plain(self, value: tuple[str, ...]) -> list[str]:
        """The names as a list."""
        return list(value)

    def text(self, value: tuple[str, ...]) -> str:
        """The names, or that there are none."""
        return flat(value)

    def allowed(self) -> str:
        """The list."""
        return f"some of {', '.join(self.valid())}"

    def sample(self, rng: np.random.Generator, *, months: int) -> tuple[str, ...]:
        """Each name by chance."""
        del months
        return tuple(name for name in self.valid() if rng.random() < self.usual_share)

    def example(self, name: str) -> str:
        """Two names."""
        return f"{name}=[{','.join(self.valid()[1:3])}]"


def items(name: str, value: Any) -> list[Any]:
    """The entries of a list, or a `ScenarioError`; a text or a mapping is no list."""
    try:
        if not isinstance(value, str | bytes | Mapping):
            return list(value)
    except TypeError:
        pass
    raise ScenarioError(f"{name}: {show(value)} is not a list")


def flat(value: tuple[Any, ...]) -> str:
    """The entries of a value without punctuation."""
    return " ".join(str(entry) for entry in value).translate(PUNCTUATION) or "none"


def cited(claims: tuple[str, ...], source: str) -> str:
    """Claims, and what else a lever or an event rests on, in one line."""
    return "; ".join(part for part in (" ".join(claims), source) if part)


def _range(kind: Number | Whole) -> str:
    unit = "" if kind.unit in DIMENSIONLESS else f" {kind.unit}"
    return f"{kind.low:,g} to {kind.high:,g}{unit}"

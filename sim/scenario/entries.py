"""Kinds of levers that hold numbers by name: a country's stance or public support, a parameter's value."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sim.evidence import load
from sim.scenario.errors import ScenarioError, choice, number, show
from sim.scenario.kinds import Kind, Names, flat

if TYPE_CHECKING:
    import numpy as np

Entries = tuple[tuple[str, float], ...]
SAMPLED = 5
"""Entries of a random value."""


class ByName(Kind):
    """Numbers by name, in the order of the names."""

    by_entry: ClassVar[bool] = True

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The names there are."""

    @abstractmethod
    def bounds(self, entry: str) -> tuple[float, float, str]:
        """Lowest and highest value of one entry, and its unit."""

    def check(self, name: str, value: Any) -> Entries:
        """The entries, each name once."""
        try:
            entries = [
                (key, level) for key, level in (value.items() if isinstance(value, Mapping) else value)
            ]
        except (TypeError, ValueError):
            raise ScenarioError(f"{name}: {show(value)} is not a mapping of names to numbers") from None
        known = self.names()
        checked: dict[str, float] = {}
        for key, level in entries:
            choice(name, key, known)
            if key in checked:
                raise ScenarioError(f"{name}.{key}: said twice; allowed: one value")
            checked[key] = number(f"{name}.{key}", level, *self.bounds(key))
        return tuple(sorted(checked.items()))

    def plain(self, value: Entries) -> dict[str, float]:
        """The entries as a mapping."""
        return dict(value)

    def text(self, value: Entries) -> str:
        """Names and numbers, or that there are none."""
        return flat(value)


@dataclass(frozen=True)
class ByCountry(ByName):
    """A number for some of the contributors."""

    low: float = 0.0
    high: float = 1.0
    example_value: float = 0.6
    """Value in the example."""

    def names(self) -> tuple[str, ...]:
        """Codes of the contributors."""
        return load().codes

    def bounds(self, entry: str) -> tuple[float, float, str]:
        """The same for every country."""
        del entry
        return self.low, self.high, ""

    def allowed(self) -> str:
        """The range."""
        return f"a state and {self.low:g} to {self.high:g}"

    def sample(self, rng: np.random.Generator, *, months: int) -> dict[str, float]:
        """Some countries, each with any value."""
        del months
        chosen = rng.choice(self.names(), SAMPLED, replace=False)
        return {str(code): float(rng.uniform(self.low, self.high)) for code in chosen}

    def example(self, name: str) -> str:
        """One country."""
        return f"{name}.POL={self.example_value:g}"

    def help(self) -> Iterator[tuple[str, str]]:
        """The codes."""
        yield states()


@dataclass(frozen=True)
class ByParameter(ByName):
    """A value for some of the parameters, within floor and ceiling."""

    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""
        return tuple(load().parameters)

    def bounds(self, entry: str) -> tuple[float, float, str]:
        """Floor and ceiling of a parameter."""
        parameter = load().parameters[entry]
        return parameter.floor, parameter.ceiling, parameter.unit

    def allowed(self) -> str:
        """Each parameter has its own range."""
        return "an assumption and a number between its floor and its ceiling"

    def sample(self, rng: np.random.Generator, *, months: int) -> dict[str, float]:
        """Some parameters, each with a value that its prior can take."""
        del months
        known = load().parameters
        chosen = [str(name) for name in rng.choice(self.names(), SAMPLED, replace=False)]
        return {name: float(rng.uniform(known[name].low, known[name].high)) for name in chosen}

    def example(self, name: str) -> str:
        """The first parameter at the most likely value of its prior."""
        first = next(iter(load().parameters.values()))
        return f"{name}.{first.name}={first.mode:g}"

    def help(self) -> Iterator[tuple[str, str]]:
        """The prior of every parameter: low, most likely, high."""
        for name, prior in load().parameters.items():
            yield name, f"{prior.low:g} / {prior.mode:g} / {prior.high:g} {prior.unit}: {prior.note}"


def contributors() -> tuple[str, ...]:
    """Codes of the states that could send soldiers."""
    return load().codes


@dataclass(frozen=True)
class Countries(Names):
    """Some of the contributors."""

    valid: Callable[[], tuple[str, ...]] = contributors
    usual_share: float = 0.1

    def allowed(self) -> str:
        """How a state is written."""
        return "a list of states by their three letters"

    def example(self, name: str) -> str:
        """Two states."""
        return f"{name}=[FRA,GBR]"

    def help(self) -> Iterator[tuple[str, str]]:
        """The codes."""
        yield states()


def states() -> tuple[str, str]:
    """The contributors by code and name, as one entry of a help page."""
    return "states", ", ".join(f"{code} {load().names[code]}" for code in load().codes)

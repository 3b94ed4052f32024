"""What settings of verbs may be, beside the kinds of levers: texts, folders, outcomes, names of factors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.evidence import load
from sim.scenario import ScenarioError, roster
from sim.scenario.errors import MAX_SEED, check_seed, near, number, show, ungrouped
from sim.scenario.kinds import Choice, Whole
from sim.scenario.thousands import check_count

MAX_LEVEL = 1e12
"""Beyond any outcome."""


def numeral(name: str, value: Any) -> Any:
    """The number that a text says; any other text stays, to be refused as it stands."""
    if isinstance(value, str) and value.isascii():
        if plain := ungrouped(value):
            raise ScenarioError(f"{name}: {show(value)} is not a number; write {plain}")
        check_count(name, value)
        for kind in (int, float):
            try:
                return kind(value)
            except ValueError:
                continue
    return value


@dataclass(frozen=True)
class Count(Whole):
    """A whole number as it is typed."""

    def check(self, name: str, value: Any) -> int:
        """The number that a text says."""
        return super().check(name, numeral(name, value))

    def allowed(self) -> str:
        """The range, to the last digit."""
        return f"{self.low:,} to {self.high:,} {self.unit}".strip()


@dataclass(frozen=True)
class Seed:
    """A seed of common random numbers."""

    def check(self, name: str, value: Any) -> int:
        """The number; `name` is always `seed`."""
        return check_seed(numeral(name, value))

    def allowed(self) -> str:
        """Any that the generator takes."""
        return f"0 to {MAX_SEED}"

    def example(self, name: str) -> str:
        """Another than the usual one."""
        return f"{name}=7"


@dataclass(frozen=True)
class Level:
    """A level that an outcome is held to; whether the outcome can reach it is checked with the outcome."""

    def check(self, name: str, value: Any) -> float:
        """A finite number."""
        return number(name, numeral(name, value), -MAX_LEVEL, MAX_LEVEL)

    def allowed(self) -> str:
        """Shares and counts."""
        return "0 to 1 for a share of runs, else a number in the outcome's unit"

    def example(self, name: str) -> str:
        """One run in five."""
        return f"{name}=0.2"


@dataclass(frozen=True)
class Text:
    """A text of one line."""

    what: str = "a text"
    sample: str = "text"
    pattern: str = r"[^\n]+"

    def check(self, name: str, value: Any) -> str:
        """The text as it stands."""
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise ScenarioError(f"{name}: {show(value)} refused; allowed: {self.allowed()}")
        return value

    def allowed(self) -> str:
        """Allowed text."""
        return self.what

    def example(self, name: str) -> str:
        """The setting with a text."""
        return f"{name}={self.sample}"


@dataclass(frozen=True)
class Place:
    """A file or folder by its path."""

    what: str = "a folder"
    sample: str = "results"

    def check(self, name: str, value: Any) -> Path:
        """The path; whether something is there is seen when it is opened."""
        if not isinstance(value, str) or not value:
            raise ScenarioError(
                f"{name}: {show(value)} is not {self.what}; quote a name that looks like a number"
            )
        return Path(value)

    def allowed(self) -> str:
        """What it leads to."""
        return self.what

    def example(self, name: str) -> str:
        """The setting with a path."""
        return f"{name}={self.sample}"


@dataclass(frozen=True)
class YesNo:
    """True or false."""

    def check(self, name: str, value: Any) -> bool:
        """The truth value; nothing else stands for one."""
        if not isinstance(value, bool):
            raise ScenarioError(f"{name}: {show(value)} refused; allowed: {self.allowed()}")
        return value

    def allowed(self) -> str:
        """Both."""
        return "true, false"

    def example(self, name: str) -> str:
        """The less usual one."""
        return f"{name}=false"


def _states() -> Mapping[str, str]:
    return {code: load().names[code] for code in roster.codes()}


@dataclass(frozen=True)
class State(Choice):
    """A state by its three letters, in any case."""

    options: Callable[[], Mapping[str, str]] = _states

    def check(self, name: str, value: Any) -> str:
        """The code."""
        return super().check(name, str(value).upper())

    def allowed(self) -> str:
        """The codes."""
        return f"a state's three letters: {', '.join(self.names)}"

    def example(self, name: str) -> str:
        """The setting with a state."""
        return f"{name}=POL"


@dataclass(frozen=True)
class FactorNames:
    """Names of what is varied, between commas: levers and entries of levers."""

    sample: str = "roe,us_backing"

    def check(self, name: str, value: Any) -> tuple[str, ...]:
        """The names; that each can be varied is seen by the analysis."""
        from sim.factors import names

        listed = tuple(part.strip() for part in str(value).split(",") if part.strip())
        if not listed:
            raise ScenarioError(f"{name}: none named; allowed: {self.allowed()}")
        for factor in listed:
            names.check(factor)
            if listed.count(factor) > 1:
                raise ScenarioError(f"{name}: {factor} is named twice; allowed: once")
        return listed

    def allowed(self) -> str:
        """Levers and their entries."""
        return "levers and entries such as stances.POL or assume.b_us, between commas"

    def example(self, name: str) -> str:
        """The setting with two names."""
        return f"{name}={self.sample}"


def _measures() -> Mapping[str, str]:
    from sim.analysis.validation import MEASURES

    return dict.fromkeys(MEASURES, "")


@dataclass(frozen=True)
class Outcome(Choice):
    """An outcome that every run has."""

    options: Callable[[], Mapping[str, str]] = _measures

    def check(self, name: str, value: Any) -> str:
        """Its name."""
        from sim.analysis import validation
        from sim.outcomes import ABSENT

        if value not in ABSENT and not near(value, validation.MEASURES):
            raise ScenarioError(f"{name}: no outcome is called {show(value)}; tripwire outcomes lists them")
        return validation.measure(name, value)

    def example(self, name: str) -> str:
        """The setting with an outcome that is a count."""
        return f"{name}=kia"


def one_of(**meanings: str) -> Choice:
    """A choice between a few names."""
    return Choice(lambda: meanings)


def choices(look_up: Callable[[], Mapping[str, str] | Iterable[str]]) -> Choice:
    """A choice whose names are looked up when they are needed."""

    def options() -> Mapping[str, str]:
        names = look_up()
        return names if isinstance(names, Mapping) else dict.fromkeys(names, "")

    return Choice(options)

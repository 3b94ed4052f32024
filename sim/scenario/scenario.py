"""A scenario: what a user sets, frozen and checked before anything runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import IO, Any, TypeVar

from sim.evidence import load
from sim.scenario.dated import check_in_time
from sim.scenario.errors import ScenarioError, choice, nearest, show
from sim.scenario.levers import BY_NAME, LEVERS, Levers
from sim.scenario.possible import check_orders
from sim.scenario.row import FROM_READING

READER = "sim.study_folder.scenario_text"
"""What reads a scenario file, with the presets that it may name: it makes scenarios, stands above, is found by name."""


def check_names(levers: Iterable[Any]) -> None:
    """Refuse a lever that does not exist, naming the nearest that does."""
    for name in levers:
        if name not in BY_NAME:
            raise ScenarioError(f"{show(name).strip(chr(39))}: no such lever; {nearest(name, BY_NAME)}")


C = TypeVar("C")


def _names_checked(cls: type[C]) -> type[C]:
    """Let the constructor answer a lever that does not exist as everything else does."""
    make = cls.__init__

    @wraps(make)
    def checked(self: C, *values: Any, **levers: Any) -> None:
        check_names(levers)
        make(self, *values, **levers)

    cls.__init__ = checked  # type: ignore[assignment, method-assign]
    return cls


@_names_checked
@dataclass(frozen=True)
class Scenario(Levers):
    """Every lever, with its default; see `sim.scenario.levers.Levers` for meaning, range, unit, claims and source.

    A preset's name may stand for a number (`roe="robust"`). Levers left alone that a reading supplies (`us_backing`,
    `battlefield`) follow `reading`. Raises `ScenarioError` with one line that names the field and what is allowed.
    """

    supplied: tuple[str, ...] = field(init=False, repr=False, default=())
    """Levers left to the reading; part of what makes two scenarios equal, as a change of reading moves these alone."""
    ledgers: str = field(init=False, repr=False, default="")
    """The study folder whose ledgers it was checked against, by name and digest; empty for the package's own."""

    def __post_init__(self) -> None:
        """Check every lever and put it in its one frozen form."""
        evidence = load()
        reading = choice("reading", self.reading, evidence.readings)
        supplied = []
        for lever in LEVERS:
            value = getattr(self, lever.name)
            if value is FROM_READING and lever.default is FROM_READING:
                value = getattr(evidence.readings[reading], lever.name)
                supplied.append(lever.name)
            object.__setattr__(self, lever.name, lever.kind.check(lever.name, value))
        object.__setattr__(self, "supplied", tuple(supplied))
        object.__setattr__(self, "ledgers", evidence.overlay.mark)
        check_in_time(self.horizon, self.schedule, self.injects)
        check_orders(self)

    def but(self, **changes: Any) -> Scenario:
        """An excursion: this scenario with some levers changed. What the reading supplied follows a new reading."""
        check_names(changes)
        return Scenario(
            **({name: getattr(self, name) for name in BY_NAME if name not in self.supplied} | changes)
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain values (JSON and YAML can hold them) from which `Scenario(**…)` makes an equal scenario.

        A lever left to the reading is None.
        """
        return self._plain() | dict.fromkeys(self.supplied, FROM_READING)

    @classmethod
    def from_yaml(cls, source: str | Path | bytes | IO[str] | IO[bytes]) -> Scenario:
        """The scenario that a file or a text of YAML says, read as `file=` reads it; raises `ScenarioError`."""
        name, said = import_module(READER).of_source(source)
        if said.excursions:
            names = ", ".join(said.excursions)
            raise ScenarioError(f"{name}: excursions: {names}: several scenarios; allowed: a file of one")
        return cls(**said.levers)

    def to_yaml(self) -> str:
        """All levers as a text of YAML, which `from_yaml` and `file=` read."""
        return str(import_module(READER).text_of(self.as_dict()))

    def _repr_html_(self) -> str:
        from sim.scenario.differences import as_html

        return as_html(type(self)(), self)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that name what is run: the value of every lever, and ledgers of a study folder."""
        named = {"ledgers": self.ledgers} if self.ledgers else {}
        text = json.dumps(self._plain() | named, sort_keys=True, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def _plain(self) -> dict[str, Any]:
        return {lever.name: lever.kind.plain(getattr(self, lever.name)) for lever in LEVERS}


def from_mapping(levers: Mapping[Any, Any]) -> Scenario:
    """A scenario from what a file or a command line says; raises `ScenarioError`."""
    check_names(levers)
    return Scenario(**levers)


def check_scenario(value: Any) -> Scenario:
    """The value itself if it is a scenario, or a `ScenarioError`."""
    if not isinstance(value, Scenario):
        raise ScenarioError(f"scenario: {show(value)} is not a scenario; allowed: Scenario(lever=value, …)")
    return value


def check_in_use(scenario: Scenario) -> Scenario:
    """The scenario itself if the ledgers that it was checked against are in use, or a `ScenarioError`."""
    here = load().overlay.mark
    if scenario.ledgers != here:
        said = [
            f"the study folder {mark}" if mark else "the package alone" for mark in (scenario.ledgers, here)
        ]
        raise ScenarioError(
            f"scenario: made with {said[0]}, but {said[1]} is in use; make it again, or sim.use(…)"
        )
    return scenario

"""A scenario: what a user sets, frozen and checked before anything runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from sim.evidence import load
from sim.scenario.errors import ScenarioError, choice, near, nearest, number, show, ungrouped, whole
from sim.scenario.injects import Inject, check_in_time, read_injects, read_schedule
from sim.scenario.levers import BY_NAME, FROM_READING, LEVERS, MANDATES, ROLES, US_PARTS, Lever

Pairs = tuple[tuple[str, float], ...]
CHOICES = {"mandate": tuple(MANDATES), "force_generation": ("pledged", "granted")}


def _default(name: str) -> Any:
    return BY_NAME[name].default


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
class Scenario:
    """Every lever, with its default; see `sim.scenario.levers.LEVERS` for meaning, range, unit and source.

    A preset's name may stand for a number (`roe="robust"`). Levers left alone that a reading supplies (`us_backing`,
    `battlefield`) follow `reading`. Raises `ScenarioError` with one line that names the field and what is allowed.
    """

    force_size: float = _default("force_size")
    roe: float = _default("roe")
    location: float = _default("location")
    roles: tuple[str, ...] = _default("roles")
    nato_visibility: float = _default("nato_visibility")
    mandate: str = _default("mandate")
    force_generation: str = _default("force_generation")
    us_backing: float = _default("us_backing")
    us_volatility: float = _default("us_volatility")
    us_parts: tuple[str, ...] = _default("us_parts")
    hostilities: float = _default("hostilities")
    battlefield: float = _default("battlefield")
    arming: float = _default("arming")
    russian_consent: float = _default("russian_consent")
    baseline_attack_risk: float = _default("baseline_attack_risk")
    border_threat: float = _default("border_threat")
    theory: str = _default("theory")
    reading: str = _default("reading")
    horizon: int = _default("horizon")
    parliament: float = _default("parliament")
    exclude: tuple[str, ...] = ()
    stances: Pairs = ()
    publics: Pairs = ()
    assume: Pairs = ()
    injects: tuple[Inject, ...] = ()
    schedule: tuple[tuple[str, tuple[tuple[int, float], ...]], ...] = ()
    supplied: tuple[str, ...] = field(init=False, repr=False, default=())
    """Levers left to the reading; part of what makes two scenarios equal, as a change of reading moves these alone."""

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
            object.__setattr__(self, lever.name, _read(lever, value))
        object.__setattr__(self, "supplied", tuple(supplied))
        check_in_time(self.horizon, self.schedule, self.injects)

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
        return self._levers() | dict.fromkeys(self.supplied, FROM_READING)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that name what is run: a hash over the value of every lever, whoever set it."""
        text = json.dumps(self._levers(), sort_keys=True, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def _levers(self) -> dict[str, Any]:
        return {lever.name: _plain(lever, getattr(self, lever.name)) for lever in LEVERS}


def from_mapping(levers: Mapping[Any, Any]) -> Scenario:
    """A scenario from what a file or a command line says; raises `ScenarioError`."""
    check_names(levers)
    return Scenario(**levers)


def check_scenario(value: Any) -> Scenario:
    """The value itself if it is a scenario, or a `ScenarioError`."""
    if not isinstance(value, Scenario):
        raise ScenarioError(f"scenario: {show(value)} is not a scenario; allowed: Scenario(lever=value, …)")
    return value


def _read(lever: Lever, value: Any) -> Any:
    name, kind = lever.name, lever.kind
    if kind == "number":
        if isinstance(value, str):
            value = _preset(lever, value)
        return number(name, value, lever.low, lever.high, lever.unit)
    if kind == "whole":
        return whole(name, value, int(lever.low), int(lever.high), lever.unit)
    if kind == "choice":
        return choice(
            name,
            value,
            CHOICES.get(name) or getattr(load(), {"theory": "theories", "reading": "readings"}[name]),
        )
    if kind in ("roles", "parts", "countries"):
        return _names(name, value, {"roles": ROLES, "parts": US_PARTS}.get(kind) or _contributors())
    if kind == "injects":
        return read_injects(_listed(name, value), _contributors())
    if kind == "schedule":
        return read_schedule(value)
    return _pairs(lever, value)


def _preset(lever: Lever, word: str) -> float:
    if word in lever.names:
        return lever.names[word]
    said = f"{lever.name}: {show(word)} is not a number"
    if plain := ungrouped(word):
        raise ScenarioError(f"{said}; write {plain}")
    allowed = [f"{lever.low:g} to {lever.high:g} {lever.unit}"]
    if lever.names:
        allowed.append(f"or {', '.join(lever.names)}")
    if meant := near(word, lever.names):
        allowed.append(f"did you mean {meant}?")
    raise ScenarioError(f"{said}; allowed: {'; '.join(allowed)}")


def _contributors() -> tuple[str, ...]:
    return tuple(country.code for country in load().contributors)


def _listed(field: str, value: Any) -> list[Any]:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise ScenarioError(f"{field}: {show(value)} is not a list")
    return list(value)


def _names(field: str, value: Any, valid: tuple[str, ...]) -> tuple[str, ...]:
    named = [value] if isinstance(value, str) else _listed(field, value)
    chosen = {choice(field, name, valid) for name in named}
    return tuple(name for name in valid if name in chosen)


def _pairs(lever: Lever, value: Any) -> Pairs:
    try:
        entries = [(name, level) for name, level in (value.items() if isinstance(value, Mapping) else value)]
    except (TypeError, ValueError):
        raise ScenarioError(f"{lever.name}: {show(value)} is not a mapping of names to numbers") from None
    parameters = load().parameters
    read: dict[str, float] = {}
    for name, level in entries:
        choice(lever.name, name, parameters if lever.kind == "assume" else _contributors())
        low, high, unit = lever.low, lever.high, ""
        if lever.kind == "assume":
            low, high, unit = parameters[name].floor, parameters[name].ceiling, parameters[name].unit
        if name in read:
            raise ScenarioError(f"{lever.name}.{name}: said twice; allowed: one value")
        read[name] = number(f"{lever.name}.{name}", level, low, high, unit)
    return tuple(sorted(read.items()))


def _plain(lever: Lever, value: Any) -> Any:
    if lever.kind == "injects":
        return [event.as_dict() for event in value]
    if lever.kind == "schedule":
        return {name: [list(step) for step in steps] for name, steps in value}
    if lever.kind in ("stances", "publics", "assume"):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value

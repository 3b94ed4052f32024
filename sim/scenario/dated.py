"""Kinds of levers that hold dated things: events, and values of other levers by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from sim.evidence import load
from sim.scenario.errors import ScenarioError, choice, nearest, number, show, whole
from sim.scenario.injects import EVENT_KINDS, Inject, sets
from sim.scenario.kinds import Kind, flat, items

if TYPE_CHECKING:
    import numpy as np

Steps = tuple[tuple[int, float], ...]
Dated = tuple[tuple[str, Steps], ...]
LAST_MONTH = 119
FIELDS = ("kind", "month", "size", "country")


@dataclass(frozen=True)
class Events(Kind):
    """Dated events, in the order of their months."""

    def check(self, name: str, value: Any) -> tuple[Inject, ...]:
        """The events; one that sets a value comes once a month."""
        events = sorted(
            (_inject(name, event) for event in items(name, value)),
            key=lambda event: (event.month, event.kind, event.country, event.size),
        )
        for one, other in pairwise(events):
            same = (one.month, one.kind, one.country) == (other.month, other.kind, other.country)
            if same and sets(one.kind):  # what is set holds one value; what adds up may come twice
                of = f" of {one.country}" if one.country else ""
                raise ScenarioError(
                    f"{name}: {one.kind}{of} is said twice in month {one.month}; allowed: once"
                )
        return tuple(events)

    def plain(self, value: tuple[Inject, ...]) -> list[dict[str, Any]]:
        """The events as mappings."""
        return [event.as_dict() for event in value]

    def text(self, value: tuple[Inject, ...]) -> str:
        """What happens when."""
        return " and ".join(f"{event.kind} in month {event.month}" for event in value) or "none"

    def allowed(self) -> str:
        """Fields and kinds of an event."""
        return f"a list of events, each with month, kind and, for some, size; kinds: {', '.join(EVENT_KINDS)}"

    def sample(self, rng: np.random.Generator, *, months: int) -> list[dict[str, Any]]:
        """One to three events of any kind and size."""
        events = [_sampled(rng, months) for _ in range(rng.integers(1, 4))]
        return list({(e["kind"], e["month"], e.get("country")): e for e in events}.values())

    def example(self, name: str) -> str:
        """One event."""
        return f"'{name}=[{{kind: us_walkout, month: 12}}]'"

    def help(self) -> Iterator[tuple[str, str]]:
        """The kinds of events, their sizes, and who speaks of them."""
        for name, kind in EVENT_KINDS.items():
            size = (
                f"; size {kind.low:g} to {kind.high:g} {kind.unit}, usually {kind.size:g}"
                if kind.unit
                else ""
            )
            yield name, f"{kind.meaning}{size}. {kind.cited}"


@dataclass(frozen=True)
class Schedule(Kind):
    """Dated values of levers; `levers` looks up the kinds of those that may change by the month."""

    levers: Callable[[], Mapping[str, Kind]]
    by_entry: ClassVar[bool] = True

    def check(self, name: str, value: Any) -> Dated:
        """Each lever once, with its values in the order of their months."""
        try:
            entries = value.items() if isinstance(value, Mapping) else value
            listed = [(lever, list(steps)) for lever, steps in entries]
        except (TypeError, ValueError):
            raise ScenarioError(
                f"{name}: {show(value)} is not a mapping of levers to (month, value) pairs"
            ) from None
        kinds = self.levers()
        checked: dict[str, Steps] = {}
        for lever, steps in listed:
            kind, at = kinds[choice(name, lever, kinds)], f"{name}.{lever}"
            if lever in checked:
                raise ScenarioError(f"{at}: said twice; allowed: one list of (month, value) pairs")
            checked[lever] = _steps(at, steps, kind)
        return tuple(sorted((lever, steps) for lever, steps in checked.items() if steps))

    def plain(self, value: Dated) -> dict[str, list[list[float]]]:
        """Levers with lists of month and value."""
        return {lever: [list(step) for step in steps] for lever, steps in value}

    def text(self, value: Dated) -> str:
        """Levers, months and values, or that there are none."""
        return flat(value)

    def allowed(self) -> str:
        """Levers that may change by the month."""
        return f"pairs of month and value for any of {', '.join(self.levers())}"

    def sample(self, rng: np.random.Generator, *, months: int) -> dict[str, list[tuple[int, float]]]:
        """Up to two values for some of the levers."""
        return {
            lever: [
                (int(month), kind.sample(rng, months=months))
                for month in rng.choice(months, min(2, months), replace=False)
            ]
            for lever, kind in self.levers().items()
            if rng.random() < 0.4
        }

    def example(self, name: str) -> str:
        """One lever that changes once."""
        return f"'{name}.us_backing=[[0, 0.8], [12, 0.2]]'"

    def help(self) -> Iterator[tuple[str, str]]:
        """How the pairs are meant."""
        yield "pairs", "a value holds from its month on; [[0, 0.8], [12, 0.2]]: from month 0, from month 12"


def check_in_time(horizon: int, schedule: Dated, injects: tuple[Inject, ...]) -> None:
    """Refuse what is dated after the last month, where it would do nothing; raises `ScenarioError`."""
    dated = [(f"injects: {event.kind}", event.month) for event in injects]
    dated += [(f"schedule.{name}: the value", month) for name, steps in schedule for month, _ in steps]
    for what, month in dated:
        if month >= horizon:
            raise ScenarioError(
                f"{what} in month {month} would never come; horizon={horizon} allows: 0 to {horizon - 1}"
            )


def _inject(name: str, value: Any) -> Inject:
    if isinstance(value, Inject):
        value = value.as_dict()
    if not isinstance(value, Mapping):
        raise ScenarioError(f"{name}: {show(value)} is not a mapping with kind and month")
    for key in value:
        if key not in FIELDS:
            raise ScenarioError(f"{name}: unknown {show(key)}; {nearest(key, FIELDS)}")
    which = choice(f"{name}.kind", value.get("kind"), EVENT_KINDS)
    kind = EVENT_KINDS[which]
    month = whole(f"{name}.month", value.get("month"), 0, LAST_MONTH, "months")
    size = number(f"{name}.size of {which}", value.get("size", kind.size), kind.low, kind.high, kind.unit)
    country = ""
    if kind.of_country:
        country = choice(f"{name}.country", value.get("country"), load().codes)
    elif value.get("country"):
        raise ScenarioError(f"{name}.country: only an election names a country, not {which}")
    return Inject(which, month, size, country)


def _sampled(rng: np.random.Generator, months: int) -> dict[str, Any]:
    name = str(rng.choice(list(EVENT_KINDS)))
    kind = EVENT_KINDS[name]
    event = {
        "kind": name,
        "month": int(rng.integers(0, months)),
        "size": float(rng.uniform(kind.low, kind.high)),
    }
    return event | ({"country": str(rng.choice(load().codes))} if kind.of_country else {})


def _steps(at: str, steps: list[Any], kind: Kind) -> Steps:
    row: dict[int, float] = {}
    for step in steps:
        try:
            month, level = step
        except (TypeError, ValueError):
            raise ScenarioError(f"{at}: {show(step)} is not a (month, value) pair") from None
        month = whole(at, month, 0, LAST_MONTH, "months")
        if month in row:
            raise ScenarioError(f"{at}: month {month} has two values; allowed: one")
        row[month] = kind.check(at, level)
    return tuple(sorted(row.items()))

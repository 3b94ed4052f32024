"""The levers, kinds of events and parameters as a page shows them."""

from __future__ import annotations

import math
import re
from typing import Any

from sim.evidence import load
from sim.scenario.dated import Schedule
from sim.scenario.entries import ByName, ByParameter, Countries
from sim.scenario.injects import EVENT_KINDS
from sim.scenario.kinds import Choice, Kind, Names
from sim.scenario.levers import LEVERS
from sim.scenario.order_list import Orders
from sim.scenario.row import FROM_READING, Lever
from sim.wording import labels


def levers() -> list[dict[str, Any]]:
    """One row a lever, in the order of help, with all that a page needs to draw and check it."""
    return [_lever(lever) for lever in LEVERS]


def groups() -> list[str]:
    """Heads under which help lists the levers."""
    return list(dict.fromkeys(lever.group for lever in LEVERS))


def events() -> dict[str, dict[str, Any]]:
    """Kinds of dated events by name."""
    return {
        name: {
            "label": labels.lever(name),
            "meaning": kind.meaning,
            "size": kind.size,
            "low": kind.low,
            "high": kind.high,
            "unit": kind.unit,
            "of_country": kind.of_country,
            "claims": list(kind.claims),
            "source": kind.source,
        }
        for name, kind in EVENT_KINDS.items()
    }


def parameters() -> dict[str, dict[str, Any]]:
    """The assumptions by name, with prior, bounds, grade and source."""
    return {
        name: {
            "label": labels.lever(name),
            "note": prior.note,
            "low": prior.low,
            "mode": prior.mode,
            "high": prior.high,
            "floor": prior.floor,
            "ceiling": prior.ceiling,
            "unit": prior.unit,
            "grade": prior.grade,
            "source": prior.source,
        }
        for name, prior in load().parameters.items()
    }


def kind_name(kind: Kind) -> str:
    """A kind of lever by the name that the page's own kinds have: `ByCountry` is `by_country`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(kind).__name__).lower()


def _lever(lever: Lever) -> dict[str, Any]:
    kind = lever.kind
    left_open = lever.default is FROM_READING
    return {
        "name": lever.name,
        "label": labels.lever(lever.name),
        "group": lever.group,
        "kind": kind_name(kind),
        "unit": kind.unit,
        "low": None if math.isnan(kind.low) else kind.low,
        "high": None if math.isnan(kind.high) else kind.high,
        "presets": dict(kind.levels()),
        "default": None if left_open else kind.plain(kind.check(lever.name, lever.default)),
        "meaning": lever.meaning,
        "claims": list(lever.claims),
        "source": lever.source,
        "allowed": kind.allowed(),
        "options": _options(kind),
        "entries": _entries(kind),
        "fields": dict(kind.help()) if isinstance(kind, Orders) else None,
    }


def _options(kind: Kind) -> dict[str, str] | None:
    """Names that a lever may hold, each with its meaning or label."""
    if isinstance(kind, Choice):
        return dict(kind.options())
    if isinstance(kind, Countries):
        return {code: labels.state(code) for code in kind.valid()}
    if isinstance(kind, Names):
        return {name: labels.lever(name) for name in kind.valid()}
    return None


def _entries(kind: Kind) -> dict[str, dict[str, Any]] | None:
    """What may be set one by one, each with its range."""
    if isinstance(kind, ByParameter):
        known = load().parameters
        return {name: _bounds(kind, name, labels.lever(name)) | {"mode": known[name].mode} for name in known}
    if isinstance(kind, ByName):
        return {name: _bounds(kind, name, labels.state(name)) for name in kind.names()}
    if isinstance(kind, Schedule):
        return {
            name: {
                "label": labels.lever(name),
                "low": of.low,
                "high": of.high,
                "unit": of.unit,
                "presets": dict(of.levels()),
            }
            for name, of in kind.levers().items()
        }
    return None


def _bounds(kind: ByName, name: str, label: str) -> dict[str, Any]:
    low, high, unit = kind.bounds(name)
    return {"label": label, "low": low, "high": high, "unit": unit}

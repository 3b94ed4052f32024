"""What a page needs to turn a setting into the engine's inputs: tables, so that nothing of the model is written twice.

What a name sets (`mandate: un`, a role, a part of the backing) is found by asking `lay_out`, not listed: a new switch
reaches the page without a word here.
"""

from __future__ import annotations

import base64
import gzip
import math
from typing import Any

import numpy as np

from sim.analysis.spread import BASELINES
from sim.engine import layout, wasm
from sim.engine.assumptions import PARAMETERS, priors
from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.evidence.layers import LAYERS
from sim.rules.roles import ROLE_NAMES, RUNGS
from sim.scenario import Scenario, roster
from sim.scenario.dated import LAST_MONTH
from sim.scenario.elections import elections
from sim.scenario.injects import CHANNELS, EVENT_KINDS, FADE, SCHEDULED, table
from sim.scenario.kinds import Choice, Names
from sim.scenario.levers import BY_NAME, COLUMNS, LEVERS, MANDATES
from sim.scenario.order_list import BESIDE_MODEL, FIELDS, LONGEST_REASON, MOST_PLEDGED
from sim.scenario.orders import GROUND, HOLDS, MODEL, NOTHING, OFF_GROUND, ORDERED_ROLES
from sim.scenario.possible import FITNESS, OFFERED_WITH
from sim.scenario.scenario import from_mapping


def tables() -> dict[str, Any]:
    """Everything that places a setting in the engine's arrays, as plain lists and numbers; NaN is None."""
    inputs = lay_out([Scenario()]).arrays()
    return {
        "module": base64.b64encode(gzip.compress(wasm.module(), 9, mtime=0)).decode(),
        "layout": wasm.layout(),
        "constant": {name: _encoded(inputs[name]) for name in ("facts", "known")},
        "columns": list(COLUMNS),
        "coded": {lever.name: _coded(lever.name) for lever in LEVERS if type(lever.kind) in (Choice, Names)},
        "said": _by_moment(_said),
        "pledges": _by_moment(_pledges),
        "elections": {reading: _votes(reading) for reading in load().readings},
        "priors": {theory: _priors(theory) for theory in load().theories},
        "parameters": list(PARAMETERS),
        "calendar": _calendar(),
        "orders": _orders(),
        "baselines": list(BASELINES),
    }


def _by_moment(ask: Any) -> dict[str, dict[str, Any]]:
    """What holds for each layer of evidence and reading."""
    return {
        layer: {reading: ask(Scenario(evidence=layer, reading=reading)) for reading in load().readings}
        for layer in LAYERS
    }


def _coded(name: str) -> dict[str, dict[str, float]]:
    """What each name of a choice or list sets among the levers that the engine reads, besides plain numbers."""
    kind = BY_NAME[name].kind
    if isinstance(kind, Names):
        values: dict[str, Any] = {one: (one,) for one in kind.valid()}
    else:
        assert isinstance(kind, Choice)
        values = {one: one for one in kind.names}
    rows = {one: lay_out([from_mapping({name: value})]).levers[0] for one, value in values.items()}
    set_here = [
        field
        for field in layout.LEVERS
        if field not in COLUMNS and len({float(row[field]) for row in rows.values()}) > 1
    ]
    return {one: {field: float(row[field]) for field in set_here} for one, row in rows.items()}


def _said(scenario: Scenario) -> dict[str, list[float | None]]:
    (row,) = lay_out([scenario]).panel
    return {name: _plain(row[name]) for name in row.dtype.names or ()}


def _pledges(scenario: Scenario) -> list[list[int]]:
    return [[int(one) for one in row.tolist()] for row in lay_out([scenario]).pledges]


def _votes(reading: str) -> list[list[int]]:
    """Month and seat of the elections that the states' own calendars hold from a reading on."""
    return [[month, seat] for month, seat, _ in elections(reading, (), roster.codes(), LAST_MONTH + 1)]


def _priors(theory: str) -> dict[str, list[float]]:
    return dict(zip(("low", "mode", "high"), priors(theory).T.tolist(), strict=True))


def _calendar() -> dict[str, Any]:
    """The channels of a month without events, and what each kind of event does to them."""
    return {
        "channels": list(CHANNELS),
        "scheduled": list(SCHEDULED),
        "calm": _plain(table(1, (), ())[0]),
        "fade": FADE,
        "last_month": LAST_MONTH,
        "effects": {
            name: [[effect.channel, effect.manner, effect.per_unit] for effect in kind.effects]
            for name, kind in EVENT_KINDS.items()
        },
    }


def _orders() -> dict[str, Any]:
    """What an order may say, what the mission must offer for it, and what a state must be fit for."""
    facts = roster.facts()
    return {
        "fields": list(FIELDS),
        "beside_model": list(BESIDE_MODEL),
        "off_ground": list(OFF_GROUND),
        "ground": list(GROUND),
        "roles": list(ORDERED_ROLES),
        "holds": list(HOLDS),
        "model": MODEL,
        "nothing": NOTHING,
        "longest_reason": LONGEST_REASON,
        "most_pledged": MOST_PLEDGED,
        "rung": {role: RUNGS[ROLE_NAMES.index(role)] for role in GROUND},
        "offered_with": dict(OFFERED_WITH),
        "fitness": dict(FITNESS),
        "mandates": dict(MANDATES),
        "cities": BY_NAME["location"].presets["cities"],
        "fit": {
            name: dict(zip(roster.codes(), facts[name].tolist(), strict=True))
            for name in (*FITNESS.values(), "personnel", "gate")
        },
    }


def _plain(row: Any) -> list[float | None]:
    return [None if math.isnan(one) else float(one) for one in row]


def _encoded(array: Any) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()

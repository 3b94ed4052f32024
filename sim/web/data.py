"""All that the page knows, as plain data: levers, outcomes, states, claims, theories, and the engine's tables.

A new lever, outcome, event, claim or state is a row in the ledgers or in `sim.scenario`; it reaches the page through
here without a line of JavaScript.
"""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import yaml  # type: ignore[import-untyped]
from scipy import special

from sim import outcomes
from sim.analysis.basis import basis
from sim.engine.rulebook import rulebook_digest
from sim.evidence import load
from sim.plates import map_data
from sim.report import study
from sim.rules.roles import ON_GROUND, PROTECTION, ROLE_LABELS, ROLE_NAMES, RUNG_NAMES, RUNGS, SUPPORT
from sim.rules.willingness import TERMS
from sim.stats.bounds import bounds
from sim.stats.intervals import LEVEL
from sim.version import STATEMENT, __version__
from sim.web import engine_tables, lever_rows, state_rows
from sim.wording import labels, numbers
from sim.wording.ledgers import ledgers

STRIP = (
    "ground_contributors",
    "deployed",
    "attacked",
    "direct_war",
    "bystander",
    "deal",
    "kia",
    "cost_eur_bn",
)
"""Outcomes that the page shows first, in this order."""
TOURS = Path(__file__).parent / "explorer" / "tours"
NOT_MODELLED = Path(__file__).parents[1] / "report" / "brief" / "not_modelled.txt"
STUDENTS = 60
"""Degrees of freedom for which the page gets a quantile of Student's t; beyond, a series is exact enough."""


def data() -> dict[str, Any]:
    """Everything in the page that is no code; plain values that JSON can hold."""
    evidence = load()
    return {
        "version": __version__,
        "statement": STATEMENT,
        "rulebook": rulebook_digest()[:12],
        "evidence": ledgers(),
        "study": evidence.overlay.folder.name if evidence.overlay.folder and evidence.overlay.mark else "",
        "groups": lever_rows.groups(),
        "levers": lever_rows.levers(),
        "events": lever_rows.events(),
        "parameters": lever_rows.parameters(),
        "readings": _readings(),
        "theories": _theories(),
        "states": state_rows.states(),
        "claims": state_rows.claims(),
        "roles": [
            {"name": name, "label": label, "rung": rung}
            for name, label, rung in zip(ROLE_NAMES, ROLE_LABELS, RUNGS, strict=True)
        ],
        "rungs": list(RUNG_NAMES),
        "on_ground": ON_GROUND,
        "tension": list(labels.TENSION),
        "outcomes": {one.name: _outcome(one) | _possible(one) for one in outcomes.RUN},
        "by_country": {one.name: _outcome(one) for one in outcomes.COUNTRY},
        "months": {one.name.removesuffix("_path"): _outcome(one) for one in outcomes.MONTH},
        "strip": list(STRIP),
        "terms": _terms(),
        "map": _map(),
        "boundaries": map_data.source(),
        "experiments": _experiments(),
        "tours": tours(),
        "not_modelled": NOT_MODELLED.read_text(encoding="utf-8").splitlines(),
        "percent": list(numbers.PERCENT),
        "unspoken": sorted(numbers.UNSPOKEN),
        "normal": float(special.ndtri(0.5 + LEVEL / 2)),
        "student": special.stdtrit(np.arange(1, STUDENTS + 1), 0.5 + LEVEL / 2).tolist(),
        "engine": engine_tables.tables(),
    }


def _possible(one: outcomes.Outcome) -> dict[str, float | None]:
    """The least and the most of an outcome; none where there is no end."""
    least, most = bounds(one.name)
    return {"least": least, "most": float(most) if isfinite(most) else None}


def _outcome(one: outcomes.Outcome) -> dict[str, Any]:
    return {
        "label": labels.outcome(one.name),
        "head": labels.head(one.name),
        "unit": one.unit,
        "long_name": one.long_name,
        "kind": one.kind,
    }


def _readings() -> dict[str, dict[str, Any]]:
    """The readings, and the levers that each supplies where they are left alone."""
    return {
        name: {
            "label": reading.label,
            "date": reading.date,
            "note": reading.note,
            "grade": reading.grade,
            "claims": list(reading.claims),
            "values": {
                row["name"]: getattr(reading, row["name"])
                for row in lever_rows.levers()
                if row["default"] is None
            },
        }
        for name, reading in load().readings.items()
    }


def _theories() -> dict[str, dict[str, Any]]:
    return {
        name: {
            "label": labels.lever(name),
            "summary": theory.summary,
            "source": theory.source,
            "overrides": {parameter: list(prior) for parameter, prior in theory.overrides.items()},
        }
        for name, theory in load().theories.items()
    }


def _terms() -> dict[str, dict[str, Any]]:
    """The terms of a willingness, with the parameters that each rests on in either role that is explained."""
    known = load().parameters
    return {
        term: {
            "label": labels.term(term),
            "drawn": labels.term(term, known=False),
            "parameters": {
                ROLE_NAMES[role]: [[name, known[name].grade] for name in basis(term, role)]
                for role in (SUPPORT, PROTECTION)
            },
        }
        for term in TERMS
    }


def _map() -> dict[str, Any]:
    """The map's shapes, in steps of kilometres as the ledger of shapes has them."""
    west_east, height = map_data.MIDDLE, map_data.HEIGHT
    return {**map_data.document(), "off": map_data.off_map(), "middle": list(west_east), "height": height}


def _experiments() -> list[dict[str, Any]]:
    """The named studies as settings that a page can open: a base and what is compared with it."""
    return [
        {
            "name": name,
            "question": one.question,
            "base": one.base,
            "settings": {label: changed(scenario) for label, scenario in one.scenarios.items()},
        }
        for name, one in ((name, study.named(name)) for name in study.names())
    ]


def tours() -> list[dict[str, Any]]:
    """The guided tours: a title, and stops that each say what to try and what to look at."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TOURS.glob("*.yaml"))]


def changed(scenario: Any) -> dict[str, Any]:
    """What a scenario sets otherwise than the default: a setting, as a scenario file holds it."""
    plain, usual = scenario.as_dict(), type(scenario)().as_dict()
    return {name: value for name, value in plain.items() if value != usual[name]}

"""Write what the headlines are into the pages that state them: by scenario, and by layer of evidence.

    python -m tools.headlines                 # CHANGELOG.md: this version beside the one before; docs/evidence.md
    python -m tools.headlines --keep          # keep this version's figures, for the next to be set beside

Every figure is a mean over the same replicates of one seed, with its 95 % interval. No test runs this: it takes half
a minute, and the figures are those of the rulebook that the pages name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

import sim
from sim.evidence import load
from sim.evidence.layers import LAYERS
from sim.outcomes import BY_NAME
from sim.stats import intervals
from sim.wording import labels, numbers
from tools.marks import renewed, table

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).with_name("headlines.json")
REPLICATES = 8_000
SEED = 1
ALONE: dict[str, Any] = {"us_backing": 0.0, "us_volatility": 0.0, "us_parts": ()}
BACKED: dict[str, Any] = {"us_backing": 1.0, "us_volatility": 0.0}
SCENARIOS: dict[str, dict[str, Any]] = {
    "base": {},
    "no US": ALONE,
    "full US": BACKED,
    "like KFOR": BACKED | {"force_size": 50_000, "roe": 0.7, "mandate": "un", "nato_visibility": 1.0},
    "hot war": {"hostilities": 1.0},
}
OUTCOMES = (
    "deployed",
    "ground_contributors",
    "attacked",
    "incidents",
    "kia",
    "direct_war",
    "deal",
    "kyiv_content",
    "cost_eur_bn",
)
BY_LAYER = ("deployed", "ground_contributors", "any_role_contributors", *OUTCOMES[2:])
MISSING_US = "risk of attack: no US against full US"
RENAMED = {"0.2.0": {"kyiv_content": "deal"}}
"""What a version before called an outcome that goes by another name now."""


def runs(**levers: Any) -> xr.Dataset:
    """Runs of the base scenario with some levers changed."""
    return sim.simulate(sim.Scenario(**levers), replicates=REPLICATES, seed=SEED, detail=False).isel(
        scenario=0
    )


def told(name: str, ds: xr.Dataset) -> str:
    """The mean of an outcome with its interval."""
    flag = BY_NAME[name].kind == "flag"
    found = intervals.level(ds[name].values.astype(float), flag=flag)
    return numbers.level(float(found.mean), float(found.low), float(found.high), BY_NAME[name].unit)


def measured() -> dict[str, dict[str, str]]:
    """Every headline of every scenario, those that this version has."""
    return {
        scenario: {name: told(name, ds) for name in OUTCOMES if name in ds}
        for scenario, levers in SCENARIOS.items()
        for ds in (runs(**levers),)
    }


def by_scenario() -> str:
    """The headlines of the version before and of this one."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    before, after = kept["figures"], measured()
    old = RENAMED.get(kept["version"], {})
    rows = []
    for name in OUTCOMES:
        called = old.get(name, name)
        gone = name in old.values()
        rows += [
            (_called(name), kept["version"], *("–" if gone else before[one][called] for one in SCENARIOS)),
            ("", sim.__version__, *(after[one][name] for one in SCENARIOS)),
        ]
    return table(("", "version", *SCENARIOS), rows)


def by_layer() -> str:
    """The headlines told by the articles, and what the record changes, at every reading."""
    readings = tuple(load().readings)
    ends = {"": {}, "alone": ALONE, "backed": BACKED}
    played = {
        (reading, layer, end): runs(reading=reading, evidence=layer, **levers)
        for reading in readings
        for layer in LAYERS
        for end, levers in ends.items()
    }
    rows = []
    for name in BY_LAYER:
        cells = []
        for reading in readings:
            told_by = [played[reading, layer, ""][name].values.astype(float) for layer in LAYERS]
            cells += _cells(told_by, BY_NAME[name].unit, flag=BY_NAME[name].kind == "flag")
        rows.append((_called(name), *cells))
    cells = []
    for reading in readings:
        attacked = [
            (
                played[reading, layer, "alone"]["attacked"] - played[reading, layer, "backed"]["attacked"]
            ).values
            for layer in LAYERS
        ]
        first = intervals.change(attacked[0], flag=True)
        change = intervals.change(attacked[1] - attacked[0], flag=False)
        cells += [_told(first, "1", signed=True), _told(change, "1", signed=True)]
    rows.append((MISSING_US, *cells))
    head = [words for reading in readings for words in (f"{reading}, articles", "with the record")]
    return table(("", *head), rows)


def soldiers() -> str:
    """Who has soldiers, who kept some abroad, and whose soldiers make up the force, in per cent."""
    known = load()
    may_go = {code: _fact(code, "army") * _fact(code, "professional") for code in known.codes}
    abroad = {code: _fact(code, "deployed_before") for code in known.codes}
    columns = [_shares(may_go), _shares(abroad)]
    for layer in LAYERS:
        ds = sim.simulate(sim.Scenario(evidence=layer), replicates=REPLICATES, seed=SEED).isel(scenario=0)
        sent = ds["troops_by_country"].sum("replicate")
        columns.append(_shares({code: float(sent.sel(country=code)) for code in known.codes}))
    most = sorted(known.codes, key=lambda code: -max(column[code] for column in columns))[:12]
    rows = ((code, *(f"{100 * column[code]:.0f}" for column in columns)) for code in most)
    head = ("", "may be sent", "kept abroad before", *(f"of the force, {layer}" for layer in LAYERS))
    return table(head, rows)


def _fact(code: str, name: str) -> float:
    row = load().fact(code, name)
    return row.value if row and row.value else 0.0


def _shares(amounts: dict[str, float]) -> dict[str, float]:
    total = sum(amounts.values())
    return {code: float(amount) / total for code, amount in amounts.items()}


def _cells(told_by: list[np.ndarray[Any, Any]], unit: str, *, flag: bool) -> list[str]:
    """The level of the first, and the paired change to the second."""
    change = intervals.change(told_by[1] - told_by[0], flag=flag)
    return [_told(intervals.level(told_by[0], flag=flag), unit), _told(change, unit, signed=True)]


def _told(found: intervals.Estimate, unit: str, *, signed: bool = False) -> str:
    return numbers.level(float(found.mean), float(found.low), float(found.high), unit, signed=signed)


def _called(name: str) -> str:
    unit = BY_NAME[name].unit
    return labels.outcome(name) + (f", {unit}" if unit == "EUR bn" else "")


def main(arguments: list[str]) -> None:
    """Keep this version's figures, or write the tables."""
    if arguments == ["--keep"]:
        kept = {"version": sim.__version__, "replicates": REPLICATES, "seed": SEED, "figures": measured()}
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    pages = {
        "CHANGELOG.md": {"headlines": by_scenario},
        "docs/evidence.md": {"layers": by_layer, "soldiers": soldiers},
    }
    for page, tables in pages.items():
        path = ROOT / page
        path.write_text(renewed(path.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

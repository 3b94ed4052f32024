"""The figures of docs/credibility.md that take runs, with the rulebook and the evidence that they belong to."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from sim.analysis import headlines, screening, spread
from sim.analysis.ablation import ablation
from sim.analysis.docking import docking
from sim.analysis.headlines import Headline, named
from sim.analysis.indices import SETTLED, Sensitivity
from sim.analysis.response import varied
from sim.analysis.sensitivity import sobol
from sim.engine.rulebook import rulebook_digest
from sim.evidence import load
from sim.scenario import Scenario
from sim.wording import numbers
from tools.readme_tables import table

SHOWN = ("us_attack", "with_force", "us_force")
"""Differences whose sensitivity is worked out."""
SPREAD = ("attack", "us_attack", "with_force", "arms_instead", "us_force")
"""Headlines whose spread is shown."""
FEW = 15
"""Priors that Sobol indices are worked out for: those that screening puts first."""
FIRST, MOST = 3, 6
PATHS, SCREENED_RUNS = 24, 64
SAMPLES, SOBOL_RUNS = 2_048, 32


def stamp() -> str:
    """Of which code and ledgers the figures are."""
    return f"Figures of rulebook `{rulebook_digest()[:12]}` and evidence `{load().digest[:12]}`.\n"


def spreads() -> str:
    """How far headlines go over each doubt, the widest doubts first."""
    rows = []
    for name in SPREAD:
        headline = named(name)
        first, *second = headline.scenarios(Scenario())
        found = spread.spread(first, headline.measure, against=second[0] if second else None)
        ends = (f"{_bare(low)} to {_bare(high)}" for low, high in found.ranges.values())
        sign = ("no" if found.changes_sign else "yes") if found.difference else "–"
        rows.append((headline.says, _bare(found.value), *ends, sign))
    heads = (
        "headline",
        "value",
        "theories",
        "parameters, 90 %",
        "baseline knob",
        "Monte-Carlo, 95 %",
        "sign holds",
    )
    return table(heads, rows)


def ablations() -> str:
    """What moves each headline most when it is switched off, and the parts that move none."""
    found = ablation()
    rows = []
    for headline in headlines.HEADLINES:
        most = found.of(headline.name).head(FIRST)
        told = (
            f"{part} ({_bare(row['change'])}, {_bare(row['low'])} to {_bare(row['high'])})"
            for part, row in most.to_dict("index").items()
        )
        rows.append((headline.says, _bare(found.full[headline.name]), "; ".join(told)))
    idle = ", ".join(f"`{part}`" for part in found.idle) or "none"
    heads = ("headline", "value", "switched off: change, 95 % interval")
    about = f"{found.table['part'].nunique()} parts, {found.replicates:,} paired runs. No headline is moved by: {idle}."
    return f"{table(heads, rows)}\n{about}\n"


@cache
def _screened() -> dict[str, screening.Screening]:
    """Screening of every headline, on the same runs."""
    return screening.screening(headlines.HEADLINES, paths=PATHS, replicates=SCREENED_RUNS)


def screenings() -> str:
    """Which priors move which headline at all, and those that move none."""
    rows = [
        (one.headline, str(len(one.movers)), ", ".join(f"`{name}`" for name in one.movers[:MOST]))
        for one in _screened().values()
    ]
    parameters = load().parameters
    moved = {name for one in _screened().values() for name in one.movers}
    still = [name for name in parameters if name not in moved]
    heads = ("headline", "priors that move it", "most of all")
    return (
        f"{table(heads, rows)}\n{PATHS} paths × {SCREENED_RUNS} runs, twice. "
        f"{len(still)} of {len(parameters)} priors move no headline beyond noise: "
        f"{', '.join(f'`{name}` ({parameters[name].grade})' for name in still)}.\n"
    )


def indices() -> str:
    """Sobol indices of the priors that screening puts first, for three differences."""
    rows = []
    for name in SHOWN:
        found, on_others = _sobol(named(name), [str(one) for one in _screened()[name].table.index[:FEW]])
        first = list(found.table.iterrows())[:FIRST]
        told = "; ".join(f"{factor} {row['index']:.2f} ± {row['error']:.2f}" for factor, row in first)
        widest = float(found.table["error"].max())
        settled = "settled" if max(widest, found.moved, on_others) <= SETTLED else "not settled"
        checks = (f"{figure:.2f}" for figure in (widest, found.moved, on_others))
        rows.append((named(name).says, told, *checks, settled))
    heads = ("difference", f"total index, of {FEW}", "widest interval ±", "moved as the sample doubled")
    text = table((*heads, "moved on other tapes", f"all within {SETTLED}"), rows)
    return f"{text}\n{SAMPLES:,} samples × {SOBOL_RUNS} runs, twice.\n"


def dockings() -> str:
    """What two bargaining models make of the same stances, by layer of evidence."""
    layers = ("articles", "record")
    return "".join(f"* **{layer}**: {docking(Scenario(evidence=layer)).sentence()}\n" for layer in layers)


def _sobol(headline: Headline, parameters: list[str]) -> tuple[Sensitivity, float]:
    """Indices of a difference, and how far the furthest moves on tapes of chance that share nothing with these."""
    factors = [f"assume.{name}" for name in parameters]
    scenarios = headline.scenarios(Scenario())
    first, second = (
        sobol(
            varied(scenarios, headline.measure, factors, replicates=SOBOL_RUNS, seed=tapes)[1],
            parameters,
            SAMPLES,
            measure=headline.measure,
            runs_a_point=SOBOL_RUNS,
        )
        for tapes in (1, 1 + screening.APART)
    )
    return first, float((first.table["index"] - second.table["index"]).abs().max())


def _bare(value: float) -> str:
    return numbers.bare(value, 3) if abs(value) < 10.0 else f"{value:,.0f}".replace("-", "−")


TABLES: dict[str, Callable[[], str]] = {
    "stamp": stamp,
    "spread": spreads,
    "ablation": ablations,
    "screening": screenings,
    "sobol": indices,
    "docking": dockings,
}
"""What stands between which marks; `stamp` alone costs no runs."""


def timed(name: str) -> Callable[[], str]:
    """A table that says on the terminal how long it took."""

    def made() -> str:
        began = time.perf_counter()
        text = TABLES[name]()
        print(f"{name}: {time.perf_counter() - began:.0f} s", flush=True)
        return text

    return made

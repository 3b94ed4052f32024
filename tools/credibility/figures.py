"""Figures of docs/credibility.md about headlines: their doubts, and which parts and priors they hang on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from sim.analysis import headlines, screening
from sim.analysis.ablation import Ablation, ablation
from sim.analysis.decompose import SHARES, Decomposition, decompose
from sim.analysis.headlines import HEADLINES, Headline, named
from sim.analysis.indices import SETTLED
from sim.analysis.prior_indices import Indices, indices
from sim.analysis.spread import Spread, spread
from sim.evidence import load
from sim.outcomes import BY_NAME as OUTCOMES
from sim.scenario import Scenario
from sim.wording import numbers
from tools.credibility.pool import side_by_side
from tools.marks import table

FEW = 15
"""Priors that Sobol indices are worked out for: those that screening puts first."""
FIRST, MOST = 3, 6
SPREAD_RUNS, ABLATION_RUNS = 2_000, 2_000
SPLIT_DRAWS, SPLIT_TAPES = 60, 10
PATHS, SCREENED_RUNS = 24, 64
SAMPLES = 1_024
FLAG_RUNS, AMOUNT_RUNS = 16, 16
"""Tapes a row for differences of chances, which are mostly luck, and of amounts."""
DIFFERENCES = tuple(headline for headline in HEADLINES if headline.against is not None)


@cache
def doubts(assumptions: str) -> dict[str, Spread]:
    """Every headline with its doubts, by its name."""
    found = side_by_side(partial(_doubt, assumptions), [headline.name for headline in HEADLINES])
    return {headline.name: one for headline, one in zip(HEADLINES, found, strict=True)}


def _doubt(assumptions: str, name: str) -> Spread:
    headline = named(name)
    first, *second = headline.scenarios(Scenario())
    against = second[0] if second else None
    return spread(first, headline.measure, against=against, replicates=SPREAD_RUNS, assumptions=assumptions)


def spreads() -> str:
    """How far every headline goes over each doubt, the widest doubts first."""
    rows = []
    for name, found in doubts("priors").items():
        ends = (f"{figure(low)} to {figure(high)}" for low, high in found.ranges.values())
        rows.append((named(name).says, figure(found.value), *ends, _sign(found)))
    doubted = ("theories", "parameters, 90 %", "baseline knob", "Monte-Carlo, 95 %", "sign holds")
    return table(("headline", "value", *doubted), rows)


def conclusions() -> str:
    """Which differences keep their sign on the priors, on the matched priors, and on both."""
    usual, narrowed = doubts("priors"), doubts("matched")
    rows, both = [], []
    for headline in DIFFERENCES:
        pair = usual[headline.name], narrowed[headline.name]
        cells = [f"{figure(one.value)} ({_range(one)})" for one in pair]
        signs = [_sign(one) for one in pair]
        same = pair[0].value * pair[1].value > 0.0 and signs == ["yes", "yes"]
        both += [headline.says] if same else []
        rows.append((headline.says, cells[0], signs[0], cells[1], signs[1], "yes" if same else "no"))
    heads = ("difference", "on the priors", "sign holds", "on the matched priors", "sign holds", "on both")
    told = f"{len(both)} of {len(DIFFERENCES)} differences keep their sign over theories, parameters and knob on both."
    return f"{table(heads, rows)}\n{told}\n"


def _range(found: Spread) -> str:
    """The least and the most over theories, parameters and the knob."""
    ends = [found.ranges[source] for source in ("theories", "parameters", "baseline")]
    return f"{figure(min(low for low, _ in ends))} to {figure(max(high for _, high in ends))}"


def _sign(found: Spread) -> str:
    return ("no" if found.changes_sign else "yes") if found.difference else "–"


def shares() -> str:
    """What the spread of every headline's expected value comes from."""
    rows = []
    for headline, found in zip(HEADLINES, side_by_side(_split, [one.name for one in HEADLINES]), strict=True):
        cells = (
            f"{100 * row['share']:.0f} % ({100 * row['low']:.0f} to {100 * row['high']:.0f})"
            for row in found.table.to_dict("index").values()
        )
        sizes = (f"{figure(one)}" for one in (np.sqrt(found.variance), found.one_run))
        rows.append((headline.says, *sizes, *cells))
    return table(("headline", "spread (sd)", "luck of one run (sd)", *SHARES), rows)


def _split(name: str) -> Decomposition:
    headline = named(name)
    first, *second = headline.scenarios(Scenario())
    against = second[0] if second else None
    return decompose(first, headline.measure, against=against, draws=SPLIT_DRAWS, tapes=SPLIT_TAPES)


@cache
def ablated() -> Ablation:
    """Every headline without each part."""
    return ablation(replicates=ABLATION_RUNS)


def ablations() -> str:
    """What moves each headline most when it is switched off, and the parts that move none."""
    found = ablated()
    rows = []
    for headline in HEADLINES:
        most = found.of(headline.name).head(FIRST)
        told = (
            f"{part} ({figure(row['change'])}, {figure(row['low'])} to {figure(row['high'])})"
            for part, row in most.to_dict("index").items()
        )
        rows.append((headline.says, figure(found.full[headline.name]), "; ".join(told)))
    idle = ", ".join(f"`{part}`" for part in found.idle) or "none"
    heads = ("headline", "value", "switched off: change, 95 % interval")
    about = f"{found.table['part'].nunique()} parts, {found.replicates:,} paired runs; intervals are Monte-Carlo error"
    return f"{table(heads, rows)}\n{about} alone. No headline is moved by: {idle}.\n"


@cache
def _screened() -> dict[str, screening.Screening]:
    """Screening of every headline, on the same runs."""
    return screening.screening(HEADLINES, paths=PATHS, replicates=SCREENED_RUNS)


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


def sobol() -> str:
    """Total indices of the priors that screening puts first, for every difference."""
    asked = [
        (one.name, [str(prior) for prior in _screened()[one.name].table.index[:FEW]]) for one in DIFFERENCES
    ]
    rows = []
    for headline, found in zip(DIFFERENCES, side_by_side(_indices, asked), strict=True):
        told = "; ".join(
            f"{prior} {row['index']:.2f} ± {row['error']:.2f}"
            for prior, row in found.table.head(FIRST).to_dict("index").items()
        )
        checks = (f"{one:.2f}" for one in (found.widest, found.doubled, found.tapes_apart))
        rows.append((headline.says, told, *checks, "settled" if found.settled else "not settled"))
    heads = ("difference", f"total index, of {FEW}", "widest interval ±", "moved as the sample doubled")
    text = table((*heads, "halves of the tapes apart", f"all within {SETTLED}"), rows)
    runs = f"{FLAG_RUNS} runs a point for chances, {AMOUNT_RUNS} for amounts"
    return f"{text}\n{SAMPLES:,} samples, {runs}, each row of the sample on tapes of its own.\n"


def _indices(asked: tuple[str, list[str]]) -> Indices:
    name, priors = asked
    flag = OUTCOMES[named(name).measure].kind == "flag"
    return indices(named(name), priors, samples=SAMPLES, replicates=FLAG_RUNS if flag else AMOUNT_RUNS)


def figure(value: float) -> str:
    """A figure in a table: whole where it is large."""
    return numbers.bare(value, 3) if abs(value) < 10.0 else f"{value:,.0f}".replace("-", "−")


def samples() -> list[str]:
    """Beginnings of rows that take a moment to make again."""

    def mean(headline: Headline, replicates: int) -> str:
        found = headlines.values(Scenario(), [headline], replicates=replicates, seed=1)
        return f"| {headline.says} | {figure(float(found.mean()))} |"

    return [
        mean(headline, runs)
        for headline in (named("us_force"), named("with_force"))
        for runs in (SPREAD_RUNS, ABLATION_RUNS)
    ]


TABLES: dict[str, Callable[[], str]] = {
    "spread": spreads,
    "shares": shares,
    "conclusions": conclusions,
    "ablation": ablations,
    "screening": screenings,
    "sobol": sobol,
}
"""What stands between which marks."""

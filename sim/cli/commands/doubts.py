"""`tripwire spread`, `ablation`, `screening`, `docking`: how far a headline goes, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sim import outcomes
from sim.cli.parse.analysis_kinds import AGAINST, HEADLINES, other
from sim.cli.parse.rows import MEASURE, SEED, count
from sim.cli.parse.run_settings import ROW
from sim.cli.parse.value_kinds import one_of
from sim.cli.parse.varied import refuse_typed
from sim.cli.parse.verbs import Setting, verb
from sim.cli.show import finding
from sim.evidence import load
from sim.scenario import Scenario
from sim.wording import numbers

if TYPE_CHECKING:
    from rich.table import Table

    from sim.analysis.ablation import Ablation
    from sim.analysis.headlines import Headline
    from sim.analysis.spread import Spread

FIRST = 8
"""Rows of a headline that are shown; the Python call has them all."""
USUAL = ("us_force", "us_attack", "with_force")
"""Headlines that are screened unless others are named: each costs as much again."""
DOUBTS = ("theories", "parameters", "baseline knob", "finite runs")
"""What a headline goes over, in the order of `analysis.spread.SOURCES`."""
ASSUME = replace(ROW["assumptions"], composed=False)


@verb(
    "how far a headline goes over theories, parameters and the knob",
    levers="scenario",
    settings=(
        SEED,
        MEASURE,
        AGAINST,
        count("replicates", 2, 4_000, "runs for every theory and level of the knob"),
        count("draws", 2, 100, "draws of the assumptions"),
        count("tapes", 2, 40, "runs of each draw, each on its own chance"),
        ASSUME,
    ),
)
def spread(
    scenario: Scenario,
    seed: int,
    measure: str,
    against: Mapping[str, Any] | None,
    replicates: int,
    draws: int,
    tapes: int,
    assumptions: str,
) -> None:
    """An outcome's expected value, or its change, over four doubts apart: the Monte-Carlo error is the last of them."""
    from sim.analysis.spread import spread as doubts
    from sim.cli.show import in_python

    settings: dict[str, Any] = {
        "against": other(scenario, against),
        "replicates": replicates,
        "draws": draws,
        "tapes": tapes,
        "seed": seed,
        "assumptions": assumptions,
    }
    found = doubts(scenario, measure, **settings)
    table = finding.table(("doubt", "least", "most", "apart"), _ranges(found))
    about = f"{numbers.counted(replicates, 'run')} a case, {draws} draws × {tapes} tapes, {assumptions}, seed {seed}"
    in_python.show(found, table, about, in_python.line(doubts, scenario, measure, **settings))


@verb(
    "what each part of the model does to the headlines",
    levers="scenario",
    settings=(
        SEED,
        HEADLINES,
        count("replicates", 2, 500, "paired runs of each scenario"),
        Setting(
            "by",
            one_of(
                headline="what moves each headline most",
                part="what notices that each part is gone, and which headline it moves",
            ),
            "headline",
            "what a row is: a headline with the parts that move it most, or a part with what notices that it is gone",
        ),
    ),
)
def ablation(scenario: Scenario, seed: int, headlines: tuple[str, ...], replicates: int, by: str) -> None:
    """Each part of the model is switched off alone: the largest changes of every headline, and which parts move none.

    Takes about a minute for all headlines. With by=part a row is a part: the headline that changes by the largest share
    of itself, the patterns that fail without the part and what they rest on, and its limit case.
    """
    from sim.analysis.ablation import ablation as without
    from sim.analysis.headlines import BY_NAME, named
    from sim.cli.show import in_python

    of = [named(name) for name in headlines or BY_NAME]
    found = without(scenario, of=of, replicates=replicates, seed=seed)
    table = _by_part(found) if by == "part" else _by_headline(found, of)
    about = f"{replicates:,} paired runs, Monte-Carlo error alone, seed {seed}"
    call = in_python.line(without, scenario, of=of, replicates=replicates, seed=seed)
    in_python.show(found, table, about, call)


def _ranges(found: Spread) -> list[tuple[str, ...]]:
    """What the headline goes over, from where to where, and how far apart these are as they are printed."""
    ends = [end for pair in found.ranges.values() for end in pair]
    places, unit = finding.places(ends, found.measure), outcomes.BY_NAME[found.measure].unit
    said = iter(finding.column(ends, found.measure, signed=found.difference))
    apart = (round(high, places) - round(low, places) for low, high in found.ranges.values())
    points = " points" if unit in numbers.PERCENT else ""
    return [
        (name, next(said), next(said), numbers.bare(width, places, unit) + points)
        for name, width in zip(DOUBTS, apart, strict=True)
    ]


def _by_headline(found: Ablation, of: Sequence[Headline]) -> Table:
    rows: list[tuple[str, ...]] = []
    for headline in of:
        most = found.of(headline.name).head(FIRST)
        said = finding.alike(most[["change", "low", "high"]].to_numpy(float).tolist(), headline.measure)
        rows += _named(headline, map(str, most.index), said)
    return finding.table(("headline", "switched off", "change", "from", "to (95 %)"), rows)


def _by_part(found: Ablation) -> Table:
    from sim.analysis.headlines import named
    from sim.analysis.noticed import earned

    rows = []
    for part, row in earned(found).to_dict("index").items():
        name, change = row["headline"], ""
        if name:
            [change] = finding.column([row["change"]], named(name).measure, signed=True)
        rows.append((str(part), name or "none", change, row["noticed"]))
    heads = ("switched off", "moves most", "change", "noticed by")
    return finding.table(heads, rows, words=True)


@verb(
    "which of all priors move a headline",
    levers="scenario",
    settings=(
        SEED,
        Setting(
            HEADLINES.name, HEADLINES.kind, (), "which headlines are screened", unset=lambda: ", ".join(USUAL)
        ),
        count("paths", 4, 8, "paths through the ranges of all priors"),
        count("replicates", 1, 16, "runs of each point, tape and scenario"),
    ),
)
def screening(scenario: Scenario, seed: int, headlines: tuple[str, ...], paths: int, replicates: int) -> None:
    """Elementary effects of every prior on headlines (Morris), with the luck of the runs taken out."""
    from sim.analysis.headlines import named
    from sim.analysis.screening import screening as effects
    from sim.cli.show import in_python

    refuse_typed((f"assume.{name}" for name in load().parameters), "leave it out: every prior is varied")
    of = [named(name) for name in headlines or USUAL]
    found = effects(of, scenario, paths=paths, replicates=replicates, seed=seed)
    rows: list[tuple[str, ...]] = []
    for headline in of:
        most = found[headline.name].table.head(FIRST)
        sizes = most[["effect", "low", "high"]].to_numpy(float).tolist()
        said = finding.alike(sizes, headline.measure, signed=False)
        beyond = ("yes" if moves else "–" for moves in most["moves"])
        rows += [
            (*row, word)
            for row, word in zip(_named(headline, map(str, most.index), said), beyond, strict=True)
        ]
    table = finding.table(("headline", "prior", "effect", "from", "to (95 %)", "beyond noise"), rows)
    about = f"{paths} paths × {numbers.counted(replicates, 'run')}, twice, seed {seed}"
    call = in_python.line(effects, of, scenario, paths=paths, replicates=replicates, seed=seed)
    in_python.show(" ".join(one.sentence() for one in found.values()), table, about, call)


@verb(
    "what two bargaining models make of the same stances",
    levers="scenario",
    settings=(SEED, count("replicates", 2, 2_000, "runs of the model", most=50_000)),
)
def docking(scenario: Scenario, seed: int, replicates: int) -> None:
    """A compromise and an expected-utility bargaining model on the scenario's stances, beside this model's ranks."""
    from sim.analysis.docking import docking as beside
    from sim.cli.show import in_python

    found = beside(scenario, replicates=replicates, seed=seed)
    heads = ("state", *found.table.columns)
    rows = [
        (str(code), *(numbers.bare(row[name], 2) for name in found.table.columns))
        for code, row in found.table.sort_values("ground", ascending=False).to_dict("index").items()
    ]
    call = in_python.line(beside, scenario, replicates=replicates, seed=seed)
    in_python.show(
        found, finding.table(heads, rows), f"{numbers.counted(replicates, 'run')}, seed {seed}", call
    )


def _named(headline: Headline, parts: Iterable[str], said: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Rows of a headline, whose name stands beside the first."""
    return [
        (headline.name if not k else "", part, *cells)
        for k, (part, cells) in enumerate(zip(parts, said, strict=True))
    ]

"""`tripwire sensitivity`, `discover`, `decompose`, `hindcast`, `against-record`: what an answer hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.parse.analysis_kinds import AGAINST, other
from sim.cli.parse.rows import FACTORS, FROM, MEASURE, ONE_POINT, SEED, count
from sim.cli.parse.value_kinds import Level, Place, choices, one_of
from sim.cli.parse.varied import refuse_typed
from sim.cli.parse.verbs import Setting, verb
from sim.cli.show import finding
from sim.evidence import load
from sim.evidence.recorded import MOMENTS
from sim.scenario import Scenario, ScenarioError
from sim.wording import labels
from sim.wording.numbers import bare, counted, ends, figure

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

MORRIS = ("effect", "spread")
"""What Morris screening has beside its index."""
INSTEAD = "leave it out, or say factors= without it"
BY_POINT = count("replicates", 1, 64, "runs of each point", sweep="the sweep's")


@verb(
    "which assumptions the answer hangs on",
    levers="scenario",
    settings=(
        SEED,
        BY_POINT,
        MEASURE,
        AGAINST,
        Setting(
            "method",
            one_of(sobol="shares of the variance", morris="screening: elementary effects"),
            None,
            "how it is measured",
            "sobol, or the sweep's",
            "morris",
        ),
        FACTORS,
        count("samples", 4, 2_048, "size of the sample (sobol: at least 8)", sweep="the sweep's"),
        FROM,
    ),
)
def sensitivity(
    scenario: Scenario | Sweep,
    seed: int,
    replicates: int | None,
    measure: str,
    against: Mapping[str, Any] | None,
    method: str | None,
    factors: tuple[str, ...],
    samples: int | None,
) -> None:
    """How much of an outcome's variance each lever or assumption makes when all vary over their ranges.

    With `from=`, a sweep whose design was made by sweep=saltelli or sweep=morris.
    """
    from sim.analysis.response import FACTORS as USUAL
    from sim.analysis.sensitivity import sensitivity as indices
    from sim.cli.show import in_python

    settings: dict[str, Any] = {
        "against": other(scenario, against) if isinstance(scenario, Scenario) else against,
        "factors": factors or None,
        "method": method,
        "samples": samples,
        "replicates": replicates,
        "seed": seed,
    }
    refuse_typed(factors or USUAL, INSTEAD)
    measured = indices(scenario, measure, **settings)
    alone = "first" in measured.table
    rows = [
        (
            str(name),
            measured.figure(str(name)),
            *((measured.figure(str(name), "first"),) if alone else (f"{row[c]:.3f}" for c in MORRIS)),
        )
        for name, row in measured.table.to_dict("index").items()
    ]
    about = f"{measured.samples:,} samples × {counted(measured.runs_a_point, 'run')}, seed {measured.seed}"
    heads = ("factor", "index, 95 %", *(("alone, 95 %",) if alone else MORRIS))
    call = in_python.line(indices, scenario, measure, **settings)
    in_python.show(measured, finding.table(heads, rows), about, call)


@verb(
    "the region in which an outcome arises",
    levers="scenario",
    settings=(
        SEED,
        BY_POINT,
        MEASURE,
        Setting("above", Level(), None, "the outcome arises above this level", "one case in four does"),
        Setting("at_most", Level(), None, "it arises at this level or below, instead", unset="none"),
        Setting(
            "method",
            one_of(prim="one box", cart="leaves of a small tree; needs the analysis extra"),
            "prim",
            "how the region is looked for",
        ),
        FACTORS,
        count("cases", 20, 1_000, "points that are looked at", sweep="the sweep's"),
        FROM,
    ),
)
def discover(
    scenario: Scenario | Sweep,
    seed: int,
    replicates: int | None,
    measure: str,
    above: float | None,
    at_most: float | None,
    method: str,
    factors: tuple[str, ...],
    cases: int | None,
) -> None:
    """The ranges of levers and assumptions in which an outcome lies above a level, or at most at one.

    With `from=`, a sweep of any design.
    """
    from sim.analysis.discover import discover as search
    from sim.analysis.response import FACTORS as USUAL

    if above is not None and at_most is not None:
        raise ScenarioError("discover: above or at_most, not both")
    level = at_most if at_most is not None else above
    refuse_typed(factors or USUAL, INSTEAD)
    region = search(
        scenario,
        measure,
        level,
        above=at_most is None,
        factors=factors,
        method=method,
        cases=cases,
        replicates=replicates,
        seed=seed,
    )
    about = f"{region.cases:,} cases × {counted(region.runs_a_point, 'run')}, seed {region.seed}"
    finding.show(region, None, about)


@verb(
    "what the spread of an expected value comes from",
    levers="scenario",
    settings=(
        SEED,
        MEASURE,
        AGAINST,
        count("draws", 2, 100, "draws of the assumptions"),
        count("tapes", 2, 20, "runs of each draw, each on its own chance"),
        *ONE_POINT,
    ),
)
def decompose(
    scenario: Scenario, seed: int, measure: str, against: Mapping[str, Any] | None, draws: int, tapes: int
) -> None:
    """How much of the spread of an expected value, chance averaged out, theories, the knob and parameters make."""
    from sim.analysis.decompose import decompose as part
    from sim.cli.show import in_python

    settings: dict[str, Any] = {
        "against": other(scenario, against),
        "draws": draws,
        "tapes": tapes,
        "seed": seed,
    }
    refuse_typed(("theory", "baseline_attack_risk"), "leave it out: the spread is over every one")
    parts = part(scenario, measure, **settings)
    rows = [
        (
            str(name),
            figure(share, parts.places, "share"),
            *(f"{end} %" for end in ends(row["low"], row["high"], parts.places, "share")),
        )
        for share, (name, row) in zip(parts.printed, parts.table.to_dict("index").items(), strict=True)
    ]
    table = finding.table(("part of the spread", "share", "from", "to (95 %)"), rows)
    about = f"{parts.draws} draws × {parts.tapes} tapes for each theory and level of the knob, seed {seed}"
    in_python.show(parts, table, about, in_python.line(part, scenario, measure, **settings))


@verb(
    "whether past missions are told apart, printed even if not",
    settings=(
        SEED,
        count("replicates", 1, 400, "runs of each episode"),
        Setting(
            "missions",
            Place("a CSV file with the columns of the ledger of missions", "missions.csv"),
            None,
            "past missions to score instead of the ledger's",
            "those of the ledger",
        ),
        Setting(
            "theory", choices(lambda: load().theories), "consensus", "the theory that is scored as the model"
        ),
    ),
)
def hindcast(seed: int, replicates: int, missions: Path | None, theory: str) -> None:
    """Past missions that held against those that did not: how well the model, and who else, tells them apart.

    The missions set the levers.
    """
    from sim.analysis.hindcast import hindcast as score

    scores = score(missions=missions, theory=theory, replicates=replicates, seed=seed)
    if scores.ignored:
        print(f"Left aside, as no rule reads them: {', '.join(scores.ignored)}.")
    heads = ("score", "AUC", "from", "to (95 %)", "Brier")
    rows = [
        (str(name), f"{row['auc']:.2f}", *ends(row["auc_low"], row["auc_high"], 2), f"{row['brier']:.3f}")
        for name, row in scores.table.to_dict("index").items()
    ]
    finding.show(
        scores, finding.table(heads, rows), f"{counted(scores.replicates, 'run')} an episode, seed {seed}"
    )


@verb(
    "whether it sends the states that said they would",
    levers="scenario",
    settings=(
        SEED,
        count("replicates", 2, 8_000, "runs that are averaged", most=50_000),
        Setting(
            "moment",
            choices(lambda: MOMENTS),
            None,
            "the record up to which day",
            unset="that of the reading",
        ),
        Setting(
            "stances_are",
            one_of(
                kept="as the scenario has them", removed="0 for every state, and nothing else it said weighs"
            ),
            "kept",
            "what the model is told of who goes",
            sample="removed",
        ),
        *ONE_POINT,
    ),
)
def against_record(
    scenario: Scenario, seed: int, replicates: int, moment: str | None, stances_are: str
) -> None:
    """How well the model ranks the states that said yes above those that said no, and each term of it by itself."""
    from sim.analysis.against_record import against_record as hold

    held = hold(scenario, moment=moment, stances=stances_are, replicates=replicates, seed=seed)
    rows = [
        (
            labels.term(str(name)),
            f"{row['auc']:.2f}",
            *ends(row["auc_low"], row["auc_high"], 2),
            "–" if isnan(row["spearman"]) else bare(row["spearman"], 2, signed=True),
            row["verdict"],
        )
        for name, row in held.table.to_dict("index").items()
    ]
    heads = ("number", "AUC", "from", "to (95 %)", "Spearman", "record")
    finding.show(held, finding.table(heads, rows), f"{counted(held.replicates, 'run')}, seed {seed}")

"""`tripwire sensitivity`, `discover`, `decompose`, `hindcast`, `against-record`: what an answer hangs on."""

from __future__ import annotations

from math import isnan
from pathlib import Path

from sim.cli.parse.rows import FACTORS, MEASURE, SEED, count
from sim.cli.parse.value_kinds import Level, Place, choices, one_of
from sim.cli.parse.verbs import Setting, verb
from sim.cli.show import finding
from sim.evidence import load
from sim.evidence.recorded import MOMENTS
from sim.scenario import Scenario, ScenarioError
from sim.wording import labels
from sim.wording.numbers import amount, bare, ends

ABOVE = 0.25
"""The level that is asked about unless another is named."""
MORRIS = ("effect", "spread")
"""What Morris screening has beside its index."""
BY_POINT = count("replicates", 1, 64, "runs of each point")


@verb(
    "which assumptions the answer hangs on",
    levers="scenario",
    settings=(
        SEED,
        BY_POINT,
        MEASURE,
        Setting(
            "method",
            one_of(sobol="shares of the variance", morris="screening: elementary effects"),
            "sobol",
            "how it is measured",
            sample="morris",
        ),
        FACTORS,
        count("samples", 4, 256, "size of the sample (sobol: at least 8)"),
    ),
)
def sensitivity(
    scenario: Scenario,
    seed: int,
    replicates: int,
    measure: str,
    method: str,
    factors: tuple[str, ...],
    samples: int,
) -> None:
    """How much of an outcome's variance each lever or assumption makes when all vary over their ranges."""
    from sim.analysis.response import FACTORS as USUAL
    from sim.analysis.sensitivity import sensitivity as indices

    measured = indices(
        scenario,
        measure,
        factors=factors or USUAL,
        method=method,
        samples=samples,
        replicates=replicates,
        seed=seed,
    )
    alone = "first" in measured.table
    rows = [
        (
            str(name),
            amount(row["index"], row["error"]),
            *((amount(row["first"], row["first_error"]),) if alone else (f"{row[c]:.3f}" for c in MORRIS)),
        )
        for name, row in measured.table.to_dict("index").items()
    ]
    about = f"{measured.samples:,} samples × {measured.runs_a_point} runs, seed {seed}"
    heads = ("factor", "index, 95 %", *(("alone, 95 %",) if alone else MORRIS))
    finding.show(measured, finding.table(heads, rows), about)


@verb(
    "the region in which an outcome arises",
    levers="scenario",
    settings=(
        SEED,
        BY_POINT,
        MEASURE,
        Setting("above", Level(), None, "the outcome arises above this level", unset=f"{ABOVE:g}"),
        Setting("at_most", Level(), None, "it arises at this level or below, instead", unset="none"),
        Setting(
            "method",
            one_of(prim="one box", cart="leaves of a small tree; needs the analysis extra"),
            "prim",
            "how the region is looked for",
        ),
        FACTORS,
        count("cases", 20, 1_000, "points that are looked at"),
    ),
)
def discover(
    scenario: Scenario,
    seed: int,
    replicates: int,
    measure: str,
    above: float | None,
    at_most: float | None,
    method: str,
    factors: tuple[str, ...],
    cases: int,
) -> None:
    """The ranges of levers and assumptions in which an outcome lies above a level, or at most at one."""
    from sim.analysis.discover import discover as search
    from sim.analysis.response import FACTORS as USUAL

    if above is not None and at_most is not None:
        raise ScenarioError("discover: above or at_most, not both")
    level = at_most if at_most is not None else above
    region = search(
        scenario,
        measure,
        ABOVE if level is None else level,
        above=at_most is None,
        factors=factors or USUAL,
        method=method,
        cases=cases,
        replicates=replicates,
        seed=seed,
    )
    finding.show(region.sentence(), None, f"{region.cases:,} cases × {region.runs_a_point} runs, seed {seed}")


@verb(
    "how much of the spread is chance, parameters, theory",
    levers="scenario",
    settings=(
        SEED,
        MEASURE,
        count("draws", 2, 150, "draws of the assumptions"),
        count("tapes", 2, 40, "runs of each draw, each on its own chance"),
    ),
)
def decompose(scenario: Scenario, seed: int, measure: str, draws: int, tapes: int) -> None:
    """How much of an outcome's spread is chance, how much uncertain parameters, how much rival theories."""
    from sim.analysis.decompose import decompose as part

    parts = part(scenario, measure, draws=draws, tapes=tapes, seed=seed)
    rows = [
        (
            str(name),
            f"{100 * row['share']:.0f} %",
            *(f"{end} %" for end in ends(row["low"], row["high"], 2, "share")),
        )
        for name, row in parts.table().to_dict("index").items()
    ]
    table = finding.table(("part of the spread", "share", "from", "to (95 %)"), rows)
    finding.show(parts, table, f"{parts.draws} draws × {parts.tapes} tapes a theory, seed {seed}")


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
        (str(name), f"{row['auc']:.3f}", *ends(row["auc_low"], row["auc_high"], 3), f"{row['brier']:.3f}")
        for name, row in scores.table.to_dict("index").items()
    ]
    finding.show(scores, finding.table(heads, rows), f"{scores.replicates} runs an episode, seed {seed}")


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
    finding.show(held, finding.table(heads, rows), f"{held.replicates:,} runs, seed {seed}")

"""`tripwire enough` and `rank`: how much of a force would do, and which option is regretted least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim import outcomes
from sim.cli.parse.lever_values import LeverValues
from sim.cli.parse.rows import FROM, MEASURE, ONE_POINT, SEED, count
from sim.cli.parse.value_kinds import Level
from sim.cli.parse.varied import refuse_typed
from sim.cli.parse.verbs import Setting, verb
from sim.cli.show import finding
from sim.scenario import Scenario, ScenarioError
from sim.wording import labels
from sim.wording.numbers import counted, per_cent

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

AT_MOST = 0.2
"""The aim unless another is named."""


@verb(
    "how many soldiers would be enough for an aim",
    levers="scenario",
    settings=(
        SEED,
        count("replicates", 10, 1_000, "runs of each point"),
        MEASURE,
        Setting(
            "at_most", Level(), None, "the aim: the outcome's mean is at most this", unset=f"{AT_MOST:g}"
        ),
        Setting("at_least", Level(), None, "the aim: the mean is at least this, instead", unset="none"),
        Setting(
            "roe", LeverValues("roe"), (), "rules of engagement, each tried", "the lever's", old_name="rules"
        ),
        Setting(
            "us_backing",
            LeverValues("us_backing"),
            (),
            "US backing, each tried",
            "the lever's",
            old_name="backing",
        ),
        Setting(
            "force_size",
            LeverValues("force_size", sought="enough"),
            (),
            "sizes that are tried",
            "none to 200,000 in thirteen steps",
            sample="0,10000,40000",
            old_name="sizes",
        ),
        *ONE_POINT,
    ),
)
def enough(
    scenario: Scenario,
    seed: int,
    replicates: int,
    measure: str,
    at_most: float | None,
    at_least: float | None,
    roe: tuple[float, ...],
    us_backing: tuple[float, ...],
    force_size: tuple[float, ...],
) -> None:
    """The smallest force that meets an aim, at each pair of rules of engagement and US backing.

    Several values of `roe` or `us_backing` are each tried; one value sets the scenario, as with every other lever.
    Several values of `force_size` are the sizes to try.
    """
    from sim.analysis.enough import SIZES, Target
    from sim.analysis.enough import enough as search

    if at_least is not None and at_most is not None:
        raise ScenarioError("enough: at_most or at_least, not both")
    aim = at_least if at_least is not None else at_most
    sought = search(
        scenario,
        Target(measure, AT_MOST if aim is None else aim, at_least is not None),
        roe=roe,
        us_backing=us_backing,
        force_size=force_size or SIZES,
        seed=seed,
        replicates=replicates,
    )
    rows = [
        (f"{curve.roe:g}", f"{curve.us_backing:g}", f"{size:,.0f}", mean)
        for curve in sought.curves
        for size, mean in zip(curve.sizes, finding.column(curve.means, measure), strict=True)
    ]
    heads = ("roe", "us_backing", "force_size", labels.outcome(measure))
    finding.show(
        sought, finding.table(heads, rows), f"{counted(sought.replicates, 'run')} a point, seed {seed}"
    )


@verb(
    "which option is regretted least",
    levers="scenario",
    settings=(
        SEED,
        count("draws", 2, 16, "draws of the assumptions in each theory and reading", sweep="none"),
        count("tapes", 2, 128, "runs of each draw, each on its own chance", sweep="the sweep's replicates"),
        FROM,
    ),
)
def rank(scenario: Scenario | Sweep, seed: int, draws: int | None, tapes: int | None) -> None:
    """Options, with troops or without, by how far each falls behind the best one, over theories and readings.

    With `from=`, the options and the worlds of a sweep: what the coalition can set, crossed with everything else.
    """
    from sim.analysis.rank import rank as order
    from sim.analysis.ranking import NOTE

    refuse_typed(("theory", "reading"), "leave it out: every theory and reading is one of the worlds")
    ranking = order(scenario, draws=draws, tapes=tapes, seed=seed)
    measures = [criterion.measure for criterion in ranking.criteria]
    heads = [
        "option",
        "regret",
        "worst",
        "limits\nmet",
        *(finding.stacked(labels.outcome(measure), outcomes.BY_NAME[measure].unit) for measure in measures),
    ]
    columns = [finding.column(ranking.table[measure], measure) for measure in measures]
    rows = [
        [
            str(name),
            ranking.regret(str(name)),
            f"{row['worst_regret']:.2f}",
            per_cent(row["satisfices"]),
            *means,
        ]
        for (name, row), *means in zip(ranking.table.to_dict("index").items(), *columns, strict=True)
    ]
    about = f"{counted(ranking.runs_a_world, 'run')} a world, seed {ranking.seed}. {NOTE}"
    finding.show(ranking, finding.table(heads, rows, gap=1), about)

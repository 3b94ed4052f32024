"""The regret table: how far each option falls behind the best one, over all worlds and theory by theory.

Regret is 0 for an option that is best on every count in a world; on each count 1 is the spread of all options. The
option with the least mean regret stands first, and all that cannot be told from it are bold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from sim.analysis.ranking import Criterion, Ranking
from sim.outcomes import BY_NAME
from sim.plates import style
from sim.plates.plate import Plate
from sim.plates.shaded_table import Table
from sim.wording import labels
from sim.wording.numbers import counted, exact, finest, half_width, level, per_cent

NO_BREAK = "\u00a0"
MEAN, MEETS = "mean regret", "meets all limits"


@style.house_style
def draw(ranking: Ranking, provenance: Mapping[str, Any]) -> Figure:
    """Draw what `analysis.rank` gives."""
    options = [str(option) for option in ranking.table.index]
    theories = [str(theory) for theory in ranking.by_theory.columns]
    by_theory = ranking.by_theory.loc[options].to_numpy(float)
    mean = ranking.table["regret"].to_numpy(float)
    texts = [
        [_mean(ranking, option), *(f"{value:.2f}" for value in row), per_cent(meets)]
        for option, row, meets in zip(options, by_theory, ranking.table["satisfices"], strict=True)
    ]
    counts = ", ".join(f"{labels.outcome(c.measure)} {c.weight:g}{_limit(c)}" for c in ranking.criteria)
    each = "by theory; " if theories else ""
    subtitle = (
        f"Mean regret over {counted(ranking.worlds, 'world')}, with a 95 % interval; {each}and the share of "
        f"worlds in which all limits are met. Weights and limits: {counts}. {ranking.state()}"
    )
    columns = [MEAN, *map(labels.lever, theories), MEETS]
    shades = np.column_stack([mean, by_theory, np.zeros(len(options))])
    strong = [options.index(option) for option in ranking.tied]
    table = Table(options, columns, texts, shades / (shades.max() or 1.0), strong)
    sheet = style.sheet(title(ranking), subtitle, provenance, table.height)
    table.fill(sheet)
    return sheet.figure


def _limit(criterion: Criterion) -> str:
    if not math.isfinite(criterion.limit):
        return ""
    limit = exact(criterion.limit, BY_NAME[criterion.measure].unit)
    return f"{NO_BREAK}(≤{NO_BREAK}{limit.replace(' ', NO_BREAK)})"


def title(ranking: Ranking) -> str:
    """The option with the least mean regret, or those that share that place within the noise."""
    if len(ranking.tied) == len(ranking.table):
        return "No difference in regret is seen between any of the options"
    if len(ranking.tied) > 1:
        names = labels.some([f"“{name}”" for name in ranking.tied], 3)
        return f"No single option leads: {names} cannot be told apart"
    best = str(ranking.table.index[0])
    leading = sum(best in tied for tied in ranking.leaders.values())
    agree = (
        f"; it leads or ties under {leading} of {len(ranking.leaders)} theories" if ranking.leaders else ""
    )
    return f"Least mean regret, {_mean(ranking, best)}: “{best}”{agree}"


def _mean(ranking: Ranking, option: str) -> str:
    value, low, high = (float(ranking.table[c][option]) for c in ("regret", "regret_low", "regret_high"))
    errors = ranking.table[["regret", "regret_low", "regret_high"]].to_numpy(float)
    places = finest((middle, half_width(middle, *ends)) for middle, *ends in errors)
    return level(value, low, high, "", beside=places)


PLATE = Plate(
    place=9,
    head="Which option gives least away",
    text=(
        "How far each option, with troops or without, falls behind the best one: over all theories, readings "
        "and draws, and theory by theory. Bold rows cannot be told from the first. It rests on the weights "
        "given to attack, war, losses and cost, which are a matter of judgement: change them and look again."
    ),
    draw=lambda data: draw(*data.ranking()),
    narrows=False,
)

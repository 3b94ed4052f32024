"""Does the model send the states that said they would go? Held against the public record, term by term.

A state said yes if its government's code at the moment is 1 or above, and no if it is −2 or below; those between, and
those of whom nothing is known, are left out. What is scored is how well a number ranks the first above the second: the
chance that the state is on the ground, its mean willingness, and each term of it. AUC is the chance that a state that
said yes stands above one that said no: 1 is a perfect ranking, ½ a coin, and below ½ a number works against the record.

With the stances removed every state has stance 0, and whatever else it said of helping, or as a condition, weighs
nothing: the ranking is what is left of the model once nobody has told it who goes. Facts that were coded from the same
statements, as a parliament's seats by declared position are, are not removed; `parliament=0` shows what they do. The
states are few and not independent of each other: intervals resample states, and are wide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.explain import WILLINGNESS, explanation
from sim.evidence import load
from sim.evidence.recorded import MOMENTS, NO, YES, recorded_codes
from sim.rules.willingness import TERMS
from sim.scenario import Scenario, ScenarioError, check_scenario, roster
from sim.scenario.errors import check_seed, choice, whole
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

KEPT, REMOVED = "kept", "removed"
GROUND = "on the ground"
SCORED = (GROUND, WILLINGNESS, *TERMS)
SAID = ("b_help", "b_cond", "turnover")
"""Weights of what states said beside their stance: of helping, as conditions; and how far elections move a stance."""
RESAMPLES = 2_000
MAX_RUNS = 50_000
NOISE = 3.0
"""Variance among states over that which the runs alone would make, up to which a number tells no states apart."""
FOR, LEANS_FOR, NEITHER, LEANS_AGAINST, AGAINST = "for", "leans for", "neither", "leans against", "against"


@dataclass(frozen=True)
class AgainstRecord:
    """How the model ranks the states beside what they said; `table` has a row for each number that is scored.

    `states` has a row a state with its code and every scored number.
    """

    table: pd.DataFrame
    states: pd.DataFrame
    moment: str
    stances: str
    seed: int
    replicates: int
    scenario_hash: str

    @property
    def yes(self) -> int:
        """How many states said yes."""
        return int((self.states["code"] >= YES).sum())

    @property
    def no(self) -> int:
        """How many said no."""
        return int((self.states["code"] <= NO).sum())

    def sentence(self) -> str:
        """How well the states are ranked, and which terms work against the record."""
        row = self.table.to_dict("index")[GROUND]
        low, high = numbers.ends(row["auc_low"], row["auc_high"], 2)
        told = f"{row['auc']:.2f} ({low} to {high})"
        known = f"{self.yes} states that said yes and {self.no} that said no by {MOMENTS[self.moment]}"
        sentence = f"Of {known}, stances {self.stances}: being on the ground ranks them with AUC {told}."
        wrong = self.table.loc[list(TERMS)]
        for verdict, words in ((AGAINST, "Against the record"), (LEANS_AGAINST, "Leaning against it")):
            rows = wrong[wrong["verdict"] == verdict]["auc"].sort_values()
            named = [f"{labels.term(str(term))} ({auc:.2f})" for term, auc in rows.items()]
            sentence += f" {words}: {labels.listed(named)}." if named else ""
        return f"{sentence} The states are few: intervals resample them and are wide."

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


def against_record(
    scenario: Scenario | None = None,
    *,
    moment: str | None = None,
    stances: str = KEPT,
    replicates: int = 8_000,
    seed: int = 1,
) -> AgainstRecord:
    """How well the model, and each term of its willingness, ranks the states that said yes above those that said no.

    Parameters
    ----------
    scenario
        What is run; left out: the base scenario in the moment's reading.
    moment
        Whose codes are taken: `jan2025` (to 23 January), `mar2025` (26 March) or `sep2025` (31 July); left out: those
        of the scenario's reading.
    stances
        `kept`, or `removed`: then every state's stance is 0, and nothing else that it said weighs.
    replicates
        Runs, 2 to 50,000; with few, states that differ little are ranked by chance.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    AgainstRecord
        AUC with its 95 % interval, Spearman's correlation with the codes, and a verdict, for every number; the numbers
        themselves by state.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = against_record(Scenario(horizon=6), stances="removed", replicates=20)
    >>> found.moment, found.table.index[0], len(found.states) > found.yes + found.no
    ('sep2025', 'on the ground', True)
    """
    scenario, moment = _asked(scenario, moment)
    if choice("stances", stances, [KEPT, REMOVED]) == REMOVED:
        scenario = _untold(scenario)
    replicates, seed = whole("replicates", replicates, 2, MAX_RUNS, "runs"), check_seed(seed)
    said = _said(scenario, moment)
    means, errors = _numbers(scenario, list(said), replicates, seed)
    states = pd.DataFrame(means, index=pd.Index(said, name="state"), columns=list(SCORED))
    states.insert(0, "code", list(said.values()))
    return AgainstRecord(
        table=_scored(means, errors, np.array(list(said.values())), seed),
        states=states,
        moment=moment,
        stances=stances,
        seed=seed,
        replicates=replicates,
        scenario_hash=scenario.digest,
    )


def _asked(scenario: Scenario | None, moment: str | None) -> tuple[Scenario, str]:
    """The scenario and the moment; of two that are left out, each follows the other."""
    if scenario is None:
        scenario = Scenario() if moment is None else Scenario(reading=choice("moment", moment, list(MOMENTS)))
    scenario = check_scenario(scenario)
    return scenario, choice("moment", scenario.reading if moment is None else moment, list(MOMENTS))


def _untold(scenario: Scenario) -> Scenario:
    """The scenario without anything that the states said."""
    silenced = {name: 0.0 for name in SAID if name in load().parameters}
    return scenario.but(stances=dict.fromkeys(roster.codes(), 0.0), assume=dict(scenario.assume) | silenced)


def _said(scenario: Scenario, moment: str) -> dict[str, float]:
    """The codes of the states that take part, among which there must be something to rank."""
    said = {code: word for code, word in recorded_codes(moment).items() if code not in scenario.exclude}
    if max(said.values(), default=NO) < YES or min(said.values(), default=YES) > NO:
        raise ScenarioError("exclude: a state that said yes and one that said no must take part")
    return said


def _numbers(scenario: Scenario, codes: list[str], replicates: int, seed: int) -> tuple[Reals, Reals]:
    """Means over the runs of all that is scored, and their standard errors; shape (states, numbers)."""
    means, errors = [], []
    for code in codes:
        found = explanation(scenario, code, seed, replicates)
        present = found.on_the_ground
        means.append([present, *found.table["mean"][list(SCORED[1:])]])
        errors.append([(present * (1.0 - present)) ** 0.5, *found.table["sd"][list(SCORED[1:])]])
    return np.array(means), np.array(errors) / replicates**0.5


def _scored(means: Reals, errors: Reals, words: Reals, seed: int) -> pd.DataFrame:
    """A row for each number: how it ranks the states, and what that says of it."""
    yes, no = np.flatnonzero(words >= YES), np.flatnonzero(words <= NO)
    ranked = np.concatenate([yes, no])
    drawn = resampling.weights(len(ranked), RESAMPLES, seed)
    of_yes, of_no = drawn[:, : len(yes)], drawn[:, len(yes) :]
    pairs = of_yes.sum(axis=1) * of_no.sum(axis=1)
    rows = []
    for number, error in zip(means.T, errors.T, strict=True):
        above = (np.sign(number[yes][:, None] - number[no]) + 1.0) / 2.0
        with np.errstate(invalid="ignore"):  # a resample may hold states of one kind alone
            resampled = np.einsum("ri,ij,rj->r", of_yes, above, of_no) / pairs
        low, high = map(float, resampling.ends(resampled))
        told = bool(np.var(number[ranked], ddof=1) > NOISE * np.mean(error[ranked] ** 2))
        rows.append(
            {
                "auc": float(above.mean()),
                "auc_low": low,
                "auc_high": high,
                "spearman": _spearman(number, words),
                "verdict": _verdict(float(above.mean()), low, high) if told else NEITHER,
            }
        )
    return pd.DataFrame(rows, index=pd.Index(SCORED, name="number"))


def _verdict(auc: float, low: float, high: float) -> str:
    """Whether a number ranks with the record or against it; it only leans where the interval holds a coin."""
    if auc == 0.5:
        return NEITHER
    if auc > 0.5:
        return FOR if low > 0.5 else LEANS_FOR
    return AGAINST if high < 0.5 else LEANS_AGAINST


def _spearman(number: Reals, words: Reals) -> float:
    """Rank correlation with the codes over all states whose code is known; NaN where all are alike."""
    if np.ptp(number) == 0.0 or np.ptp(words) == 0.0:
        return float("nan")
    return float(pd.Series(number).rank().corr(pd.Series(words).rank()))

"""Does the model tell past missions that held from those that did not? Scored even if it does not.

Each coded episode becomes a force that is simply there, with the episode's size, place, rules, backing, consent and
adversary; the score is the model's five-year risk of attack. It is set against honest opponents: the base rate, troop
numbers, each single code, and the codes simply added up. The level of risk is not identified, so a logistic curve
turns scores into probabilities: fitted on all other clusters of related episodes, or, for a file, on the ledger's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize

from sim.analysis import episodes, runs
from sim.analysis.episodes import CODES, Episode
from sim.evidence import load
from sim.scenario import ScenarioError
from sim.scenario.errors import check_seed, choice, whole
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

RESAMPLES = 1_000
WARNING = "Rules, backing and consent were coded by one hand that knew the outcome: an upper bound."
FLAT = "Every resample of so few episodes ranks them alike: an interval of no width is no certainty."
"""What is said of an AUC whose interval has no width."""
MODEL, TROOPS, BASE, SUM = "model", "troops only", "base rate", "all codes added up"
FEWEST = 4
"""Episodes below which a file of missions can tell nothing."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Hindcast:
    """Skill on past episodes; `table` has a row each for the model, every opponent, and the model's other theories.

    `ignored` names the columns of a file that were left aside; `trained_on` says what the probabilities were fitted on.
    """

    table: pd.DataFrame
    episodes: pd.DataFrame
    gain: tuple[float, float, float]
    theory: str
    trained_on: str
    ignored: tuple[str, ...]
    seed: int
    replicates: int

    @property
    def skilful(self) -> bool:
        """Whether the model's Brier score beats the base rate's beyond the noise."""
        return self.gain[1] > 0.0

    @property
    def better(self) -> tuple[str, ...]:
        """Opponents that rank the episodes better than the model, the best first."""
        ranked = self.table["auc"][[*OPPONENTS]].sort_values(ascending=False)
        return tuple(ranked.index[ranked > self.table["auc"][MODEL]])

    def sentence(self) -> str:
        """Skill, or that there is none, who does better, and the warning that belongs to it."""
        brier = ", ".join(f"{name} {self.table['brier'][name]:.3f}" for name in (MODEL, TROOPS, BASE))
        gain = numbers.estimate(*self.gain, signed=True)
        verdict = "skill beyond the base rate" if self.skilful else "no skill beyond what noise could give"
        if not self.skilful and self.table["auc_low"][MODEL] > 0.5:
            verdict = f"the model ranks them better than chance, but its probabilities show {verdict}"
        clusters = self.episodes["cluster"].nunique()
        where = f"On {len(self.episodes)} episodes in {clusters} clusters: {verdict}."
        told = f"AUC of the model under {labels.lever(self.theory)} {self._auc(MODEL)}, {self._rivals()}."
        score = f"Brier score, fitted on {self.trained_on}: {brier}; gain over the base rate {gain}."
        return " ".join([where, told, *([FLAT] if self._flat else []), score, WARNING])

    @property
    def _flat(self) -> bool:
        """Whether the model's AUC has an interval of no width."""
        return bool(self.table["auc_low"][MODEL] == self.table["auc_high"][MODEL])

    def _rivals(self) -> str:
        if not self.better:
            return f"of its best opponent, {self._best()}"
        named = ", ".join(f"{name} {self.table['auc'][name]:.2f}" for name in self.better)
        return f"which {len(self.better)} of {len(OPPONENTS)} opponents beat: {named}"

    def _best(self) -> str:
        best = str(self.table["auc"][[*OPPONENTS]].idxmax())
        return f"{best}, {self._auc(best)}"

    def _auc(self, name: str) -> str:
        mean, low, high = (float(self.table[end][name]) for end in ("auc", "auc_low", "auc_high"))
        return "{} ({} to {})".format(f"{mean:.2f}", *numbers.ends(low, high, 2))

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


OPPONENTS = (BASE, TROOPS, *CODES, SUM)
"""What the model has to beat."""


def hindcast(
    *, missions: Path | None = None, theory: str = "consensus", replicates: int = 400, seed: int = 1
) -> Hindcast:
    """Run past missions and score the model beside every opponent, win or lose.

    Parameters
    ----------
    missions
        A CSV file with the columns of the ledger of missions that `episodes.NEEDED` names; left out, the ledger.
        Probabilities for a file are fitted on the ledger's episodes, less those in clusters of the same name.
    theory
        The theory whose score is called the model's; all others are rows of their own.
    replicates, seed
        Runs of each episode under each theory, and the seed of the draws.

    Returns
    -------
    Hindcast
        The table of all forecasters, and the episodes.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = hindcast(replicates=5)
    >>> set(OPPONENTS) <= set(found.table.index)
    True
    """
    schools = tuple(load().theories)
    choice("theory", theory, schools)
    replicates, seed = whole("replicates", replicates, 1, 1_000_000, "runs"), check_seed(seed)
    known = episodes.of_ledger()
    tested, ignored = (known, ()) if missions is None else episodes.of_file(missions)
    if len(tested) < FEWEST or len({one.happened for one in tested}) < 2:
        raise ScenarioError(
            f"missions: {len(tested)} episodes, {sum(one.happened for one in tested)} of which broke down; "
            f"allowed: {FEWEST} or more, some of either kind"
        )
    scores = _all_scores(tested, schools, replicates, seed)
    happened, clusters = _outcomes(tested)
    if missions is None:
        forecasts = {name: left_out(score, happened, clusters) for name, score in scores.items()}
    else:
        shared = set(clusters.tolist())
        trained = tuple(one for one in known if one.cluster not in shared)
        fitted, truth = _all_scores(trained, schools, replicates, seed), _outcomes(trained)[0]
        forecasts = {name: elsewhere(fitted[name], truth, score) for name, score in scores.items()}
    for columns in (scores, forecasts):
        columns[MODEL] = columns[_under(theory)]
    order = [MODEL, *OPPONENTS, *(_under(name) for name in schools if name != theory)]
    table, gain = _scored({name: scores[name] for name in order}, forecasts, happened, clusters, seed)
    rows = {
        "mission": [one.mission for one in tested],
        "cluster": clusters,
        "happened": happened,
        "risk": 1 / (1 + np.exp(-scores[MODEL])),
        "forecast": forecasts[MODEL],
    }
    trained_on = "the other clusters" if missions is None else "the ledger's episodes"
    return Hindcast(table, pd.DataFrame(rows), gain, theory, trained_on, ignored, seed, replicates)


def transferred(*, replicates: int = 400, seed: int = 1) -> pd.DataFrame:
    """Brier scores of every forecaster where it is fitted on one kind of mission and tested on the other.

    Parameters
    ----------
    replicates, seed
        Runs of each episode of the ledger under each theory, and the seed of the draws.

    Returns
    -------
    pandas.DataFrame
        One row a forecaster: fitted on missions that held a line and tested on those spread over an area, and the
        reverse.

    Examples
    --------
    >>> list(transferred(replicates=5))
    ['line to area', 'area to line']
    """
    known, schools = episodes.of_ledger(), tuple(load().theories)
    scores = _all_scores(known, schools, replicates, check_seed(seed))
    happened, line = _outcomes(known)[0], np.array([one.on_a_line for one in known])
    columns = {}
    for name, fitted in (("line to area", line), ("area to line", ~line)):
        found = {
            who: elsewhere(score[fitted], happened[fitted], score[~fitted]) for who, score in scores.items()
        }
        columns[name] = {who: float(((one - happened[~fitted]) ** 2).mean()) for who, one in found.items()}
    return pd.DataFrame(columns)


def _under(theory: str) -> str:
    return f"model, {theory}"


def _outcomes(found: Sequence[Episode]) -> tuple[Flags, NDArray[np.str_]]:
    return np.array([one.happened for one in found], bool), np.array([one.cluster for one in found])


def _all_scores(
    found: Sequence[Episode], schools: Sequence[str], replicates: int, seed: int
) -> dict[str, Reals]:
    """What each forecaster says of each episode, on a scale of its own: more is worse."""
    codes = {code: sign * np.array([one.codes[code] for one in found]) for code, sign in CODES.items()}
    scores: dict[str, Reals] = {
        BASE: np.zeros(len(found)),
        TROOPS: -np.log10([max(1.0, one.troops) for one in found]),
        **codes,
        SUM: np.sum(list(codes.values()), axis=0),
    }
    edge = 0.5 / replicates
    for school in schools:
        played = [one.scenario(school) for one in found]
        risk = runs.measured(played, ["attacked"], replicates=replicates, seed=seed)[0].mean(axis=1)
        risk = np.clip(risk, edge, 1 - edge)
        scores[_under(school)] = np.log(risk / (1 - risk))
    return scores


def elsewhere(fitted: Reals, truth: Flags, score: Reals) -> Reals:
    """Probabilities for some episodes from a logistic curve through others."""
    a, b = _logistic(fitted, truth)
    return np.asarray(1 / (1 + np.exp(-a - b * score)))


def left_out(score: Reals, happened: Flags, clusters: NDArray[np.str_]) -> Reals:
    """Probabilities for each cluster from a logistic curve through all the others."""
    found = np.empty(len(score))
    for cluster in np.unique(clusters):
        held = clusters == cluster
        a, b = _logistic(score[~held], happened[~held])
        found[held] = 1 / (1 + np.exp(-a - b * score[held]))
    return found


def auc(score: Reals, happened: Flags) -> float:
    """Chance that an episode that broke down scores above one that held; ties count half."""
    return float(aucs(score, happened, np.ones((1, len(score))))[0])


def aucs(score: Reals, happened: Flags, drawn: Reals) -> Reals:
    """The same for resamples, in which each episode stands so many times: a row each; NaN where all went one way."""
    above, below = score[happened, None], score[None, ~happened]
    wins = (above > below) + 0.5 * (above == below)
    up, down = drawn[:, happened], drawn[:, ~happened]
    won, pairs = ((up @ wins) * down).sum(axis=1), up.sum(axis=1) * down.sum(axis=1)
    return np.asarray(np.divide(won, pairs, out=np.full(len(drawn), np.nan), where=pairs > 0.0))


def _logistic(score: Reals, happened: Flags) -> tuple[float, float]:
    """Intercept and slope with a light ridge on the slope, so that a perfect split stays finite."""

    def loss(ab: Reals) -> float:
        z = ab[0] + ab[1] * score
        return float(np.logaddexp(0.0, np.where(happened, -z, z)).sum() + 0.05 * ab[1] ** 2)

    a, b = optimize.minimize(loss, np.zeros(2), method="BFGS").x
    return float(a), float(b)


def _scored(
    scores: dict[str, Reals],
    forecasts: dict[str, Reals],
    happened: Flags,
    clusters: NDArray[np.str_],
    seed: int,
) -> tuple[pd.DataFrame, tuple[float, float, float]]:
    """AUC and Brier score of each forecast, and the model's gain, with intervals over resampled clusters."""
    drawn = list(resampling.clustered(clusters, RESAMPLES, seed))
    times = np.array([np.bincount(at, minlength=len(happened)) for at in drawn], float)
    rows = []
    for name, score in scores.items():
        low, high = map(float, resampling.ends(aucs(score, happened, times)))
        brier = float(((forecasts[name] - happened) ** 2).mean())
        rows.append({"auc": auc(score, happened), "auc_low": low, "auc_high": high, "brier": brier})
    better = (forecasts[BASE] - happened) ** 2 - (forecasts[MODEL] - happened) ** 2
    low, high = map(float, resampling.ends([float(better[at].mean()) for at in drawn]))
    return pd.DataFrame(rows, index=list(scores)), (float(better.mean()), low, high)

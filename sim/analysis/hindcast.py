"""Does the model tell past missions that held from those that did not? Scored even if it does not.

Each coded episode becomes a force that is simply there, with the episode's size, rules, backing and consent;
the score is the model's five-year risk of attack. It is set against the base rate and against troop numbers
alone, with every cluster of related episodes left out in turn. The level of risk is not identified, so a
logistic curve fitted on the other clusters turns scores into probabilities.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize, stats

from sim.analysis import runs
from sim.evidence import Mission, load
from sim.scenario import BY_NAME, Scenario
from sim.scenario.injects import Inject
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import numbers

PARITY = 360_000.0
"""Both sides' strength when the adversary's relative capability is one half: the model's own figure."""
WEAKEST = 50_000.0
"""Least strength of an adversary that the model allows."""
REFUSED = 0.05
"""Host consent below which the force has to leave at once."""
RESAMPLES = 1_000
WARNING = "Rules, backing and consent were coded by one hand that knew the outcome: an upper bound."
MODEL, TROOPS, BASE = "model", "troops only", "base rate"
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Hindcast:
    """Skill on past episodes; `table` has a row each for the model, troops alone, and the base rate."""

    table: pd.DataFrame
    episodes: pd.DataFrame
    gain: tuple[float, float, float]
    seed: int
    replicates: int

    @property
    def skilful(self) -> bool:
        """Whether the model's Brier score beats the base rate's beyond the noise."""
        return self.gain[1] > 0.0

    def sentence(self) -> str:
        """Skill, or that there is none, with the warning that belongs to it."""
        rows = self.table.to_dict("index")
        auc = {
            name: numbers.estimate(row["auc"], row["auc_low"], row["auc_high"]) for name, row in rows.items()
        }
        brier = ", ".join(f"{name} {row['brier']:.3f}" for name, row in rows.items())
        gain = numbers.estimate(*self.gain, signed=True)
        verdict = "skill beyond the base rate" if self.skilful else "no skill beyond what noise could give"
        if not self.skilful and rows[MODEL]["auc_low"] > 0.5:
            verdict = f"the model ranks them better than chance, but its probabilities show {verdict}"
        clusters = self.episodes["cluster"].nunique()
        where = f"On {len(self.episodes)} episodes in {clusters} clusters: {verdict}."
        told = f"AUC {auc[MODEL]}, by troops alone {auc[TROOPS]}."
        score = f"Brier score, clusters left out: {brier}; gain over the base rate {gain}."
        return f"{where} {told} {score} {WARNING}"

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


def hindcast(*, replicates: int = 400, seed: int = 1) -> Hindcast:
    """Run the episodes that the ledger includes, and score them."""
    missions = [mission for mission in load().missions if mission.fit_include]
    risk = runs.measured([episode(m) for m in missions], ["attacked"], replicates=replicates, seed=seed)[
        0
    ].mean(axis=1)
    happened = np.array([m.major_hostilities_within_5y for m in missions], bool)
    clusters = np.array([m.cluster for m in missions])
    edge = 0.5 / replicates
    scores = {
        MODEL: np.log(np.clip(risk, edge, 1 - edge) / (1 - np.clip(risk, edge, 1 - edge))),
        TROOPS: -np.log10([m.troops_peak for m in missions]),
        BASE: np.zeros(len(missions)),
    }
    forecasts = {name: left_out(score, happened, clusters) for name, score in scores.items()}
    episodes = pd.DataFrame(
        {
            "mission": [m.mission for m in missions],
            "cluster": clusters,
            "happened": happened,
            "risk": risk,
            "forecast": forecasts[MODEL],
        },
        index=pd.Index([m.episode_id for m in missions], name="episode"),
    )
    table, gain = _scored(scores, forecasts, happened, clusters, seed)
    return Hindcast(table, episodes, gain, seed, replicates)


def episode(mission: Mission) -> Scenario:
    """A past mission in the model's terms (grade D): a granted force, protection only, for five years."""
    gone = (Inject("consent_withdrawn", 0, 0.0),) if mission.host_consent < REFUSED else ()
    return Scenario(
        force_size=min(mission.troops_peak, BY_NAME["force_size"].high),
        roe=mission.roe_permissiveness,
        us_backing=mission.great_power_backing,
        russian_consent=mission.adversary_consent,
        roles=("protection",),
        force_generation="granted",
        battlefield=0.0,
        horizon=60,
        injects=gone,
        assume=(("UA", PARITY), ("RU", max(WEAKEST, 2 * PARITY * mission.adversary_relative_capability))),
    )


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
    ranks = stats.rankdata(score)
    up, down = int(happened.sum()), int((~happened).sum())
    if not up or not down:
        return float("nan")
    return float((ranks[happened].sum() - up * (up + 1) / 2) / (up * down))


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
    rows = []
    for name, score in scores.items():
        low, high = map(float, resampling.ends([auc(score[at], happened[at]) for at in drawn]))
        brier = float(((forecasts[name] - happened) ** 2).mean())
        rows.append({"auc": auc(score, happened), "auc_low": low, "auc_high": high, "brier": brier})
    better = (forecasts[BASE] - happened) ** 2 - (forecasts[MODEL] - happened) ** 2
    low, high = map(float, resampling.ends([float(better[at].mean()) for at in drawn]))
    return pd.DataFrame(rows, index=list(scores)), (float(better.mean()), low, high)

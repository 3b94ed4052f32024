"""Why a country said yes or no: its willingness, term by term.

The terms are those of `rules.willingness`; the engine writes them while it runs. They sum to the willingness to take
one role, in every run and so on average: support troops if they are on offer, else protection troops, whether or not
soldiers are asked for. A state that declines this role may still take another, and one that is willing may be stopped
by its parliament; so the sentence says how often it is on the ground as well.

A term's weight is its mean size, whichever sign it has in a run, as a share of all terms': doubt and a stance that is
drawn come to nothing on average, yet decide runs. What weighs less than `DECIDING` is marked as not deciding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.basis import basis
from sim.analysis.spoken import spoken_of
from sim.analysis.trace import trace
from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.rules.roles import FORWARD, ON_GROUND, PROTECTION, ROLE_LABELS, SUPPORT, explained, offered
from sim.rules.willingness import TERMS
from sim.scenario import Scenario
from sim.stats import intervals
from sim.stats.intervals import Reals
from sim.version import STATEMENT, __version__
from sim.wording import labels, numbers
from sim.wording.adding_up import adding_up

WILLINGNESS = "willingness"
PLACES = 2
"""Decimals of every term, so that they add up as they are written."""
BAND = (0.05, 0.95)
DECIDING = 0.03
"""Share of all that weighs below which a term does not decide."""


@dataclass(frozen=True)
class Explanation:
    """Why one country decided as it did; `table` has one row a term and a last one for the sum.

    `willing` is the share of runs in which it would take `role`, `on_the_ground` the share in which it has soldiers in
    Ukraine then; `on_offer` says whether the mission asks for soldiers on the ground at all, and `known` whether a
    statement of its government is known, or set: else its stance is drawn in every run.
    """

    country: str
    name: str
    known: bool
    role: str
    on_offer: bool
    month: int | None
    replicate: int | None
    seed: int
    replicates: int
    scenario_hash: str
    willing: float
    willing_low: float
    willing_high: float
    on_the_ground: float
    table: pd.DataFrame

    @property
    def mean(self) -> pd.Series:
        """The terms' means, logits; they sum to the mean willingness."""
        return self.table["mean"].drop(WILLINGNESS)

    @property
    def printed(self) -> dict[str, float]:
        """The means as they are written."""
        return printed(self.table)

    def sentence(self) -> str:
        """The decision, and what weighed most on either side."""
        against, in_favour = self.mean[self.mean < -0.005].sort_values(), self.mean[self.mean > 0.005]
        sentence = f"{self._verdict()}; its willingness is {self._figure(WILLINGNESS)}."
        if len(against):
            sentence += f" Against it {self._weighs(list(against.index[:2]))}."
        if len(in_favour):
            sentence += f" For it {self._weighs(list(in_favour.sort_values(ascending=False).index[:2]))}."
        return f"{sentence}{self._drawn()}"

    def _drawn(self) -> str:
        """That no stance is known, and how far what is drawn in its place moves the willingness."""
        if self.known:
            return ""
        band = [float(self.table[end]["stance"]) for end in ("low", "high")]
        low, high = numbers.ends(band[0], band[1], 2, signed=True)
        spread = f", here to weigh {low} to {high} in nine runs of ten" if self.replicate is None else ""
        return (
            f" No statement of its government on soldiers was found: its stance is drawn in each run{spread}."
        )

    def _verdict(self) -> str:
        yes = self.willing >= 0.5
        sentence = f"{self.name} {'is willing to send' if yes else 'declines'} {self.role}"
        if not self.on_offer:
            would = "send" if yes else "decline"
            sentence = f"No soldiers are asked for; were they, {self.name} would {would} {self.role}"
        if self.month is not None:
            sentence += f" in month {self.month}"
        if self.replicate is not None:
            ground = ", and is on the ground" if self.on_the_ground else ", but is not on the ground"
            aside = ground if self.on_offer and yes != bool(self.on_the_ground) else ""
            return f"{sentence} in replicate {self.replicate}{aside}"
        ends = (self.willing_low, self.willing_high) if yes else (1 - self.willing_high, 1 - self.willing_low)
        often = numbers.estimate(self.willing if yes else 1 - self.willing, *ends, "1") + " of"
        often = "all" if self.willing in (0.0, 1.0) else often
        verdict = f"{sentence} in {often} {numbers.counted(self.replicates, 'run')}"
        if self.on_offer and self.on_the_ground != self.willing:
            verdict += f" and is on the ground in {numbers.figure(self.on_the_ground, 2, '1')}"
        return verdict

    def _weighs(self, terms: list[str]) -> str:
        named = [f"{labels.term(term, known=self.known)} ({self._figure(term)})" for term in terms]
        return f"{'weighs' if len(terms) == 1 else 'weigh'} most {labels.listed(named)}"

    def _figure(self, term: str) -> str:
        return numbers.bare(self.printed[term], PLACES, signed=True)

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.short.to_html()}"

    @property
    def short(self) -> pd.DataFrame:
        """What decides, the heaviest first, the other terms as one, and their sum: as it is written."""
        weights = self.table["weight"].drop(WILLINGNESS)
        bands = self.table[["low", "high"]].astype(float)
        decide = weights[weights >= DECIDING].sort_values(ascending=False, kind="stable").index
        rows = {
            labels.term(str(term), known=self.known): (
                self._figure(str(term)),
                " to ".join(numbers.ends(bands["low"][term], bands["high"][term], PLACES, signed=True)),
                numbers.per_cent(float(weights[term])),
            )
            for term in decide
        }
        total = self.printed[WILLINGNESS]
        rest = total - sum(self.printed[str(term)] for term in decide)
        small = int((weights > 0.0).sum()) - len(decide)
        if small:
            rows[numbers.counted(small, "smaller term")] = (numbers.bare(rest, PLACES, signed=True), "", "")
        rows[WILLINGNESS] = (self._figure(WILLINGNESS), "", "")
        return pd.DataFrame.from_dict(
            rows, orient="index", columns=["mean, logits", "nine runs in ten", "weight"]
        )


def explain(
    scenario: Scenario,
    country: str = "POL",
    seed: int = 1,
    replicates: int = 2_000,
    month: int | None = None,
    replicate: int | None = None,
) -> pd.DataFrame:
    """The terms of a country's willingness: mean with its 95 % interval, spread, 90 % band, weight, parameters behind.

    Parameters
    ----------
    scenario
        What is run; its horizon is the number of months.
    country
        Code of a country that the scenario does not leave out, such as `POL`.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    replicates
        Runs, 1 to 50,000; one if `replicate` is given.
    month
        Each run is taken in its last month of peace up to this one, from 0; left out: the scenario's last.
    replicate
        Number of the one run to look at, 0 to 100,000,000; left out: replicates 0 to `replicates` − 1.

    Returns
    -------
    pandas.DataFrame
        One row a term, the heaviest first, and a last row `willingness`, their sum, in logits, for the role in
        `.attrs["role"]`. The finding in words stands in `.attrs["finding"]`; `explanation` gives more around it.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = explain(Scenario(horizon=6), "POL", replicates=20)
    >>> found.index[-1], found.attrs["role"]
    ('willingness', 'support troops in the rear')
    """
    found = explanation(scenario, country, seed, replicates, month, replicate)
    table = found.table.sort_values("weight", ascending=False, kind="stable", na_position="last")
    table.attrs = {
        "finding": found.sentence(),
        "country": country,
        "role": found.role,
        "known": found.known,
        "willing": found.willing,
        "willing_low": found.willing_low,
        "willing_high": found.willing_high,
        "on_the_ground": found.on_the_ground,
        "seed": seed,
        "replicates": found.replicates,
        "version": __version__,
        "scenario_hash": found.scenario_hash,
        "statement": STATEMENT,
    }
    return table


def explanation(
    scenario: Scenario,
    country: str = "POL",
    seed: int = 1,
    replicates: int = 2_000,
    month: int | None = None,
    replicate: int | None = None,
) -> Explanation:
    """As `explain`, with the decision, its interval and a sentence.

    Parameters
    ----------
    scenario, country, seed, replicates, month, replicate
        As for `explain`.

    Returns
    -------
    Explanation
        The decision, the share of runs that end in it, and the table of terms.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = explanation(Scenario(horizon=6), "POL", replicates=20)
    >>> found.name, found.on_offer, found.replicates
    ('Poland', True, 20)
    """
    terms, rungs = trace(scenario, country, seed, replicates, month, replicate)
    willing = intervals.share((terms.sum(axis=-1) > 0.0).astype(float))
    levers = lay_out([scenario]).levers_of(0)
    role = explained(levers)
    return Explanation(
        country=country,
        name=load().names[country],
        known=country in spoken_of(scenario),
        role=ROLE_LABELS[role],
        on_offer=any(offered(levers, ground) for ground in (SUPPORT, PROTECTION, FORWARD)),
        month=month,
        replicate=replicate,
        seed=seed,
        replicates=len(terms),
        scenario_hash=scenario.digest,
        willing=float(willing.mean),
        willing_low=float(willing.low),
        willing_high=float(willing.high),
        on_the_ground=float((rungs >= ON_GROUND).mean()),
        table=_table(terms, role),
    )


def printed(table: pd.DataFrame) -> dict[str, float]:
    """The means of a table of terms as they are written, to `PLACES`: the terms add up to the willingness."""
    terms = table["mean"].drop(WILLINGNESS)
    written = dict(zip(map(str, terms.index), adding_up(terms.to_list(), PLACES), strict=True))
    return written | {WILLINGNESS: round(float(table["mean"][WILLINGNESS]), PLACES)}


def _table(terms: Reals, role: int) -> pd.DataFrame:
    rows = np.column_stack([terms, terms.sum(axis=-1)])
    low, high = np.quantile(rows, BAND, axis=0)
    spread = rows.std(axis=0, ddof=1) if len(rows) > 1 else np.zeros(rows.shape[1])
    sure = intervals.mean(rows.T)
    size = np.abs(terms).mean(axis=0)
    weight = np.append(size / max(float(size.sum()), np.finfo(float).tiny), np.nan)
    table = pd.DataFrame(
        {
            "mean": rows.mean(axis=0),
            "mean_low": sure.low,
            "mean_high": sure.high,
            "sd": spread,
            "low": low,
            "high": high,
            "weight": weight,
            "unit": "logit",
        },
        index=pd.Index([*TERMS, WILLINGNESS], name="term"),
    )
    known = load().parameters
    behind = [basis(str(term), role) for term in table.index]
    table["parameters"] = [" ".join(names) for names in behind]
    table["grade"] = [max((known[name].grade for name in names), default="") for names in behind]
    table["source"] = ["; ".join(dict.fromkeys(known[name].source for name in names)) for names in behind]
    return table

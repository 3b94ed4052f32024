"""Why a country said yes or no: its willingness, term by term.

The terms are those of `rules.willingness`; the engine writes them while it runs. They sum to the willingness
at the easiest ground rung on offer, in every run and so on average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis import intervals, runs, words
from sim.analysis.intervals import Reals
from sim.ensemble import run_deck
from sim.evidence import load
from sim.rules.ladder import RUNG_NAMES, SUPPORT, explained
from sim.rules.willingness import TERMS
from sim.scenario import Scenario
from sim.scenario.deck import deal
from sim.scenario.errors import whole
from sim.version import __version__

WILLINGNESS = "willingness"
BAND = (0.05, 0.95)
BASIS: dict[str, tuple[str, ...]] = {
    "inclination": ("b0",),
    "stance": ("b_st",),
    "public": ("b_pub", "poll_sd", "mu", "xi", "drift", "rally", "rally_keep"),
    "nearness": ("b_near", "near_km"),
    "peers": ("b_peer", "peer_full"),
    "mandate": ("b_m",),
    "battlefield": ("b_Q",),
    "lock_in": ("b_lock", "lock_months"),
    "doubt": ("doubt",),
    "us_absence": ("b_us", "r_s", "trust_up", "trust_down"),
    "us_ambiguity": ("zeta",),
    "hostilities": ("b_hot", "settle"),
    "rules_of_engagement": ("b_roe",),
    "border_norm": ("b_norm", "norm_army"),
    "rung": ("bonus_support", "bonus_forward"),
    "location": ("b_loc",),
}
"""The parameters a term rests on."""


@dataclass(frozen=True)
class Explanation:
    """Why one country decided as it did; `table` has one row a term and a last one for the sum."""

    country: str
    name: str
    rung: str
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

    def sentence(self) -> str:
        """The decision, and what weighed most on either side."""
        against, in_favour = self.mean[self.mean < -0.005].sort_values(), self.mean[self.mean > 0.005]
        said = f"{self.name} {self._verdict()}; its willingness is {self._figure(WILLINGNESS)}."
        if len(against):
            said += f" Against it {self._weighs(list(against.index[:2]))}."
        if len(in_favour):
            said += f" For it {self._weighs(list(in_favour.sort_values(ascending=False).index[:2]))}."
        return said

    def _verdict(self) -> str:
        if self.replicate is not None:
            return f"{'is willing' if self.willing else 'declines'} in replicate {self.replicate}"
        yes = self.willing >= 0.5
        ends = (self.willing_low, self.willing_high) if yes else (1 - self.willing_high, 1 - self.willing_low)
        often = words.estimate(self.willing if yes else 1 - self.willing, *ends, "1") + " of"
        often = "all" if self.willing in (0.0, 1.0) else often
        verdict = f"{'is willing' if yes else 'declines'} in {often} {self.replicates:,} runs"
        if yes and self.on_the_ground < self.willing:
            verdict += f" and sends soldiers in {words.figure(self.on_the_ground, 2, '1')}"
        return verdict

    def _weighs(self, terms: list[str]) -> str:
        named = [f"{term} ({self._figure(term)})" for term in terms]
        return f"{'weighs' if len(terms) == 1 else 'weigh'} most {words.listed(named)}"

    def _figure(self, term: str) -> str:
        return words.bare(float(self.table["mean"][term]), 2, signed=True)

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(2).to_html()}"


def explain(
    scenario: Scenario,
    country: str = "POL",
    seed: int = 1,
    replicates: int = 2_000,
    month: int | None = None,
    replicate: int | None = None,
) -> pd.DataFrame:
    """The terms of a country's willingness: mean, spread, 90 % band, and the parameters behind each.

    One row a term, and a last row `willingness`, their sum. `month` counts from 0; without it each run is
    taken in its last month of peace. With `replicate` one run is explained alone. The finding stands in
    `.attrs["finding"]`; `explanation` gives the same with more around it. Raises `ScenarioError`.
    """
    found = explanation(scenario, country, seed, replicates, month, replicate)
    table = found.table.copy()
    table.attrs = {
        "finding": found.sentence(),
        "country": country,
        "willing": found.willing,
        "on_the_ground": found.on_the_ground,
        "seed": seed,
        "replicates": found.replicates,
        "version": __version__,
        "scenario_hash": found.scenario_hash,
        "statement": "explores assumptions; not a forecast",
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
    """As `explain`, with the decision, its interval and a sentence."""
    terms, rungs = trace(scenario, country, seed, replicates, month, replicate)
    willing = intervals.share((terms.sum(axis=-1) > 0.0).astype(float))
    deck = deal([scenario])
    return Explanation(
        country=country,
        name=next(c.name for c in load().contributors if c.code == country),
        rung=RUNG_NAMES[explained(deck.levers[0])],
        month=month,
        replicate=replicate,
        seed=seed,
        replicates=len(terms),
        scenario_hash=scenario.digest,
        willing=float(willing.mean),
        willing_low=float(willing.low),
        willing_high=float(willing.high),
        on_the_ground=float((rungs >= SUPPORT).mean()),
        table=_table(terms),
    )


def trace(
    scenario: Scenario,
    country: str,
    seed: int = 1,
    replicates: int = 2_000,
    month: int | None = None,
    replicate: int | None = None,
) -> tuple[Reals, Reals]:
    """Terms of every run, shape (runs, terms), and the rung held in the last month of peace."""
    at = runs.member(scenario, country)
    month = None if month is None else whole("month", month, 0, scenario.horizon - 1, "months")
    first = 0 if replicate is None else whole("replicate", replicate, 0, 2**31)
    count = 1 if replicate is not None else whole("replicates", replicates, 1, 1_000_000)
    block = run_deck(deal([scenario]), replicates=count, seed=seed, first=first, detail=True, watched=at)
    struck = block.run["attack_month"][0]
    last = (
        np.where(np.isnan(struck), scenario.horizon - 1, struck) if month is None else np.full(count, month)
    )
    return block.trace[0, np.arange(count), last.astype(int)], block.by_country[0, :, at, 0]


def _table(terms: Reals) -> pd.DataFrame:
    rows = np.column_stack([terms, terms.sum(axis=-1)])
    low, high = np.quantile(rows, BAND, axis=0)
    spread = rows.std(axis=0, ddof=1) if len(rows) > 1 else np.zeros(rows.shape[1])
    table = pd.DataFrame(
        {"mean": rows.mean(axis=0), "sd": spread, "low": low, "high": high, "unit": "logit"},
        index=pd.Index([*TERMS, WILLINGNESS], name="term"),
    )
    known = load().parameters
    behind = [BASIS.get(str(term), ()) for term in table.index]
    table["parameters"] = [" ".join(names) for names in behind]
    table["grade"] = [max((known[name].grade for name in names), default="") for names in behind]
    table["source"] = ["; ".join(dict.fromkeys(known[name].source for name in names)) for names in behind]
    return table

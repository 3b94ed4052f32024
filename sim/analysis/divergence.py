"""Where two runs of the same chance part: the first month, the actor, and the term that changed most.

Both scenarios run on the same seed and replicate, month by month in the Mesa model. Within a month Washington
speaks before the countries decide, and the countries decide before Moscow moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.trace import watch
from sim.deployment_model import DeploymentModel
from sim.evidence import load
from sim.rules.roles import RUNG_NAMES
from sim.rules.willingness import TERMS
from sim.scenario import Scenario
from sim.wording import labels, numbers

WASHINGTON, MOSCOW = "Washington", "Moscow"
DEEDS = ("waits", "probes", "attacks")


@dataclass(frozen=True)
class Parting:
    """One actor's first difference: what it does in either run; for a country also the term behind it."""

    month: int
    actor: str
    one: str
    other: str
    term: str = ""
    change: float = 0.0

    def __str__(self) -> str:
        sentence = f"{self.actor} in month {self.month} ({self.one} against {self.other}"
        if self.term:
            sentence += (
                f"; {labels.term(self.term)} changed most, by {numbers.bare(self.change, 2, signed=True)}"
            )
        return f"{sentence})"


@dataclass(frozen=True)
class Divergence:
    """The first difference of Washington, of the countries and of Moscow, in the order in which they came."""

    seed: int
    replicate: int
    partings: tuple[Parting, ...]

    @property
    def first(self) -> Parting | None:
        """The very first difference; None if the runs never part."""
        return self.partings[0] if self.partings else None

    def sentence(self) -> str:
        """Month, actor and term in words."""
        if not self.partings:
            return f"Replicate {self.replicate} runs the same in both scenarios."
        sentence = f"Replicate {self.replicate} first parts at {self.partings[0]}"
        then = labels.listed([str(parting) for parting in self.partings[1:]])
        return f"{sentence}; then {then}." if then else f"{sentence}."


def divergence(one: Scenario, other: Scenario, *, seed: int = 1, replicate: int = 0) -> Divergence:
    """Run one replicate under two scenarios and find where they part, as far as both last.

    Parameters
    ----------
    one, other
        The two scenarios; months after the shorter horizon are not looked at.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    replicate
        Number of the run, 0 to 100,000,000.

    Returns
    -------
    Divergence
        The first difference of Washington, of the countries and of Moscow, none where they do the same.

    Raises
    ------
    ScenarioError
        If the seed or the replicate is out of range.

    Examples
    --------
    >>> base = Scenario(horizon=6)
    >>> divergence(base, base).sentence()
    'Replicate 0 runs the same in both scenarios.'
    >>> divergence(base, base.but(force_size=0.0)).first.month
    0
    """
    pair = [DeploymentModel(s, seed=seed, replicate=replicate, collect=False) for s in (one, other)]
    partings: dict[str, Parting] = {}
    for month in range(min(one.horizon, other.horizon)):
        before = [_count(model) for model in pair]
        for model in pair:
            model.step()
        if WASHINGTON not in partings and pair[0].washington.trust != pair[1].washington.trust:
            heard = [numbers.bare(model.washington.trust, 2) for model in pair]
            partings[WASHINGTON] = Parting(month, WASHINGTON, f"backing {heard[0]}", heard[1])
        if "country" not in partings and (found := _country(pair, month)):
            partings["country"] = _with_term(found, one, other, seed, replicate)
        deeds = [_deed(model, then) for model, then in zip(pair, before, strict=True)]
        if MOSCOW not in partings and deeds[0] != deeds[1]:
            partings[MOSCOW] = Parting(month, MOSCOW, deeds[0], deeds[1])
    return Divergence(seed, replicate, tuple(partings.values()))


def _count(model: DeploymentModel) -> tuple[bool, float]:
    return model.moscow.attacked, model.force.incidents


def _deed(model: DeploymentModel, before: tuple[bool, float]) -> str:
    if model.moscow.attacked != before[0]:
        return DEEDS[2]
    return DEEDS[1] if model.force.incidents != before[1] else DEEDS[0]


def _country(pair: list[DeploymentModel], month: int) -> Parting | None:
    """The largest difference of rungs among countries; who is left out of a run stands on rung 0."""
    names = [load().names[code] for code in load().codes]
    found: list[tuple[int, Parting]] = []
    for name, a, b in zip(names, pair[0].seats, pair[1].seats, strict=True):
        rungs = [0 if country is None else int(country.rung) for country in (a, b)]
        if rungs[0] != rungs[1]:
            parting = Parting(month, name, RUNG_NAMES[rungs[0]], RUNG_NAMES[rungs[1]])
            found.append((abs(rungs[0] - rungs[1]), parting))
    return max(found, key=lambda row: row[0])[1] if found else None


def _with_term(parting: Parting, one: Scenario, other: Scenario, seed: int, replicate: int) -> Parting:
    code = next(code for code in load().codes if load().names[code] == parting.actor)
    if code in (*one.exclude, *other.exclude):
        return parting
    month = parting.month
    terms = [watch(s, code, seed=seed, first=replicate, month=month).terms[0, 0, month] for s in (one, other)]
    change = terms[1] - terms[0]
    most = int(abs(change).argmax())
    if change[most] == 0.0:
        return parting
    return Parting(parting.month, parting.actor, parting.one, parting.other, TERMS[most], float(change[most]))

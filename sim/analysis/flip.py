"""What would turn a country's decision: the smallest change of one lever, and of two.

A change is measured as a share of each lever's range; a pair moves both by the same share. All changes run on
the same assumptions and chance, so a flip found here is a flip when applied. A decision is what most runs end
in: on the ground, or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis import runs, validation
from sim.analysis.crossing import Crossing, crossing
from sim.analysis.spoken import spoken_of
from sim.evidence import load
from sim.factors import names
from sim.factors.levels import Range, whole
from sim.scenario import Scenario
from sim.scenario.levers import COLUMNS
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

GRID = np.linspace(0.0, 1.0, 11)[1:]
ROUNDS = 7
MIN_REPLICATES = 10
"""Runs of which most can be said to end in something."""
PAIRED = 6
"""So many levers, those that move the willingness most, are tried in pairs."""
SWITCHES = ("mandate", "reading", "theory")
DRAWN = "drawn"
UNKNOWN = (
    " No statement of its government on soldiers was found: its stance is drawn in each run, and a change of it is "
    "measured from 0."
)
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Move:
    """Factors moved together, each up or down by the same share of its range."""

    factors: tuple[Range, ...]
    signs: tuple[int, ...]

    def applied(self, scenario: Scenario, share: float) -> Scenario:
        """The scenario after a move; a factor stops at the end of its range."""
        goals = {
            f.name: min(max(names.value(scenario, f.name) + sign * share * (f.high - f.low), f.low), f.high)
            for f, sign in zip(self.factors, self.signs, strict=True)
        }
        return names.but(scenario, goals)

    def reach(self, scenario: Scenario) -> float:
        """The share after which nothing moves any more."""
        return float(max(self._room(scenario)))

    def _room(self, scenario: Scenario) -> Iterator[float]:
        """What of each factor's range lies ahead of it, as a share."""
        for f, sign in zip(self.factors, self.signs, strict=True):
            here = names.value(scenario, f.name)
            yield (f.high - here if sign > 0 else here - f.low) / (f.high - f.low)


@dataclass(frozen=True)
class Turn:
    """A change that turns the decision; `share` of the ranges, with an interval (NaN: beyond the range).

    Of a stance that is drawn in each run, what it was before is `DRAWN`; its change is measured from 0.
    """

    levers: tuple[tuple[str, Any, Any], ...]  # name, before, after
    share: float
    low: float
    high: float
    on_the_ground: float
    scenario: Scenario

    def __str__(self) -> str:
        changes = [_change(name, before, after) for name, before, after in self.levers]
        low, high = numbers.ends(self.low, self.high, 2, "share")
        high = high if np.isfinite(self.high) else "beyond the range"
        size = f"{numbers.bare(self.share, 2, 'share')} % of the range, {low} to {high}"
        return f"{labels.listed(changes)} ({size})"


@dataclass(frozen=True)
class Flip:
    """A country's decision, and what turns it: single changes and pairs, the smallest first, and switches."""

    country: str
    name: str
    on_the_ground: float
    seed: int
    replicates: int
    scenario_hash: str
    singles: tuple[Turn, ...]
    pairs: tuple[Turn, ...]
    switches: tuple[tuple[str, str, float], ...]  # lever, setting, share on the ground
    known: bool = True

    def sentence(self) -> str:
        """The decision, and the smallest change of one lever and of two that turns it, if any does."""
        tried = numbers.counted(self.replicates, "run")
        stands = f"{self.name} is on the ground in {numbers.per_cent(self.on_the_ground)} of {tried}"
        one = "no single lever in range turns this"
        two = "" if self.singles else "nor does any pair tried"
        if self.singles:
            one = f"smallest single change that turns this: {self.singles[0]}"
        if self.pairs:
            two = f"smallest pair: {self.pairs[0]}"
        others = labels.listed([f"{lever}={setting}" for lever, setting, _ in self.switches], "or")
        parts = [stands, one, two, f"so does {others}" if others else ""]
        return "; ".join(part for part in parts if part) + "." + ("" if self.known else UNKNOWN)

    def _repr_html_(self) -> str:
        rows = "".join(f"<li>{turn}</li>" for turn in self.singles + self.pairs[:3])
        return f"<p>{self.sentence()}</p><ol>{rows}</ol>"


def flip(
    scenario: Scenario,
    country: str = "POL",
    *,
    levers: Sequence[str] | None = None,
    seed: int = 1,
    replicates: int = 300,
) -> Flip:
    """Search every lever with a range, and the country's own stance and public, for what turns its decision.

    The grid has ten steps a lever; what turns within a step is then bisected.

    Parameters
    ----------
    scenario
        Where the search starts.
    country
        Code of a country that the scenario does not leave out, such as `POL`.
    levers
        Names of what may change, such as `force_size`, `mandate` or `stances.POL`; left out: every lever with a range,
        the country's own stance and public, and the switches in `SWITCHES`. Settings of a switch are tried alone.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    replicates
        Runs a point, 10 to 1,000,000.

    Returns
    -------
    Flip
        The decision as it stands, and single changes, pairs and settings of switches that turn it, smallest first.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = flip(Scenario(horizon=6), "GBR", levers=["force_size"], replicates=20)
    >>> [name for name, _, _ in found.singles[0].levers]
    ['force_size']
    >>> found.singles[0].scenario.force_size
    0.0
    """
    runs.member(scenario, country)
    replicates = validation.count("replicates", replicates, MIN_REPLICATES)
    search = _Search(scenario, country, seed, replicates)
    listed = levers or (*COLUMNS, f"stances.{country}", f"publics.{country}")
    ranges = [factor for name in listed if isinstance(factor := whole(name, scenario), Range)]
    moves = [Move((factor,), (sign,)) for factor in ranges for sign in (1, -1)]
    singles, gains = search.along([move for move in moves if move.reach(scenario) > 1e-9])
    best = [move for move, _ in sorted(gains, key=lambda gain: -gain[1])[:PAIRED]]
    couples = [
        Move(a.factors + b.factors, a.signs + b.signs)
        for a, b in combinations(best, 2)
        if a.factors != b.factors
    ]
    pairs = [pair for pair in search.along(couples)[0] if _worth_it(pair, singles)]
    return Flip(
        country=country,
        name=load().names[country],
        on_the_ground=search.share,
        seed=seed,
        replicates=replicates,
        scenario_hash=scenario.digest,
        singles=singles,
        pairs=tuple(pairs),
        known=country in spoken_of(scenario),
        switches=search.switched([name for name in levers or SWITCHES if names.settings(name)]),
    )


class _Search:
    """Changes to one scenario, seen through one country on one set of replicates."""

    def __init__(self, scenario: Scenario, country: str, seed: int, replicates: int) -> None:
        self.scenario, self.country, self.seed, self.replicates = scenario, country, seed, replicates
        ground, willing = self._run([scenario])
        self.ground, self.willing = ground[0], float(willing[0])
        self.share = float(self.ground.mean())
        self.yes = self.share >= 0.5

    def _run(self, scenarios: Sequence[Scenario]) -> tuple[Flags, Reals]:
        return runs.decisions(scenarios, self.country, replicates=self.replicates, seed=self.seed)

    def _turned(self, ground: Flags) -> Flags:
        return np.asarray((ground.mean(axis=-1) >= 0.5) != self.yes)

    def along(self, moves: list[Move]) -> tuple[tuple[Turn, ...], list[tuple[Move, float]]]:
        """The turns along these moves, smallest first, and how much each move shifts the willingness."""
        if not moves:
            return (), []
        reach = [min(1.0, move.reach(self.scenario)) for move in moves]
        tried = [[step * most for step in GRID] for most in reach]
        ground, willing = self._run(
            [m.applied(self.scenario, x) for m, steps in zip(moves, tried, strict=True) for x in steps]
        )
        ground = ground.reshape(len(moves), len(GRID), -1)
        towards = -1.0 if self.yes else 1.0
        gains = (towards * (willing.reshape(len(moves), -1) - self.willing)).max(axis=1)
        turns = [
            self._bisected(move, steps, seen)
            for move, steps, seen in zip(moves, tried, ground, strict=True)
            if self._turned(seen).any()
        ]
        return tuple(sorted(turns, key=lambda turn: turn.share)), list(
            zip(moves, gains.tolist(), strict=True)
        )

    def _bisected(self, move: Move, steps: list[float], seen: Flags) -> Turn:
        points, values = [0.0, *steps], [self.ground, *seen]
        at = int(self._turned(seen).argmax())
        low, high = points[at], points[at + 1]
        for _ in range(ROUNDS):
            middle = (low + high) / 2
            ground = self._run([move.applied(self.scenario, middle)])[0][0]
            points.append(middle)
            values.append(ground)
            low, high = (low, middle) if self._turned(ground) else (middle, high)
        where = self._interval(points, values)
        after = move.applied(self.scenario, high)
        levers = tuple((f.name, self._before(f.name), names.value(after, f.name)) for f in move.factors)
        share = float(values[points.index(high)].mean())
        return Turn(levers, high, where.low, where.high, share, after)

    def _before(self, name: str) -> Any:
        """The value of a factor before it is moved, or that it is drawn."""
        entry, _, state = name.partition(".")
        drawn = entry == "stances" and state not in spoken_of(self.scenario)
        return DRAWN if drawn else names.value(self.scenario, name)

    def _interval(self, points: list[float], values: list[Flags]) -> Crossing:
        target = 0.5 - 1e-9 if self.yes else 0.5
        return crossing(np.array(points), np.array(values), target, rising=not self.yes)

    def switched(self, levers: list[str]) -> tuple[tuple[str, str, float], ...]:
        """Settings of the switches that turn the decision, each alone."""
        options = [(name, setting) for name in levers for setting in names.settings(name)]
        if not options:
            return ()
        ground, _ = self._run([names.but(self.scenario, {name: setting}) for name, setting in options])
        turned = self._turned(ground)
        return tuple(
            (name, str(setting), float(seen.mean()))
            for (name, setting), seen, turns in zip(options, ground, turned, strict=True)
            if turns
        )


def _worth_it(pair: Turn, singles: Sequence[Turn]) -> bool:
    """Whether a pair asks less than either of its levers alone."""
    named = {name for name, _, _ in pair.levers}
    alone = [single.share for single in singles if single.levers[0][0] in named]
    return pair.share < 0.98 * min(alone, default=np.inf)


def _change(name: str, before: Any, after: float) -> str:
    """`roe from 0.500 to 0.725`, both to the same places."""
    if before == DRAWN:
        return f"{name} from one drawn in each run to {numbers.bare(after, numbers.digits(0.0, 0.0, after))}"
    places = numbers.digits(0.0, 0.0, max(abs(before), abs(after)))
    return f"{name} from {numbers.bare(before, places)} to {numbers.bare(after, places)}"

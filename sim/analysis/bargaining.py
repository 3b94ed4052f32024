"""Two bargaining models on positions of states: the compromise model, and expected utility with challenge rounds.

Both know of each actor a position x on one line, a capability c and a salience s, and nothing else.

    compromise (Achen 2006)        Σ c·s·x / Σ c·s
    median (Black 1948)            the position that no other beats, each actor voting c·s·(how much nearer it is)

Expected utility (Bueno de Mesquita 1985, 1997, in the form that Scholz, Calbert & Smith 2011 published):

    d_ij   = |x_i − x_j| / range
    U_s    = 2 − 4·(½ − ½·d_ij)^r_i          U_f = 2 − 4·(½ + ½·d_ij)^r_i          U_q = 2 − 4·½^r_i
    P_ij   = Σ_k c·s·(d_kj − d_ki) over those nearer i / Σ_k c·s·|d_kj − d_ki|
    E_i    = s_j·(P_ij·U_s + (1 − P_ij)·U_f) + (1 − s_j)·U_s − U_q
    R_i    = (2·Σ_j E_j(i) − max − min)/(max − min) ,  r_i = (1 − R_i/3)/(1 + R_i/3)

In a round everybody challenges everybody. Who expects to gain from j, while j expects to lose, makes an offer: where
i expects more than j fears, j moves part of the way, by |E_j/E_i|; where less, j gives in and moves all the way.
Where both expect to gain, the one who expects more prevails. Each actor takes the offer that asks least of it; all
move at once. Rounds go on until nobody moves, ROUNDS at most. Simplified: what an actor believes of another is what
that other expects, and Q, the chance that nothing would change without a challenge, is 1. Pitfalls: positions may
swap for ever; on small examples the outcome hangs on ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.stats.intervals import Reals

ROUNDS = 20
STILL = 1e-3
"""Share of the range below which an actor counts as still."""


@dataclass(frozen=True)
class Bargain:
    """Positions of every round, shape (rounds + 1, actors), and the median after each."""

    positions: Reals
    medians: Reals

    @property
    def final(self) -> Reals:
        """Where each actor ends."""
        return np.asarray(self.positions[-1])


def compromise(positions: Reals, weights: Reals) -> float:
    """Mean position, each actor weighing capability × salience.

    Examples
    --------
    >>> compromise(np.array([0.0, 10.0]), np.array([3.0, 1.0]))
    2.5
    """
    return float(positions @ weights / weights.sum())


def median(positions: Reals, weights: Reals) -> float:
    """The position that beats every other when each actor votes its weight times how much nearer one of two is.

    Examples
    --------
    >>> median(np.array([0.0, 4.0, 10.0]), np.array([1.0, 1.0, 1.0]))
    4.0
    """
    far = np.abs(positions[:, None] - positions)  # of actor k (rows) from the position of i (columns)
    votes = np.einsum("k,kij->ij", weights, far[:, None, :] - far[:, :, None])
    return float(positions[int(np.argmax((votes >= -1e-12).sum(axis=1)))])


def bargain(positions: Reals, capability: Reals, salience: Reals, *, rounds: int = ROUNDS) -> Bargain:
    """Challenge rounds until nobody moves.

    Parameters
    ----------
    positions
        Of the actors, on any scale.
    capability, salience
        Of each, above 0; salience at most 1.
    rounds
        Rounds at most.

    Returns
    -------
    Bargain
        Positions and medians from before the first round on.

    Examples
    --------
    >>> found = bargain(np.array([0.0, 10.0]), np.array([9.0, 1.0]), np.array([1.0, 1.0]))
    >>> found.final.tolist()
    [0.0, 0.0]
    """
    width = float(np.ptp(positions))
    weights = capability * salience
    path, middles = [positions], [median(positions, weights)]
    for _ in range(rounds if width > 0.0 else 0):
        path.append(_round(path[-1], weights, salience, width))
        middles.append(median(path[-1], weights))
        if float(np.abs(path[-1] - path[-2]).max()) < STILL * width:
            break
    return Bargain(np.stack(path), np.array(middles))


def expected(positions: Reals, weights: Reals, salience: Reals, risk: Reals, width: float) -> Reals:
    """What each actor (rows) expects of challenging each other (columns); utility.

    Parameters
    ----------
    positions, weights, salience
        Of the actors; weights are capability × salience.
    risk
        Exponent r of each: 1 neutral, below it cautious.
    width
        Range of the positions before the first round.

    Returns
    -------
    array
        Shape (actors, actors).

    Examples
    --------
    >>> two, one = np.array([0.0, 1.0]), np.ones(2)
    >>> expected(two, one, one, one, 1.0).tolist()  # even odds of winning or losing all
    [[0.0, 0.0], [0.0, 0.0]]
    """
    apart = np.abs(positions[:, None] - positions) / width
    r = risk[:, None]
    success = 2.0 - 4.0 * np.maximum(0.0, 0.5 - 0.5 * apart) ** r
    failure = 2.0 - 4.0 * (0.5 + 0.5 * apart) ** r
    as_now = 2.0 - 4.0 * 0.5**r
    odds = _odds(apart, weights)
    return salience * (odds * success + (1.0 - odds) * failure) + (1.0 - salience) * success - as_now


def risks(found: Reals) -> Reals:
    """Exponent of each actor, from what all others expect of challenging it: the safest is the boldest."""
    against = found.sum(axis=0) - np.diag(found)
    spread = float(np.ptp(against))
    scale = (
        (2.0 * against - against.max() - against.min()) / spread if spread > 0.0 else np.zeros(len(against))
    )
    return np.asarray((1.0 - scale / 3.0) / (1.0 + scale / 3.0))


def _odds(apart: Reals, weights: Reals) -> Reals:
    """Chance that i (rows) prevails over j (columns), if third parties join the side that is nearer."""
    nearer = apart[:, None, :] - apart[:, :, None]  # of k: how much nearer i is than j
    side = np.einsum("k,kij->ij", weights, np.maximum(nearer, 0.0))
    all_sides = np.einsum("k,kij->ij", weights, np.abs(nearer))
    return np.asarray(np.divide(side, all_sides, out=np.full_like(side, 0.5), where=all_sides > 0.0))


def _round(positions: Reals, weights: Reals, salience: Reals, width: float) -> Reals:
    """Everybody challenges everybody, and takes the offer that asks least of it."""
    neutral = expected(positions, weights, salience, np.ones(len(positions)), width)
    gain = expected(positions, weights, salience, risks(neutral), width)
    moved = positions.copy()
    for j in range(len(positions)):
        offers = [_offer(positions, gain, i, j) for i in range(len(positions)) if i != j]
        steps = [step for step in offers if step != 0.0]
        moved[j] += min(steps, key=abs, default=0.0)
    return moved


def _offer(positions: Reals, gain: Reals, i: int, j: int) -> float:
    """How far i makes j move, towards i's own position; 0 if not at all."""
    hopes, fears, way = float(gain[i, j]), float(gain[j, i]), float(positions[i] - positions[j])
    if hopes <= 0.0 or hopes <= fears:
        return 0.0
    if fears >= 0.0 or hopes < -fears:
        return way
    return way * -fears / hopes

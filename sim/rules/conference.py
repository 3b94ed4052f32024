"""Force generation: a state goes if enough others go, and if those go whom it named.

Granovetter 1978; Milgrom & Roberts 1990.

    z(S) = z₀ + b_peer·min(1, J(S without itself)/peer_full) − b_cond·(conditions that S leaves unmet)
    J(S) = share of the coalition's capability in the set S

Every state's answer can only turn from no to yes as S grows. So there is a least set of states that is its own answer
(nobody goes first: start from nobody, let whoever would go join, until nobody does) and a greatest (start from
everybody, let whoever would not go leave), and the order of asking cannot matter (Tarski). A conference plays the
greatest; between conferences states join those who are in place, then whoever has lost what it leaned on leaves.
Conditions are those of `conditions.csv`: another state, American backing, the size of the mission, its mandate.
Source: C004, C065, C082, C121, C138; Reischmann & Oechssler 2018 on pledges of the form "I do if enough do"; NATO's
practice of conferences with gaps asked for again. Pitfall: free-riding on the decision would break the order, so it
acts on size alone (`force.pledge`).
"""

from __future__ import annotations

from sim.rules.records import Assumptions


def pull_of_peers(p: Assumptions, joined_share: float) -> float:
    """Pull of the others' capability that goes, complete at peer_full; 0–1."""
    return min(1.0, joined_share / p.peer_full)


def unmet(
    wants_us: float, us: float, wants_size: float, size: float, wants_mandate: float, mandate: float
) -> float:
    """Conditions on the mission that are not met, counted: American backing, troops asked for, mandate."""
    missing = 1.0 if us < wants_us else 0.0
    missing = missing + (1.0 if size < wants_size else 0.0)
    return missing + (1.0 if mandate < wants_mandate else 0.0)


def dependence(general: float, wants_us: float) -> float:
    """Dependence on the US that weighs by degrees, 0–1; none where a state has named the backing it wants.

    Such a state is held to its condition, and not to its general dependence as well: nothing counts twice.
    """
    return 0.0 if wants_us > 0.0 else general


def others_terms(p: Assumptions, joined_share: float, missing: float) -> tuple[float, float]:
    """Peers and conditions, for protection troops; logits. `missing`: conditions unmet, those on states included."""
    return p.b_peer * pull_of_peers(p, joined_share), -p.b_cond * missing


def total(t: tuple[float, float]) -> float:
    """Sum of the terms that depend on the others, in their order."""
    return t[0] + t[1]

"""Public support as two-party shares: those in favour among those with an opinion, the undecided kept apart.

Only polls that ask about soldiers of one's own for a peace force count, and only those read at the source or second
hand; a question about joining the war, or about staying out of it, says nothing about the level. Several polls of one
state are averaged. Where only one side is known, the undecided are taken to be as many as usual (the median of the
polls that give both sides), and the other side is the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean, median

from sim.evidence.records import Evidence, Poll


@dataclass(frozen=True, slots=True)
class Support:
    """Public support in one state."""

    share: float  # in favour, of those with an opinion
    undecided: float  # of all
    grade: str
    source: str


def counts(poll: Poll) -> bool:
    """Whether a poll may set the level of support."""
    return poll.asks == "own" and poll.confidence != "low"


def supports(evidence: Evidence) -> dict[str, Support]:
    """Support by country, for states with a poll that counts; the others are unknown.

    Examples
    --------
    >>> from sim.evidence import load
    >>> denmark = supports(load())["DNK"]
    >>> round(denmark.share, 2), round(denmark.undecided, 2)
    (0.78, 0.32)
    """
    polls = [poll for poll in evidence.polls if counts(poll)]
    usual = usually_undecided(evidence)
    found = {}
    for code in dict.fromkeys(poll.code for poll in polls):
        own = [poll for poll in polls if poll.code == code]
        sides = [_sides(poll, usual) for poll in own]
        whole = all(_both(poll) for poll in own)
        found[code] = Support(
            fmean(yes / (yes + no) for yes, no in sides),
            fmean(1.0 - yes - no for yes, no in sides),
            "B" if whole else "D",
            "; ".join(poll.pollster for poll in own) + ("" if whole else " (one side only)"),
        )
    return found


def usually_undecided(evidence: Evidence) -> float:
    """Share of the undecided in the median poll that counts and gives both sides."""
    both = [poll for poll in evidence.polls if counts(poll) and _both(poll)]
    return median(1.0 - sum(_sides(poll, 0.0)) for poll in both)


def _both(poll: Poll) -> bool:
    return poll.in_favour is not None and poll.against is not None


def _sides(poll: Poll, usual: float) -> tuple[float, float]:
    """In favour and against, of all."""
    yes, no = poll.in_favour, poll.against
    if yes is None or no is None:
        known = yes if no is None else no
        assert known is not None
        rest = max(0.0, 1.0 - known - usual)
        return (known, rest) if no is None else (rest, known)
    return yes, no

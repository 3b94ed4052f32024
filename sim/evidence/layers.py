"""Evidence in two layers: what the articles say of a government, and what the public record adds to it.

Where both speak of one state, the later word wins; on the same day the article. A state of whom neither speaks has no
entry: unknown stays unknown, and the engine draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.evidence.checks import CUT_OFF, last_day
from sim.evidence.records import Condition, Evidence

LAYERS: Mapping[str, str] = {
    "articles": "the articles alone",
    "record": "the articles with what governments had said in public by 31 July 2025; the later word wins",
}
"""The layers, each with its meaning."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A state's stance as one layer has it, with the last day it can date from and who says so."""

    code: str
    value: int
    layer: str
    date: str
    grade: str
    source: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both layers say of one state at one reading; None where a layer is silent."""

    reading: str
    code: str
    article: Voice | None
    record: Voice | None

    @property
    def wins(self) -> Voice:
        """The voice that is believed when both layers are asked."""
        if self.article is None or self.record is None:
            only = self.article or self.record
            assert only is not None
            return only
        return self.record if self.record.date > self.article.date else self.article

    @property
    def differs(self) -> bool:
        """Whether the record adds a state or says something else of it, whichever wins."""
        return self.record is not None and (self.article is None or self.record.value != self.article.value)

    @property
    def why(self) -> str:
        """Why that voice wins, in a few words."""
        if self.article is None:
            return "no article speaks of it"
        if self.record is None:
            return "the record is silent"
        if self.record.date == self.article.date:
            return f"both of {self.article.date}: the article"
        return f"later: {self.wins.date}"


def moment(evidence: Evidence, reading: str) -> str:
    """The last day whose public remarks a reading may know."""
    return min(last_day(evidence.readings[reading].date), CUT_OFF)


def voices(evidence: Evidence, layer: str, reading: str, about: str = "soldiers") -> dict[str, Voice]:
    """Stances of all states that are known, by code.

    Parameters
    ----------
    evidence
        The ledgers (`sim.evidence.load`).
    layer
        `articles`, or `record` for both.
    reading
        Name of a reading; later articles and remarks are not heard.
    about
        `soldiers` of one's own, or `help` by arms, money, training and bases.

    Returns
    -------
    dict of str to Voice
        A state without an entry is unknown.

    Examples
    --------
    >>> from sim.evidence import load
    >>> voices(load(), "articles", "sep2025")["DEU"].value
    -1
    >>> "BEL" in voices(load(), "articles", "sep2025"), voices(load(), "record", "sep2025")["BEL"].value
    (False, 2)
    """
    if layer == "articles":
        return _articles(evidence, reading, about)
    return {found.code: found.wins for found in compared(evidence, reading, about)}


def compared(evidence: Evidence, reading: str, about: str = "soldiers") -> list[Comparison]:
    """Both layers side by side at one reading, for every state of which either speaks, in the ledger's order."""
    article, record = _articles(evidence, reading, about), on_record(evidence, reading, about)
    return [
        Comparison(reading, code, article.get(code), record.get(code))
        for code in evidence.codes
        if code in article or code in record
    ]


def conditions(evidence: Evidence, layer: str, reading: str) -> list[Condition]:
    """Conditions of pledges that hold at a reading: of each state and kind, those of the latest day."""
    end = last_day(evidence.readings[reading].date)
    heard = [
        found
        for found in evidence.conditions
        if last_day(found.since) <= end and layer in (found.layer, "record")
    ]
    latest: dict[tuple[str, str], str] = {}
    for found in heard:
        key = (found.code, found.kind)
        latest[key] = max(latest.get(key, ""), last_day(found.since))
    return [found for found in heard if last_day(found.since) == latest[found.code, found.kind]]


def _articles(evidence: Evidence, reading: str, about: str) -> dict[str, Voice]:
    ledger = evidence.stances if about == "soldiers" else evidence.helping
    found = {}
    for code, stance in ledger[reading].items():
        day = max(last_day(evidence.claims[claim].date) for claim in stance.claims)
        carried = f", carried from {stance.carried}" if stance.carried else ""
        found[code] = Voice(code, stance.value, "articles", day, "C", stance.wording + carried, stance.claims)
    return found


def on_record(evidence: Evidence, reading: str, about: str) -> dict[str, Voice]:
    """The latest deciding word of each state by the moment of the reading; of one day's words, the ledger's last."""
    found: dict[str, Voice] = {}
    for said in evidence.record:
        day = last_day(said.date)
        if said.stance is None or not said.decides or said.about != about or day > moment(evidence, reading):
            continue
        if said.code not in found or day >= found[said.code].date:
            grade = "C" if said.confidence == "high" else "D"
            source = f"{said.office}, {said.date}: {said.paraphrase} ({said.source})"
            found[said.code] = Voice(said.code, said.stance, "record", day, grade, source)
    return found

"""What the ledgers hold: the articles, where article and record differ, of whom nobody speaks, the weakest facts."""

from __future__ import annotations

from collections import Counter

from sim.evidence import load
from sim.evidence.layers import LAYERS, Voice, compared, voices
from sim.scenario import roster
from tools.marks import table

GRADES = "ABCD"


def articles() -> str:
    """Every article: what it is, where it stood, when."""
    rows = (
        (article.article, article.what, article.outlet, article.dated.replace("/", " to "))
        for article in load().articles.values()
    )
    return table(("", "what", "where", "dated"), rows)


def disagreements() -> str:
    """Every state and reading at which the record adds a stance or gives another one."""
    found = [pair for reading in load().readings for pair in compared(load(), reading) if pair.differs]
    rows = (
        (pair.reading, pair.code, _said(pair.article), _said(pair.record), _signed(pair.wins.value), pair.why)
        for pair in found
    )
    return table(("reading", "state", "article", "record", "believed", "why"), rows)


def unknown() -> str:
    """The states of which nobody speaks, at every reading and in each layer."""
    rows = []
    for reading in load().readings:
        for layer in LAYERS:
            known = voices(load(), layer, reading)
            silent = [code for code in load().codes if code not in known]
            rows.append((reading, layer, str(len(silent)), " ".join(silent) or "none"))
    return table(("reading", "layer", "unknown", "states"), rows)


def grades() -> str:
    """How many states have a fact of which grade, for every fact that a run reads."""
    names = roster.LEDGER.values()
    counted = {name: Counter(load().facts[code, name].grade for code in load().codes) for name in names}
    weakest_first = sorted(counted, key=lambda name: [-counted[name][grade] for grade in reversed(GRADES)])
    rows = ((f"`{name}`", *(str(counted[name][grade] or "") for grade in GRADES)) for name in weakest_first)
    return table(("fact", *GRADES), rows)


def _said(voice: Voice | None) -> str:
    return "unknown" if voice is None else f"{_signed(voice.value)} ({voice.date})"


def _signed(value: int) -> str:
    return f"{value:+d}" if value else "0"

"""The states, and who said what of them, as a page shows them."""

from __future__ import annotations

from typing import Any

from sim.evidence import Evidence, load
from sim.evidence.layers import LAYERS, voices
from sim.evidence.polls import supports
from sim.scenario.provenance import COUNTRY_FACTS

ABOUT = {"stances": "soldiers", "help": "help"}


def states() -> list[dict[str, Any]]:
    """The contributors in the ledger's order: facts, public, stances by layer and reading, elections."""
    evidence = load()
    said = {key: _said(evidence, about) for key, about in ABOUT.items()}
    polls = supports(evidence)
    return [
        {
            "code": country.code,
            "name": country.name,
            "facts": _facts(evidence, country.code),
            "public": _public(polls, country.code),
            "votes": [
                {"month": vote.month, "what": vote.what}
                for vote in evidence.elections
                if vote.code == country.code and vote.decides
            ],
            **{key: by_code.get(country.code, {}) for key, by_code in said.items()},
        }
        for country in evidence.contributors
    ]


def claims() -> dict[str, dict[str, Any]]:
    """The claims by identifier, each with its place in an article."""
    evidence = load()
    return {
        name: {
            "text": claim.paraphrase,
            "article": claim.article,
            "outlet": evidence.articles[claim.article].outlet,
            "date": claim.date,
            "actors": list(claim.actors),
            "para": _ranges(claim.paragraphs),
            "kind": claim.evidence_kind,
            "confidence": claim.confidence,
            "disputed": list(claim.contradictions),
        }
        for name, claim in evidence.claims.items()
    }


def _facts(evidence: Evidence, code: str) -> list[dict[str, Any]]:
    found = ((name, evidence.fact(code, name)) for name in COUNTRY_FACTS)
    return [
        {
            "name": name,
            "label": name.replace("_", " "),
            "value": fact.value,
            "unit": fact.unit,
            "grade": fact.grade,
            "source": fact.source,
        }
        for name, fact in found
        if fact
    ]


def _public(polls: Any, code: str) -> dict[str, Any] | None:
    poll = polls.get(code)
    if poll is None:
        return None
    return {"share": poll.share, "undecided": poll.undecided, "grade": poll.grade, "source": poll.source}


def _said(evidence: Evidence, about: str) -> dict[str, dict[str, dict[str, Any]]]:
    """By state, layer and reading: what it is known to have said."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for layer in LAYERS:
        for reading in evidence.readings:
            for code, voice in voices(evidence, layer, reading, about).items():
                found.setdefault(code, {}).setdefault(layer, {})[reading] = {
                    "value": voice.value,
                    "wording": voice.source,
                    "claims": list(voice.claims),
                    "grade": voice.grade,
                    "date": voice.date,
                }
    return found


def _ranges(numbers: tuple[int, ...]) -> str:
    """Paragraphs as they are cited: `2, 10–12`."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in parts)

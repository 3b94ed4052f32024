"""A state's page: every number the model uses of it, the weakest first, and where those who speak of it disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis import basis, lineage
from sim.evidence import load
from sim.evidence.layers import LAYERS, Voice, compared, conditions, voices
from sim.evidence.polls import counts, supports
from sim.report.evidence.evidence_page import GRADES, Page, Section, filled, some
from sim.rules.roles import PROTECTION
from sim.scenario import Scenario, roster
from sim.scenario.provenance import GRADES as MEANING

ARGUMENTS = {
    "stance": "stance",
    "poll_support": "support",
    "us_dependence": "dependence",
    "mandate_sensitivity": "mandate",
    "distance_to_front": "near",
    "aid": "given",
    "defence_budget": "cost",
}
"""Numbers that bear on a willingness, and the argument of `rules.willingness` by which they come to it."""
PANEL = {"stance": "Panel.stance", "help_stance": "Panel.help_stance", "poll_support": "Facts.poll"}
FIELDS = {fact: f"Facts.{field}" for field, fact in roster.LEDGER.items()}
WANTS = {"us": "US backing of at least", "size": "a mission of at least", "mandate": "a mandate of at least"}


@dataclass(frozen=True)
class Number:
    """One number about a state."""

    name: str
    value: str
    grade: str
    layer: str
    as_of: str
    source: str
    url: str = ""


def page(code: str, scenario: Scenario) -> Page:
    """The page of a state, as a scenario's reading and layer of evidence have it."""
    found = sorted(numbers(code, scenario), key=lambda one: -ord(one.grade))
    tally = {grade: sum(one.grade == grade for one in found) for grade in GRADES}
    told = ", ".join(
        f"{tally[grade]} {MEANING[grade]} ({grade})" for grade in reversed(GRADES) if tally[grade]
    )
    rows = tuple(
        (
            one.grade,
            one.name,
            one.value,
            one.layer,
            one.as_of,
            f"{one.source} {one.url}".strip(),
            moves(one.name),
        )
        for one in found
    )
    heads = ("grade", "number", "value", "layer", "as of", "source", "moves")
    return Page(
        f"{code}: {load().names[code]}",
        f"The model uses {len(found)} numbers of this state at {scenario.reading}: {told}.",
        filled(
            Section("Every number, the weakest first", heads, rows),
            said(code),
            disputed(code),
            wanted(code, scenario),
            elections(code),
        ),
    )


def numbers(code: str, scenario: Scenario) -> Iterator[Number]:
    """Every number that a run reads of a state."""
    known = load()
    yield from _said(code, scenario)
    yield _poll(code)
    for name in roster.LEDGER.values():
        fact = known.facts[code, name]
        value = f"{fact.value:.10g} {fact.unit}"
        yield Number(name, value, fact.grade, "facts", fact.as_of, fact.source, fact.url)
    for wish in conditions(known, scenario.evidence, scenario.reading):
        if wish.code == code:
            source = f"{wish.wording} ({' '.join(wish.claims)})" if wish.claims else wish.wording
            yield Number(f"wants_{wish.kind}", str(wish.value), wish.grade, wish.layer, wish.since, source)


def moves(name: str) -> str:
    """What a number moves: terms of the willingness with their parameters, or the rules that it meets first."""
    if name.startswith("wants_"):
        return _terms(basis.terms_of("missing"))
    if name in ARGUMENTS:
        terms = _terms(basis.terms_of(ARGUMENTS[name]))
        return terms + (
            f"; as a share of all spending: {_rules('Facts.weight')}" if name == "defence_budget" else ""
        )
    return _rules(PANEL.get(name) or FIELDS[name])


def said(code: str) -> Section:
    """What article and record say of a state at every reading, and which is believed where both are asked."""
    rows = [
        (name, about, _voice(pair.article), _voice(pair.record), f"{pair.wins.value:+d}", pair.why)
        for about in ("soldiers", "help")
        for name in load().readings
        for pair in compared(load(), name, about)
        if pair.code == code
    ]
    heads = ("reading", "about", "articles", "record", "believed with both", "why")
    return Section("What was said: article beside record", heads, tuple(rows))


def disputed(code: str) -> Section:
    """Points on which articles disagree that involve claims about the state."""
    about = {one.claim_id for one in load().claims.values() if code in one.actors}
    rows = [
        (one.set_id, one.topic, one.positions, one.modelling_resolution)
        for one in load().contradictions
        if about & set(one.claims)
    ]
    heads = ("set", "question", "positions", "how the model keeps it open")
    return Section("Where articles disagree", heads, tuple(rows))


def wanted(code: str, scenario: Scenario) -> Section:
    """What the state makes its soldiers depend on, by layer, at the scenario's reading."""
    rows = [
        (layer, _wish(one.kind, one.value), one.since, one.wording)
        for layer in LAYERS
        for one in conditions(load(), layer, scenario.reading)
        if one.code == code
    ]
    return Section("Conditions it named", ("layer", "condition", "since", "in words"), tuple(rows))


def elections(code: str) -> Section:
    """Elections of the state on the calendar."""
    rows = [
        (one.month, one.what, "may change who decides" if one.decides else "changes nothing here", one.grade)
        for one in load().elections
        if one.code == code
    ]
    return Section("Elections", ("month", "what", "in the model", "grade"), tuple(rows))


def _said(code: str, scenario: Scenario) -> Iterator[Number]:
    for name, about in (("stance", "soldiers"), ("help_stance", "help")):
        voice = voices(load(), scenario.evidence, scenario.reading, about).get(code)
        if voice:
            claims = f" ({' '.join(voice.claims)})" if voice.claims else ""
            yield Number(
                name,
                _range(code, about, voice, scenario.reading),
                voice.grade,
                voice.layer,
                voice.date,
                voice.source + claims,
            )
        elif about == "soldiers":
            nobody = "nothing said: drawn over the whole code book, −3 to 3"
            yield Number(name, "drawn", "D", scenario.evidence, "–", nobody)


def _range(code: str, about: str, voice: Voice, reading: str) -> str:
    """A stance, with what the other layer has in its place where the two disagree."""
    (pair,) = (one for one in compared(load(), reading, about) if one.code == code)
    others = [one for one in (pair.article, pair.record) if one and one.value != voice.value]
    return f"{voice.value:+d}" + "".join(f" ({one.layer}: {one.value:+d})" for one in others)


def _poll(code: str) -> Number:
    poll = supports(load()).get(code)
    if poll is None:
        return Number("poll_support", "unknown", "D", "polls", "–", "no poll that counts; the others' median")
    own = [one for one in load().polls if one.code == code and counts(one)]
    days = some(one.date for one in own)
    return Number(
        "poll_support",
        f"{poll.share:.3g} share",
        poll.grade,
        "polls",
        days,
        poll.source,
        some(o.url for o in own),
    )


def _terms(terms: tuple[str, ...]) -> str:
    """Terms of a willingness, each with the parameters behind it."""
    return "; ".join(f"term {term} by {', '.join(basis.basis(term, PROTECTION))}" for term in terms)


def _rules(node: str) -> str:
    """The rules that a number meets first; of one alone, with the parameters read there."""
    rules = lineage.first_rules(node)
    weights = lineage.inputs(rules[0], "parameter") if len(rules) == 1 else ()
    return some(rules) + (f" by {', '.join(weights)}" if weights else "")


def _voice(voice: Voice | None) -> str:
    return "silent" if voice is None else f"{voice.value:+d} ({voice.date}) {' '.join(voice.claims)}".strip()


def _wish(kind: str, value: float | str) -> str:
    return f"{value} goes first" if kind == "leader" else f"{WANTS[kind]} {value:,g}"

"""Role cards: what a state wants, may and knows, in three depths, from the ledgers and the world's own draws.

Nothing on a card is typed here: interests and red lines are claims and remarks of the ledgers with their sources, the
private part is what the world drew (`own`). The three things to ask of others follow from what the state itself made
its soldiers depend on, then from who is large and willing, then from who lies on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sim.evidence import load
from sim.evidence.checks import last_day
from sim.evidence.layers import Voice, conditions, voices
from sim.evidence.polls import counts
from sim.evidence.records import Claim, Fact
from sim.report.evidence.citations import paragraph
from sim.scenario import Scenario, roster
from sim.scenario.errors import choice
from sim.seminar.aims import aims
from sim.seminar.allow import Audience, seen
from sim.seminar.game import Game
from sim.seminar.order_form import roles

DEPTHS = {"short": 2, "student": 4, "expert": 99}
"""How many claims a card of each depth quotes."""
ENDING = (
    "A position reported in the articles and the public record named here; it is not your opinion and not a people's "
    "character."
)
WANTS = {
    "us": "US backing of at least {:g}",
    "size": "a mission of at least {:,.0f} soldiers",
    "mandate": "a mandate that stands at {:g} or more",
}
STANCES = {
    3: "advocates them, or leads",
    2: "is open to them, or willing on conditions",
    1: "would follow others",
    0: "commits itself to nothing",
    -1: "is sceptical",
    -2: "says no for now, or is opposed",
    -3: "rules them out",
}
"""The code book of stances in words (docs/evidence.md)."""
Card = dict[str, Any]


def of_seat(game: Game, audience: Audience, depth: str) -> Card:
    """The card of a seat, with what its own players alone may know. Raises `ScenarioError` for an unknown depth."""
    choice("depth", depth, DEPTHS)
    shown = seen(game.state, audience)
    (seat,) = [one for one in shown["Seat"] if one["seat"] == audience.seat]
    if seat["kind"] != "state":
        return {"seat": seat["seat"], "kind": seat["kind"], "depth": depth, "ending": ENDING}
    scenario, code = game.world.scenario, seat["state"]
    known: dict[str, Any] = next((one["known"] for one in shown["Own"] if one["state"] == code), {})
    capacity = known.get("capacity", 0)
    return {
        **public(scenario, code, depth),
        "private": private(known, depth),
        "aims": [aim.words for aim in aims(scenario, code, [], None, capacity)],
    }


@cache
def public(scenario: Scenario, code: str, depth: str) -> Card:
    """The side of a card that anybody may read.

    Examples
    --------
    >>> card = public(Scenario(), "DEU", "student")
    >>> card["name"], card["law"][0]["words"][:35], len(card["asks"])
    ('Germany', 'A vote of parliament comes first', 3)
    """
    most = DEPTHS[depth]
    return {
        "state": code,
        "name": load().names[code],
        "kind": "state",
        "depth": depth,
        "line": line(scenario, code),
        "interests": [_claim(claim) for claim in _claims(scenario, code)][:most],
        "law": list(_law(code, depth)),
        "army": list(_army(code, depth)),
        "public": list(_public(code, most)),
        "red_lines": list(_red_lines(scenario, code))[:most],
        "asks": _asks(scenario, code)[: 1 if depth == "short" else 3],
        "disputed": _disputed(code) if depth == "expert" else [],
        "ending": ENDING,
    }


def line(scenario: Scenario, code: str) -> dict[str, Any]:
    """What the government has said of soldiers, in a few words with its source; or that nothing is known."""
    voice = _voice(scenario, code)
    if voice is None:
        return {
            "words": "Nothing that your government said about soldiers is known",
            "source": "",
            "grade": "D",
        }
    words = f"On soldiers of its own your government {STANCES[voice.value]}"
    return {"words": words, "source": f"{_sources(voice)}, {voice.date}", "grade": voice.grade}


def _sources(voice: Voice) -> str:
    """Who says so, with the claims it rests on."""
    return " ".join((voice.source, *voice.claims))


def _voice(scenario: Scenario, code: str) -> Voice | None:
    return voices(load(), scenario.evidence, scenario.reading).get(code)


def _claims(scenario: Scenario, code: str) -> list[Claim]:
    """Claims about a state: first those on which its stance rests, then the surest kinds of evidence."""
    voice = _voice(scenario, code)
    first = set(voice.claims) if voice else set()
    end = last_day(load().readings[scenario.reading].date)
    own = [one for one in load().claims.values() if code in one.actors and last_day(one.date) <= end]
    sure = ("official statement", "reporting", "anonymous official", "expert")

    def place(claim: Claim) -> tuple[bool, int, str]:
        kind = claim.evidence_kind
        return claim.claim_id not in first, sure.index(kind) if kind in sure else len(sure), claim.claim_id

    return sorted(own, key=place)


def _claim(claim: Claim) -> dict[str, str]:
    return {
        "id": claim.claim_id,
        "words": claim.paraphrase,
        "source": paragraph(claim),
        "date": claim.date,
        "kind": claim.evidence_kind,
        "confidence": claim.confidence,
    }


def _fact(code: str, name: str) -> Fact:
    return load().facts[code, name]


def _cited(words: str, fact: Fact, depth: str) -> dict[str, str]:
    source = f"{fact.source}{'; ' + fact.note if fact.note and depth == 'expert' else ''}"
    return {"words": words, "grade": fact.grade, "source": source if depth != "short" else ""}


def _law(code: str, depth: str) -> Iterator[dict[str, str]]:
    veto, seats, gate = (_fact(code, name) for name in ("veto", "seats", "gate"))
    if veto.value >= 0.75:
        words = "A vote of parliament comes first"
    elif veto.value > 0.0:
        words = f"Parliament has a say, but no full veto ({veto.value:g} of 1)"
    else:
        words = "No vote of parliament is needed"
    yield _cited(words, veto, depth)
    if veto.value > 0.0:
        yield _cited(
            f"Parties that have not come out against it hold {100 * seats.value:.0f} % of the seats",
            seats,
            depth,
        )
    if gate.value > 0.0:
        yield _cited(f"The law asks for a mandate that stands at {gate.value:g} or more", gate, depth)


def _army(code: str, depth: str) -> Iterator[dict[str, str]]:
    army, before, border = (
        _fact(code, name) for name in ("army", "deployed_before", "border_russia_belarus")
    )
    yield _cited(f"{army.value:,.0f} soldiers in the army", army, depth)
    if depth != "short":
        yield _cited(f"At most {before.value:,.0f} were ever kept abroad at once", before, depth)
        if border.value > 0.0:
            yield _cited(f"{border.value:,.0f} km of border with Russia and Belarus", border, depth)


def _public(code: str, most: int) -> Iterator[dict[str, str]]:
    polls = [poll for poll in load().polls if poll.code == code and counts(poll)]
    for poll in sorted(polls, key=lambda poll: poll.date, reverse=True)[: max(1, most // 2)]:
        share = poll.in_favour if poll.in_favour is not None else 1.0 - (poll.against or 0.0)
        words = (
            f"{100 * share:.0f} % in favour: {poll.wording}"
            if poll.in_favour is not None
            else (f"{100 * (poll.against or 0.0):.0f} % against: {poll.wording}")
        )
        yield {"words": words, "grade": poll.grade, "source": f"{poll.pollster}, {poll.date}"}
    if not polls:
        yield {
            "words": "No poll is known; the model takes the middle of the others",
            "grade": "D",
            "source": "",
        }


def _red_lines(scenario: Scenario, code: str) -> Iterator[dict[str, str]]:
    voice = _voice(scenario, code)
    if voice is not None and voice.value <= -2:
        yield {
            "words": f"No soldier of yours in Ukraine: on them your government {STANCES[voice.value]}",
            "source": _sources(voice),
        }
    for wish in conditions(load(), scenario.evidence, scenario.reading):
        if wish.code == code:
            yield {"words": wish.wording, "source": " ".join(wish.claims) or wish.since}
    for role in roles(scenario, code):
        if role["limit"] == "law":
            yield {"words": f"{role['label']}: {role['closed']}", "source": "facts.csv"}


def _asks(scenario: Scenario, code: str) -> list[dict[str, str]]:
    """Things to ask of others, the state's own conditions first."""
    known, names = load(), load().names
    found: list[dict[str, str]] = []
    for wish in conditions(known, scenario.evidence, scenario.reading):
        if wish.code == code and wish.kind == "leader":
            words = f"{names[str(wish.value)]}: go first, as we have said we need"
            found.append({"to": str(wish.value), "words": words})
        elif wish.code == code:
            words = f"All: bring about {WANTS[wish.kind].format(wish.value)}"
            found.append({"to": "", "words": words})
    said = voices(known, scenario.evidence, scenario.reading)
    facts = dict(zip(roster.codes(), roster.facts(), strict=True))
    others = sorted((one for one in facts if one != code), key=lambda one: -float(facts[one]["weight"]))
    willing = [one for one in others if one in said and said[one].value >= 2]
    hubs = sorted(others, key=lambda one: (-float(facts[one]["hub"]), -float(facts[one]["weight"])))
    torn = [one for one in others if one in said and -2 < said[one].value < 2]
    for to, words in (
        *((one, "say in public what you will do, how many and where") for one in willing[:2]),
        *((one, "move when we move, and say so as a condition") for one in torn[:1]),
        *((one, "let hub, training and supplies run through you") for one in hubs[:1]),
    ):
        found.append({"to": to, "words": f"{names[to]}: {words}"})
    return found


def _disputed(code: str) -> list[dict[str, str]]:
    about = {claim.claim_id for claim in load().claims.values() if code in claim.actors}
    return [
        {"id": one.set_id, "words": one.topic, "positions": one.positions}
        for one in load().contradictions
        if about & set(one.claims)
    ]


def private(known: dict[str, Any], depth: str) -> list[str]:
    """What a seat alone knows, in sentences; the longer cards know more.

    Examples
    --------
    >>> private(
    ...     {
    ...         "capacity": 5000,
    ...         "asks": 0.18,
    ...         "always": False,
    ...         "yes": True,
    ...         "barred": False,
    ...         "tolerance": 17,
    ...         "poll": 0.47,
    ...         "reserve": 0.1,
    ...         "doubt": -0.14,
    ...     },
    ...     "short",
    ... )
    ['You can keep 5,000 soldiers in Ukraine', 'Your whips count a yes once US backing reaches 0.18; today: yes']
    """
    if not known:
        return []
    if known["barred"]:
        whips = "Your law or what happened bars soldiers"
    elif known["asks"] is None:
        whips = "Your whips count a no at any level of US backing"
    elif known["always"] or known["asks"] <= 0.0:
        whips = "Nothing in law or parliament stops you at any level of US backing"
    else:
        today = "yes" if known["yes"] else "no"
        whips = f"Your whips count a yes once US backing reaches {known['asks']:.2f}; today: {today}"
    found = [f"You can keep {known['capacity']:,} soldiers in Ukraine", whips]
    if depth != "short":
        dead = known["tolerance"]
        found.append(f"Your own unpublished poll says {100 * known['poll']:.0f} % for soldiers of yours")
        found.append(
            "No loss that the model counts would bring your soldiers home"
            if dead is None
            else f"About {dead:,} own dead in one month would bring your soldiers home"
        )
    if depth == "expert":
        lean = "for more than you say" if known["doubt"] > 0.0 else "against"
        found.append(f"{100 * known['reserve']:.0f} % of the army is held back at home")
        found.append(f"Your cabinet leans {lean} in private (doubt {known['doubt']:+.2f} logits)")
    return found

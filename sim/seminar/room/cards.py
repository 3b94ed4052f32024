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
from sim.seminar.lessons.aims import aims
from sim.seminar.model.named import condition_key, poll_key
from sim.seminar.model.order_form import roles
from sim.seminar.room.game import Game
from sim.seminar.seen.allow import Audience, seen
from sim.seminar.words import called, count, name_of, say

DEPTHS = {"short": 2, "student": 4, "expert": 99}
"""How many claims a card of each depth quotes."""
Card = dict[str, Any]


def of_seat(game: Game, audience: Audience, depth: str) -> Card:
    """The card of a seat, with what its own players alone may know. Raises `ScenarioError` for an unknown depth."""
    choice("depth", depth, DEPTHS)
    shown = seen(game.state, audience)
    (seat,) = [one for one in shown["Seat"] if one["seat"] == audience.seat]
    if seat["kind"] != "state":
        return {"seat": seat["seat"], "kind": seat["kind"], "depth": depth, "ending": say("card.ending")}
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
        "name": name_of(code),
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
        "ending": say("card.ending"),
    }


def line(scenario: Scenario, code: str) -> dict[str, Any]:
    """What the government has said of soldiers, in a few words with its source; or that nothing is known."""
    voice = _voice(scenario, code)
    if voice is None:
        return {"words": say("card.silent"), "source": "", "grade": "D"}
    words = say("card.stance", stance=_stance(voice))
    return {"words": words, "source": f"{_sources(voice)}, {voice.date}", "grade": voice.grade}


def _stance(voice: Voice) -> str:
    """A stance of the code book (docs/evidence.md) in words."""
    return say(f"card.stance.{voice.value}")


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
        "words": called("claim", claim.claim_id, claim.paraphrase),
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
        words = say("card.vote")
    elif veto.value > 0.0:
        words = say("card.part_vote", share=f"{veto.value:g}")
    else:
        words = say("card.no_vote")
    yield _cited(words, veto, depth)
    if veto.value > 0.0:
        yield _cited(say("card.seats", n=f"{100 * seats.value:.0f}"), seats, depth)
    if gate.value > 0.0:
        yield _cited(say("card.gate", level=f"{gate.value:g}"), gate, depth)


def _army(code: str, depth: str) -> Iterator[dict[str, str]]:
    army, before, border = (
        _fact(code, name) for name in ("army", "deployed_before", "border_russia_belarus")
    )
    yield _cited(say("card.army", n=count(army.value)), army, depth)
    if depth != "short":
        yield _cited(say("card.abroad", n=count(before.value)), before, depth)
        if border.value > 0.0:
            yield _cited(say("card.border", n=count(border.value)), border, depth)


def _public(code: str, most: int) -> Iterator[dict[str, str]]:
    polls = [poll for poll in load().polls if poll.code == code and counts(poll)]
    for poll in sorted(polls, key=lambda poll: poll.date, reverse=True)[: max(1, most // 2)]:
        side, share = (
            ("favour", poll.in_favour) if poll.in_favour is not None else ("against", poll.against or 0.0)
        )
        words = say(
            f"card.{side}", n=f"{100 * share:.0f}", asked=called("poll", poll_key(poll), poll.wording)
        )
        yield {"words": words, "grade": poll.grade, "source": f"{poll.pollster}, {poll.date}"}
    if not polls:
        yield {"words": say("card.no_poll"), "grade": "D", "source": ""}


def _red_lines(scenario: Scenario, code: str) -> Iterator[dict[str, str]]:
    voice = _voice(scenario, code)
    if voice is not None and voice.value <= -2:
        yield {"words": say("card.no_soldier", stance=_stance(voice)), "source": _sources(voice)}
    for wish in conditions(load(), scenario.evidence, scenario.reading):
        if wish.code == code:
            yield {
                "words": called("condition", condition_key(wish), wish.wording),
                "source": " ".join(wish.claims) or wish.since,
            }
    for role in roles(scenario, code):
        if role["limit"] == "law":
            yield {"words": f"{role['label']}: {role['closed']}", "source": "facts.csv"}


def _asks(scenario: Scenario, code: str) -> list[dict[str, str]]:
    """Things to ask of others, the state's own conditions first."""
    known = load()
    found: list[dict[str, str]] = []
    for wish in conditions(known, scenario.evidence, scenario.reading):
        if wish.code == code and wish.kind == "leader":
            to = str(wish.value)
            found.append({"to": to, "words": say("card.ask.first", to=name_of(to))})
        elif wish.code == code:
            level = count(float(wish.value)) if wish.kind == "size" else f"{wish.value:g}"
            found.append({"to": "", "words": say(f"card.ask.{wish.kind}", level=level)})
    said = voices(known, scenario.evidence, scenario.reading)
    facts = dict(zip(roster.codes(), roster.facts(), strict=True))
    others = sorted((one for one in facts if one != code), key=lambda one: -float(facts[one]["weight"]))
    willing = [one for one in others if one in said and said[one].value >= 2]
    hubs = sorted(others, key=lambda one: (-float(facts[one]["hub"]), -float(facts[one]["weight"])))
    torn = [one for one in others if one in said and -2 < said[one].value < 2]
    asked = [*((one, "public") for one in willing[:2]), *((one, "with_us") for one in torn[:1])]
    asked += [(one, "hub") for one in hubs[:1]]
    return found + [{"to": to, "words": say(f"card.ask.{what}", to=name_of(to))} for to, what in asked]


def _disputed(code: str) -> list[dict[str, str]]:
    about = {claim.claim_id for claim in load().claims.values() if code in claim.actors}
    return [
        {
            "id": one.set_id,
            "words": called("topic", one.set_id, one.topic),
            "positions": called("positions", one.set_id, one.positions),
        }
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
        whips = say("card.own.barred")
    elif known["asks"] is None:
        whips = say("card.own.never")
    elif known["always"] or known["asks"] <= 0.0:
        whips = say("card.own.free")
    else:
        whips = say(f"card.own.{'yes' if known['yes'] else 'no'}", level=f"{known['asks']:.2f}")
    found = [say("card.own.capacity", n=count(known["capacity"])), whips]
    if depth != "short":
        dead = known["tolerance"]
        found.append(say("card.own.poll", n=f"{100 * known['poll']:.0f}"))
        found.append(say("card.own.bears") if dead is None else say("card.own.dead", n=count(dead)))
    if depth == "expert":
        lean = "for" if known["doubt"] > 0.0 else "against"
        found.append(say("card.own.reserve", n=f"{100 * known['reserve']:.0f}"))
        found.append(say(f"card.own.lean_{lean}", doubt=f"{known['doubt']:+.2f}"))
    return found

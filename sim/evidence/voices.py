"""Parses the ledgers of articles, claims, contradictions, readings and stances."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sim.evidence.checks import ABOUT, CONFIDENCE, GRADES, contributor, dated
from sim.evidence.records import MAY_SET, Article, Claim, Contradiction, Country, Reading, Stance
from sim.evidence.table import Row

GROUPS = frozenset(
    "author coalition EU europe governments host individual_states military model NATO parliaments publics "
    "system UN western_states".split()
)
"""Actors in the articles that are no single state."""
STANCES = ("3", "2", "1", "0", "-1", "-3")
EVIDENCE_KINDS = MAY_SET | {"author opinion", "reader comment"}


def article_of(row: Row) -> Article:
    """An article, with its date and number of paragraphs."""
    return Article(
        article=row.text("article"),
        what=row.text("what"),
        outlet=row.text("outlet"),
        dated=dated(row, "dated"),
        paragraphs=int(row.number("paragraphs", 1, 1000)),
        observation=row.text("observation"),
        sha256=row.text("sha256"),
        note=row.maybe("note"),
    )


def claim_of(
    row: Row, articles: Mapping[str, Article], countries: Collection[str], sets: Collection[str]
) -> Claim:
    """A claim, at its place in an article.

    Parameters
    ----------
    row
        A line of `claims.csv`.
    articles
        Articles by their names; the claim stands in a paragraph of one.
    countries
        Codes of the countries that may be actors, besides `GROUPS`.
    sets
        Names of the contradictions that the claim may belong to.

    Returns
    -------
    Claim
        The claim, with every cell checked.

    Raises
    ------
    EvidenceError
        One line that names file, row and column of a cell that is refused, and what is allowed.
    """
    article = row.choice("article", articles)
    actors = row.listed("actors", GROUPS | set(countries), "a country code or a known group")
    if not actors:
        raise row.refuse("actors", "a claim is about somebody")
    return Claim(
        claim_id=row.text("claim_id"),
        article=article,
        date=dated(row, "date"),
        paragraphs=_paragraphs(row, articles[article].paragraphs),
        actors=actors,
        construct=row.text("construct"),
        type=row.choice("type", ("INPUT", "MECHANISM", "EXPECTED_OUTCOME")),
        paraphrase=row.text("paraphrase"),
        direction=row.choice("direction", ("+", "-", "0", "+/-")),
        magnitude=row.text("magnitude"),
        bears_on=row.text("bears_on"),
        condition=row.maybe("condition"),
        contradictions=row.listed("contradiction", sets, "a set in contradictions.csv"),
        evidence_kind=row.choice("evidence_kind", EVIDENCE_KINDS),
        confidence=row.choice("confidence", CONFIDENCE),
        note=row.maybe("note"),
    )


def _paragraphs(row: Row, last: int) -> tuple[int, ...]:
    """Expand a locator such as `2,10-12`."""
    found: list[int] = []
    for part in row.text("para").split(","):
        ends = re.fullmatch(r"(\d+)(?:-(\d+))?", part, re.ASCII)
        if not ends:
            raise row.refuse("para", "must be paragraph numbers such as 2,10-12")
        found += range(int(ends[1]), int(ends[2] or ends[1]) + 1)
    if not found or found != sorted(set(found)) or not 1 <= found[0] <= found[-1] <= last:
        raise row.refuse("para", f"must be rising paragraph numbers from 1 to {last}")
    return tuple(found)


def contradiction_of(row: Row, claims: Mapping[str, Claim]) -> Contradiction:
    """A set of claims that contradict each other."""
    set_id = row.text("set_id")
    members = tuple(claim.claim_id for claim in claims.values() if set_id in claim.contradictions)
    if not members:
        raise row.refuse("set_id", "at least one claim must belong to it")
    return Contradiction(
        set_id=set_id,
        topic=row.text("topic"),
        positions=row.text("positions"),
        modelling_resolution=row.text("modelling_resolution"),
        claims=members,
    )


def reading_of(row: Row, articles: Collection[str], claims: Mapping[str, Claim]) -> Reading:
    """A dated reading, set by claims that may set one."""
    spoken = row.listed("articles", articles, "an article in articles.csv")
    cited = row.listed("claims", claims, "a claim in claims.csv")
    if not any(claims[claim].evidence_kind in MAY_SET for claim in cited):
        raise row.refuse("claims", "at least one must be of a kind that may set it: " + _kinds())
    for claim in cited:
        if claims[claim].article not in spoken:
            raise row.refuse("claims", f"{claim} stands in article {claims[claim].article}, not listed here")
    return Reading(
        reading=row.text("reading"),
        date=dated(row, "date"),
        label=row.text("label"),
        us_backing=row.number("us_backing", 0, 1),
        battlefield=row.number("battlefield", -1, 1),
        articles=spoken,
        claims=cited,
        grade=row.choice("grade", GRADES),
        note=row.text("note"),
    )


def stances_of(
    found: list[Row],
    readings: Mapping[str, Reading],
    countries: Mapping[str, Country],
    claims: Mapping[str, Claim],
) -> dict[str, dict[str, dict[str, Stance]]]:
    """Stances by what they are about, reading and country.

    Parameters
    ----------
    found
        The lines of the ledger of stances, at most one a reading, country and topic.
    readings, countries, claims
        What a stance may name, each by its name or code; only a contributor has a stance.

    Returns
    -------
    dict of str to dict of str to dict of str to Stance
        For soldiers and help, and every reading, the stances by code of the country; empty for a reading without any.

    Raises
    ------
    EvidenceError
        One line that names file, row and column of a cell that is refused, and what is allowed; also if a stance that
        is carried over differs from the one that it is carried from.
    """
    stances: dict[str, dict[str, dict[str, Stance]]] = {
        about: {reading: {} for reading in readings} for about in ABOUT
    }
    for row in found:
        stance = _stance(row, readings, countries, claims)
        stances[row.choice("about", ABOUT)][stance.reading][stance.code] = stance
    for row in found:
        carried = row.maybe("carried")
        if not carried:
            continue
        said = stances[row.text("about")]
        here = said[row.text("reading")][row.text("code")]
        origin = said[carried].get(here.code)
        if origin is None or (origin.value, origin.claims) != (here.value, here.claims):
            raise row.refuse("carried", f"{here.code} has no such stance of its own at {carried}")
    return stances


def _stance(
    row: Row,
    readings: Mapping[str, Reading],
    countries: Mapping[str, Country],
    claims: Mapping[str, Claim],
) -> Stance:
    reading = row.choice("reading", readings)
    code = contributor(row, "code", countries)
    cited = row.listed("claims", claims, "a claim in claims.csv")
    if not any(code in claims[claim].actors for claim in cited):
        raise row.refuse("claims", f"at least one claim must name {code} among its actors")
    carried = row.maybe("carried") or None
    if carried:
        earlier = [name for name, other in readings.items() if other.date < readings[reading].date]
        row.choice("carried", earlier)
    heard = readings[carried or reading].articles
    for claim in cited:
        if claims[claim].evidence_kind not in MAY_SET:
            raise row.refuse(
                "claims", f"{claim} is {claims[claim].evidence_kind}; a stance may be set by: {_kinds()}"
            )
        if claims[claim].article not in heard:
            raise row.refuse("claims", f"{claim} does not belong to the articles of {carried or reading}")
    return Stance(
        reading=reading,
        code=code,
        value=int(row.choice("stance", STANCES)),
        claims=cited,
        wording=row.text("wording"),
        carried=carried,
    )


def _kinds() -> str:
    return " | ".join(sorted(MAY_SET))

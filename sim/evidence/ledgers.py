"""The meaning of every ledger: rows become records, and records must agree with each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

from sim.evidence.records import (
    MAY_SET,
    Article,
    Claim,
    Contradiction,
    Country,
    Evidence,
    Fact,
    Mission,
    Parameter,
    Pattern,
    Reading,
    Stance,
    Theory,
)
from sim.evidence.table import EvidenceError, Row, rows

COLUMNS: Mapping[str, str] = {
    "articles.csv": "article,what,outlet,dated,paragraphs,observation,sha256,note",
    "countries.csv": "code,name,lat,lon,kind",
    "contradictions.csv": "set_id,topic,positions,modelling_resolution",
    "claims.csv": "claim_id,article,date,para,actors,construct,type,paraphrase,direction,magnitude,bears_on,"
    "condition,contradiction,evidence_kind,confidence,note",
    "facts.csv": "code,fact,value,unit,source,grade,confidence,note",
    "readings.csv": "reading,date,label,us_backing,battlefield,articles,claims,grade,note",
    "stances.csv": "reading,code,stance,claims,wording,carried",
    "parameters.csv": "mechanism,parameter,low,mode,high,floor,ceiling,unit,grade,source,note",
    "theories.csv": "theory,parameter,low,mode,high,source,note",
    "missions.csv": ",".join(field.name for field in fields(Mission)),
    "patterns.csv": "pattern_id,name,test,claims,basis,kind",
}

FACTS: Mapping[str, tuple[str, float, float]] = {
    "population": ("persons", 1e4, 2e9),
    "personnel": ("persons", 0, 1e7),
    "army_share": ("share", 0, 1),
    "distance_to_front": ("km", 0, 20_100),
    "border_russia_belarus": ("km", 0, 10_000),
    "border_ukraine": ("km", 0, 10_000),
    "defence_budget": ("USD bn", 0, 5_000),
    "veto": ("share", 0, 1),
    "seats": ("share", 0, 1),
    "poll_support": ("share", 0, 1),
    "us_dependence": ("share", 0, 1),
    "mandate_sensitivity": ("multiplier", 0, 5),
    "expeditionary": ("multiplier", 0, 5),
}
"""Every fact a country may have: its unit and the range outside of which it must be a slip."""

GROUPS = frozenset(
    "author coalition EU europe governments host individual_states military model NATO parliaments publics "
    "system UN western_states".split()
)
"""Actors in the articles that are no single state."""

GRADES = ("A", "B", "C", "D")
CONFIDENCE = ("high", "medium", "low")
STANCES = ("3", "2", "1", "0", "-1", "-3")
EVIDENCE_KINDS = MAY_SET | {"author opinion", "reader comment"}
CLAIM_ID = re.compile(r"\bC\d{3}\b")
UNCITED = "a number needs a source"
UNITLESS = "a number needs a unit"


def read(folder: Path) -> Evidence:
    """Read and check all ledgers of a folder."""
    raw: dict[str, bytes] = {}
    for file in COLUMNS:
        try:
            raw[file] = (folder / file).read_bytes()
        except OSError as error:
            raise EvidenceError(f"{file}: cannot be read in {folder} ({error.strerror})") from error
    table = {file: rows(file, raw[file], columns.split(",")) for file, columns in COLUMNS.items()}

    articles = {row.text("article"): _article(row) for row in _unique(table["articles.csv"], "article")}
    countries = {row.text("code"): _country(row) for row in _unique(table["countries.csv"], "code")}
    sets = {row.text("set_id") for row in _unique(table["contradictions.csv"], "set_id")}
    claims = {
        row.text("claim_id"): _claim(row, articles, countries, sets)
        for row in _unique(table["claims.csv"], "claim_id")
    }
    _cited(table, claims)
    readings = {
        row.text("reading"): _reading(row, articles, claims)
        for row in _unique(table["readings.csv"], "reading")
    }
    parameters = {
        row.text("parameter"): _parameter(row) for row in _unique(table["parameters.csv"], "parameter")
    }
    return Evidence(
        articles=articles,
        claims=claims,
        contradictions=tuple(_contradiction(row, claims) for row in table["contradictions.csv"]),
        countries=tuple(countries.values()),
        facts={
            (row.text("code"), row.text("fact")): _fact(row, countries)
            for row in _unique(table["facts.csv"], "code", "fact")
        },
        readings=readings,
        stances=_stances(table["stances.csv"], readings, countries, claims),
        parameters=parameters,
        theories=_theories(table["theories.csv"], parameters),
        missions=tuple(_mission(row) for row in _unique(table["missions.csv"], "episode_id")),
        patterns=tuple(_pattern(row, claims) for row in _unique(table["patterns.csv"], "pattern_id")),
        digest=_digest(raw),
    )


def _digest(raw: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for file, content in raw.items():
        total.update(f"{file} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def _unique(found: Iterable[Row], *columns: str) -> Iterator[Row]:
    seen: dict[tuple[str, ...], int] = {}
    for row in found:
        key = tuple(row.maybe(column) for column in columns)
        if key in seen:
            raise row.refuse(columns[-1], f"already given in row {seen[key]}; one row a key")
        seen[key] = row.line
        yield row


def _cited(table: Mapping[str, list[Row]], claims: Collection[str]) -> None:
    """Every claim a source speaks of must exist."""
    for file, column in (("facts.csv", "source"), ("parameters.csv", "source"), ("theories.csv", "source")):
        for row in table[file]:
            for claim in CLAIM_ID.findall(row.maybe(column)):
                if claim not in claims:
                    raise row.refuse(column, f"{claim!r} is not a claim in claims.csv")


def _dated(row: Row, column: str) -> str:
    """Check a day, or two days with a slash between them, earlier first."""
    days = row.text(column).split("/")
    try:
        parsed = [date.fromisoformat(day) for day in days]
    except ValueError as error:
        raise row.refuse(column, "must be YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD") from error
    written = [day.isoformat() for day in parsed]
    if written != days or len(days) > 2 or parsed != sorted(parsed):
        raise row.refuse(column, "must be YYYY-MM-DD, or two such days with the earlier first")
    return row.text(column)


def _code(row: Row, countries: Collection[str]) -> str:
    if row.maybe("code") not in countries:
        raise row.refuse("code", "must be an ISO 3166 alpha-3 code listed in countries.csv (Norway is NOR)")
    return row.maybe("code")


def _article(row: Row) -> Article:
    return Article(
        article=row.text("article"),
        what=row.text("what"),
        outlet=row.text("outlet"),
        dated=_dated(row, "dated"),
        paragraphs=int(row.number("paragraphs", 1, 1000)),
        observation=row.text("observation"),
        sha256=row.text("sha256"),
        note=row.maybe("note"),
    )


def _country(row: Row) -> Country:
    if not re.fullmatch("[A-Z]{3}", row.maybe("code")):
        raise row.refuse("code", "must be an ISO 3166 alpha-3 code (Norway is NOR)")
    return Country(
        code=row.text("code"),
        name=row.text("name"),
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        kind=row.choice("kind", ("contributor", "washington", "moscow", "kyiv")),
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


def _claim(
    row: Row, articles: Mapping[str, Article], countries: Collection[str], sets: Collection[str]
) -> Claim:
    article = row.choice("article", articles)
    actors = row.listed("actors", GROUPS | set(countries), "a country code or a known group")
    if not actors:
        raise row.refuse("actors", "a claim is about somebody")
    return Claim(
        claim_id=row.text("claim_id"),
        article=article,
        date=_dated(row, "date"),
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


def _contradiction(row: Row, claims: Mapping[str, Claim]) -> Contradiction:
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


def _fact(row: Row, countries: Collection[str]) -> Fact:
    unit, low, high = FACTS[row.choice("fact", FACTS)]
    if row.text("unit", UNITLESS) != unit:
        raise row.refuse("unit", f"{row.text('fact')} is given in {unit}")
    return Fact(
        code=_code(row, countries),
        name=row.text("fact"),
        value=row.number("value", low, high),
        unit=unit,
        source=row.text("source", UNCITED),
        grade=row.choice("grade", GRADES),
        confidence=row.choice("confidence", CONFIDENCE),
        note=row.maybe("note"),
    )


def _reading(row: Row, articles: Collection[str], claims: Mapping[str, Claim]) -> Reading:
    spoken = row.listed("articles", articles, "an article in articles.csv")
    cited = row.listed("claims", claims, "a claim in claims.csv")
    if not any(claims[claim].evidence_kind in MAY_SET for claim in cited):
        raise row.refuse("claims", "at least one must be of a kind that may set it: " + _kinds())
    for claim in cited:
        if claims[claim].article not in spoken:
            raise row.refuse("claims", f"{claim} stands in article {claims[claim].article}, not listed here")
    return Reading(
        reading=row.text("reading"),
        date=_dated(row, "date"),
        label=row.text("label"),
        us_backing=row.number("us_backing", 0, 1),
        battlefield=row.number("battlefield", -1, 1),
        articles=spoken,
        claims=cited,
        grade=row.choice("grade", GRADES),
        note=row.text("note"),
    )


def _kinds() -> str:
    return " | ".join(sorted(MAY_SET))


def _stances(
    found: list[Row],
    readings: Mapping[str, Reading],
    countries: Mapping[str, Country],
    claims: Mapping[str, Claim],
) -> dict[str, dict[str, Stance]]:
    stances: dict[str, dict[str, Stance]] = {reading: {} for reading in readings}
    for row in _unique(found, "reading", "code"):
        stance = _stance(row, readings, countries, claims)
        stances[stance.reading][stance.code] = stance
    for row in found:
        carried = row.maybe("carried")
        if not carried:
            continue
        here = stances[row.text("reading")][row.text("code")]
        origin = stances[carried].get(here.code)
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
    code = _code(row, countries)
    if countries[code].kind != "contributor":
        raise row.refuse("code", "only a contributor has a stance on sending soldiers")
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


def _range(row: Row, floor: float, ceiling: float) -> tuple[float, float, float]:
    low, mode, high = (row.number(column, floor, ceiling) for column in ("low", "mode", "high"))
    if not low <= mode <= high:
        raise row.refuse("mode", f"must lie between low {low:g} and high {high:g}")
    return low, mode, high


def _parameter(row: Row) -> Parameter:
    floor = row.number("floor")
    ceiling = row.number("ceiling", low=floor)
    low, mode, high = _range(row, floor, ceiling)
    return Parameter(
        mechanism=row.text("mechanism"),
        name=row.text("parameter"),
        low=low,
        mode=mode,
        high=high,
        floor=floor,
        ceiling=ceiling,
        unit=row.text("unit", UNITLESS),
        grade=row.choice("grade", GRADES),
        source=row.text("source", UNCITED),
        note=row.maybe("note"),
    )


def _theories(found: list[Row], parameters: Mapping[str, Parameter]) -> dict[str, Theory]:
    """Build each theory from its summary row (empty parameter) and its override rows."""
    theories: dict[str, Theory] = {}
    overrides: dict[str, dict[str, tuple[float, float, float]]] = {}
    for row in _unique(found, "theory", "parameter"):
        name, source = row.text("theory"), row.text("source", UNCITED)
        if not row.maybe("parameter"):
            overrides[name] = {}
            theories[name] = Theory(name, row.text("note"), source, overrides[name])
        elif name not in theories:
            raise row.refuse("theory", "its summary row, with parameter empty, must come first")
        else:
            known = parameters.get(row.maybe("parameter"))
            if known is None:
                raise row.refuse("parameter", "must be a parameter in parameters.csv")
            overrides[name][known.name] = _range(row, known.floor, known.ceiling)
    return theories


def _mission(row: Row) -> Mission:
    return Mission(
        episode_id=row.text("episode_id"),
        mission=row.text("mission"),
        cluster=row.text("cluster"),
        conflict_type=row.choice("conflict_type", ("interstate_line", "civil_or_mixed")),
        years=row.text("years"),
        ref_window=row.text("ref_window"),
        deterred_party=row.text("deterred_party"),
        troops_peak=row.number("troops_peak", 0, 1e7),
        troops_conf=row.choice("troops_conf", CONFIDENCE),
        line_km=row.maybe_number("line_km", 1, 20_000),
        area_km2=row.maybe_number("area_km2", 1, 2e7),
        roe_permissiveness=row.number("roe_permissiveness", 0, 1),
        roe_reason=row.text("roe_reason"),
        great_power_backing=row.number("great_power_backing", 0, 1),
        backing_reason=row.text("backing_reason"),
        host_consent=row.number("host_consent", 0, 1),
        adversary_consent=row.number("adversary_consent", 0, 1),
        adversary_relative_capability=row.number("adversary_relative_capability", 0, 1),
        impartial=row.flag("impartial"),
        major_hostilities_within_5y=row.flag("major_hostilities_within_5y"),
        low_level_probing=row.flag("low_level_probing"),
        bystander=row.flag("bystander"),
        outcome_conf=row.choice("outcome_conf", CONFIDENCE),
        alt_outcome=row.flag("alt_outcome"),
        note_or_disagreement=row.maybe("note_or_disagreement"),
        source=row.text("source", UNCITED),
        fit_include=row.flag("fit_include"),
        lead_power_troops_obj=row.flag("lead_power_troops_obj"),
        mandate_enforcement_obj=row.flag("mandate_enforcement_obj"),
    )


def _pattern(row: Row, claims: Collection[str]) -> Pattern:
    cited = row.listed("claims", claims, "a claim in claims.csv")
    if not cited and not row.maybe("basis"):
        raise row.refuse("claims", "a pattern needs claims or a basis")
    return Pattern(
        pattern_id=row.text("pattern_id"),
        name=row.text("name"),
        test=row.text("test"),
        claims=cited,
        basis=row.maybe("basis"),
        kind=row.text("kind"),
    )

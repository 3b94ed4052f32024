"""Every ledger, read and checked: rows become records, and records must agree with each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path

from sim.evidence.checks import unique
from sim.evidence.figures import (
    FACTS,
    country_of,
    fact_of,
    mission_of,
    parameter_of,
    pattern_of,
    theories_of,
)
from sim.evidence.own_rows import NO_OVERLAY, Overlay
from sim.evidence.public import condition_of, election_of, poll_of, remark_of
from sim.evidence.records import Country, Evidence, Mission
from sim.evidence.table import EvidenceError, Row, rows
from sim.evidence.voices import article_of, claim_of, contradiction_of, reading_of, stances_of

COLUMNS: Mapping[str, str] = {
    "articles.csv": "article,what,outlet,dated,paragraphs,observation,sha256,note",
    "countries.csv": "code,name,lat,lon,kind",
    "contradictions.csv": "set_id,topic,positions,modelling_resolution",
    "claims.csv": "claim_id,article,date,para,actors,construct,type,paraphrase,direction,magnitude,bears_on,"
    "condition,contradiction,evidence_kind,confidence,note",
    "facts.csv": "code,fact,value,unit,source,grade,confidence,note,url,as_of",
    "readings.csv": "reading,date,label,us_backing,battlefield,articles,claims,grade,note",
    "stances.csv": "reading,code,about,stance,claims,wording,carried",
    "record.csv": "code,date,office,about,scope,conditions,stance,decides,paraphrase,source,url,confidence",
    "polls.csv": "code,date,pollster,wording,condition,asks,poll_for,poll_against,undecided,grade,confidence,note,url",
    "elections.csv": "code,month,what,decides,source,grade,confidence,note,url,as_of",
    "conditions.csv": "code,kind,value,layer,since,claims,grade,wording",
    "parameters.csv": "mechanism,parameter,low,mode,high,floor,ceiling,unit,grade,source,note",
    "theories.csv": "theory,parameter,low,mode,high,source,note",
    "missions.csv": ",".join(field.name for field in fields(Mission)),
    "patterns.csv": "pattern_id,name,test,claims,basis,kind",
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "articles.csv": ("article",),
    "countries.csv": ("code",),
    "contradictions.csv": ("set_id",),
    "claims.csv": ("claim_id",),
    "facts.csv": ("code", "fact"),
    "readings.csv": ("reading",),
    "stances.csv": ("reading", "about", "code"),
    "record.csv": ("code", "about", "date", "office", "scope"),
    "polls.csv": ("code", "date", "pollster"),
    "elections.csv": ("code", "month"),
    "conditions.csv": ("code", "layer", "kind", "since", "value"),
    "parameters.csv": ("parameter",),
    "theories.csv": ("theory", "parameter"),
    "missions.csv": ("episode_id",),
    "patterns.csv": ("pattern_id",),
}
"""The columns that name a row: no two rows of a ledger agree in all of them."""
Tables = Mapping[str, list[Row]]
CLAIM_ID = re.compile(r"\bC\d{3}\b")


def read(folder: Path) -> Evidence:
    """Read and check all ledgers of a folder."""
    raw = raw_of(folder)
    return checked(tables(raw), digest=digest(raw))


def raw_of(folder: Path) -> dict[str, bytes]:
    """Every ledger of a folder as it is on the disk."""
    raw: dict[str, bytes] = {}
    for file in COLUMNS:
        try:
            raw[file] = (folder / file).read_bytes()
        except OSError as error:
            raise EvidenceError(f"{file}: cannot be read in {folder} ({error.strerror})") from error
    return raw


def tables(raw: Mapping[str, bytes]) -> dict[str, list[Row]]:
    """The rows of some ledgers, of which no two may share their key."""
    return {
        file: list(unique(rows(file, content, COLUMNS[file].split(",")), *KEYS[file]))
        for file, content in raw.items()
    }


def checked(table: Tables, *, digest: str, overlay: Overlay = NO_OVERLAY) -> Evidence:
    """Every ledger as records that agree with each other; raises `EvidenceError` for the first that does not."""
    articles = {row.text("article"): article_of(row) for row in table["articles.csv"]}
    countries = {row.text("code"): country_of(row) for row in table["countries.csv"]}
    sets = {row.text("set_id") for row in table["contradictions.csv"]}
    claims = {row.text("claim_id"): claim_of(row, articles, countries, sets) for row in table["claims.csv"]}
    _cited(table, claims)
    readings = {row.text("reading"): reading_of(row, articles, claims) for row in table["readings.csv"]}
    parameters = {row.text("parameter"): parameter_of(row) for row in table["parameters.csv"]}
    stances = stances_of(table["stances.csv"], readings, countries, claims)
    record = tuple(remark_of(row, countries) for row in table["record.csv"])
    facts = {(row.text("code"), row.text("fact")): fact_of(row, countries) for row in table["facts.csv"]}
    _complete(table["countries.csv"], countries, facts)
    return Evidence(
        articles=articles,
        claims=claims,
        contradictions=tuple(contradiction_of(row, claims) for row in table["contradictions.csv"]),
        countries=tuple(countries.values()),
        facts=facts,
        readings=readings,
        stances=stances["soldiers"],
        helping=stances["help"],
        record=record,
        polls=tuple(poll_of(row, countries) for row in table["polls.csv"]),
        elections=tuple(election_of(row, countries) for row in table["elections.csv"]),
        conditions=tuple(condition_of(row, countries, claims, record) for row in table["conditions.csv"]),
        parameters=parameters,
        theories=theories_of(table["theories.csv"], parameters),
        missions=tuple(mission_of(row) for row in table["missions.csv"]),
        patterns=tuple(pattern_of(row, claims) for row in table["patterns.csv"]),
        digest=digest,
        overlay=overlay,
    )


def digest(raw: Mapping[str, bytes]) -> str:
    """SHA-256 over files by their names."""
    total = hashlib.sha256()
    for file, content in raw.items():
        total.update(f"{file} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def _complete(
    listed: list[Row], countries: Mapping[str, Country], facts: Collection[tuple[str, str]]
) -> None:
    """A state that could send soldiers needs every fact that the rules read: none is made up for it."""
    for row in listed:
        code = row.text("code")
        missing = [name for name in FACTS if (code, name) not in facts]
        if countries[code].kind == "contributor" and missing:
            raise row.refuse(
                "code", f"facts.csv must give every fact of a contributor; missing: {', '.join(missing)}"
            )


def _cited(table: Tables, claims: Collection[str]) -> None:
    """Every claim a source speaks of must exist."""
    for row in (row for file in ("facts.csv", "parameters.csv", "theories.csv") for row in table[file]):
        for claim in CLAIM_ID.findall(row.maybe("source")):
            if claim not in claims:
                raise row.refuse("source", f"{claim!r} is not a claim in claims.csv")

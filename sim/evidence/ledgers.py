"""Every ledger, read and checked: rows become records, and records must agree with each other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path

from sim.evidence.checks import unique
from sim.evidence.figures import country_of, fact_of, mission_of, parameter_of, pattern_of, theories_of
from sim.evidence.public import condition_of, election_of, poll_of, remark_of
from sim.evidence.records import Evidence, Mission
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
CLAIM_ID = re.compile(r"\bC\d{3}\b")


def read(folder: Path) -> Evidence:
    """Read and check all ledgers of a folder."""
    raw: dict[str, bytes] = {}
    for file in COLUMNS:
        try:
            raw[file] = (folder / file).read_bytes()
        except OSError as error:
            raise EvidenceError(f"{file}: cannot be read in {folder} ({error.strerror})") from error
    table = {file: rows(file, raw[file], columns.split(",")) for file, columns in COLUMNS.items()}

    articles = {row.text("article"): article_of(row) for row in unique(table["articles.csv"], "article")}
    countries = {row.text("code"): country_of(row) for row in unique(table["countries.csv"], "code")}
    sets = {row.text("set_id") for row in unique(table["contradictions.csv"], "set_id")}
    claims = {
        row.text("claim_id"): claim_of(row, articles, countries, sets)
        for row in unique(table["claims.csv"], "claim_id")
    }
    _cited(table, claims)
    readings = {
        row.text("reading"): reading_of(row, articles, claims)
        for row in unique(table["readings.csv"], "reading")
    }
    parameters = {
        row.text("parameter"): parameter_of(row) for row in unique(table["parameters.csv"], "parameter")
    }
    stances = stances_of(table["stances.csv"], readings, countries, claims)
    record = tuple(
        remark_of(row, countries)
        for row in unique(table["record.csv"], "code", "about", "date", "office", "scope")
    )
    return Evidence(
        articles=articles,
        claims=claims,
        contradictions=tuple(contradiction_of(row, claims) for row in table["contradictions.csv"]),
        countries=tuple(countries.values()),
        facts={
            (row.text("code"), row.text("fact")): fact_of(row, countries)
            for row in unique(table["facts.csv"], "code", "fact")
        },
        readings=readings,
        stances=stances["soldiers"],
        helping=stances["help"],
        record=record,
        polls=tuple(
            poll_of(row, countries) for row in unique(table["polls.csv"], "code", "date", "pollster")
        ),
        elections=tuple(
            election_of(row, countries) for row in unique(table["elections.csv"], "code", "month")
        ),
        conditions=tuple(
            condition_of(row, countries, claims, record)
            for row in unique(table["conditions.csv"], "code", "layer", "kind", "since", "value")
        ),
        parameters=parameters,
        theories=theories_of(table["theories.csv"], parameters),
        missions=tuple(mission_of(row) for row in unique(table["missions.csv"], "episode_id")),
        patterns=tuple(pattern_of(row, claims) for row in unique(table["patterns.csv"], "pattern_id")),
        digest=_digest(raw),
    )


def _digest(raw: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for file, content in raw.items():
        total.update(f"{file} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def _cited(table: Mapping[str, list[Row]], claims: Collection[str]) -> None:
    """Every claim a source speaks of must exist."""
    for row in (row for file in ("facts.csv", "parameters.csv", "theories.csv") for row in table[file]):
        for claim in CLAIM_ID.findall(row.maybe("source")):
            if claim not in claims:
                raise row.refuse("source", f"{claim!r} is not a claim in claims.csv")

"""Ledgers of a study folder laid over the package's: a row replaces the one with its key, or is added at the end.

Rows are checked as the package's own are. What code relies on stays as it is: the parameters there are, their units and
bounds, and the actors that are no contributors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sim.evidence.checks import UNCITED, unique
from sim.evidence.ledgers import COLUMNS, KEYS, checked, digest, raw_of, tables
from sim.evidence.own_rows import Level, Overlay, OwnRow
from sim.evidence.records import Evidence
from sim.evidence.table import EvidenceError, Row, rows

LEVELS = "levels.csv"
LEVEL_COLUMNS = ("lever", "name", "value", "source")
OWN = (*(file for file in COLUMNS if file != "patterns.csv"), LEVELS)
"""Files that a study folder may have; patterns are tests of the rules, which it cannot change."""
CITING = ("facts.csv", "parameters.csv", "theories.csv")
"""Ledgers whose sources may name claims."""
LEVEL_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def lay_over(package: Path, overlay: Overlay, raw: Mapping[str, bytes]) -> Evidence:
    """The package's ledgers with those of a study folder over them.

    Parameters
    ----------
    package
        The folder of the package's ledgers.
    overlay
        Name and place of the study folder.
    raw
        Its ledgers by the names of their files (`OWN`), as they are on the disk.

    Returns
    -------
    Evidence
        All ledgers, whose digest and `overlay` name what was laid over them.

    Raises
    ------
    EvidenceError
        One line that names file, row and column of the first cell that is refused, and what is allowed.
    """
    packaged = raw_of(package)
    table = tables(packaged)
    own = {file: content for file, content in raw.items() if file != LEVELS}
    laid: list[OwnRow] = []
    for file, content in own.items():
        added = list(unique(rows(f"{overlay.name}/{file}", content, COLUMNS[file].split(",")), *KEYS[file]))
        _check_held(file, table[file], added)
        table[file], said = _merged(file, table[file], added)
        laid += said
    known = Overlay(
        overlay.name,
        overlay.folder,
        tuple(laid),
        _levels(f"{overlay.name}/{LEVELS}", raw[LEVELS]) if LEVELS in raw else {},
        digest(own) if own else "",
    )
    whole = {**packaged, **{f"own/{file}": content for file, content in own.items()}}
    evidence = checked(table, digest=digest(whole), overlay=known)
    _check_heard(evidence, table)
    return evidence


def _merged(file: str, packaged: list[Row], own: list[Row]) -> tuple[list[Row], list[OwnRow]]:
    """The rows in the package's order with those of a study folder in their place, and what became of each."""
    added = {_key(file, row): row for row in own}
    there = {_key(file, row) for row in packaged}
    kept = [added.get(_key(file, row), row) for row in packaged]
    new = [row for key, row in added.items() if key not in there]
    return kept + new, [OwnRow(file, key, key in there) for key in added]


def _key(file: str, row: Row) -> tuple[str, ...]:
    return tuple(row.maybe(column) for column in KEYS[file])


def _check_held(file: str, packaged: list[Row], own: list[Row]) -> None:
    """Refuse what would take from under the rules what they rest on."""
    known = {_key(file, row): row for row in packaged}
    if check := {"parameters.csv": _check_parameter, "countries.csv": _check_actor}.get(file):
        for row in own:
            check(row, known.get(_key(file, row)))


def _check_parameter(row: Row, there: Row | None) -> None:
    if there is None:
        raise row.refuse("parameter", "no rule reads it; allowed: a parameter of parameters.csv")
    same = {"unit": row.maybe("unit") == there.maybe("unit")}
    same |= {end: row.number(end) == there.number(end) for end in ("floor", "ceiling")}
    for column, held in same.items():
        if not held:
            raise row.refuse(column, f"the rules rest on it; allowed: {there.maybe(column)}")


def _check_actor(row: Row, there: Row | None) -> None:
    held = there.maybe("kind") if there else "contributor"
    if row.maybe("kind") != held:
        raise row.refuse("kind", f"allowed: {held}")


def _check_heard(evidence: Evidence, table: Mapping[str, list[Row]]) -> None:
    """Refuse an article of one's own that nothing hears: it would seem to count, and change nothing."""
    own = {row.key[0] for row in evidence.overlay.rows if row.file == "articles.csv" and not row.replaces}
    heard = {article for reading in evidence.readings.values() for article in reading.articles}
    cited = " ".join(row.maybe("source") for file in CITING for row in table[file])
    heard |= {claim.article for claim in evidence.claims.values() if claim.claim_id in cited}
    for row in table["articles.csv"]:
        if row.text("article") in own - heard:
            raise row.refuse(
                "article", "nothing hears it: name it in readings.csv, or a claim of it as a source"
            )


def _levels(file: str, raw: bytes) -> dict[str, dict[str, Level]]:
    """Names of levels, by lever; that the lever exists and takes the number is seen where levers are known."""
    found: dict[str, dict[str, Level]] = {}
    for row in unique(rows(file, raw, LEVEL_COLUMNS), "lever", "name"):
        if not LEVEL_NAME.fullmatch(row.maybe("name")):
            raise row.refuse("name", "allowed: small letters, digits and _, a letter first, 40 at most")
        level = Level(row.number("value"), row.text("source", UNCITED))
        found.setdefault(row.text("lever"), {})[row.text("name")] = level
    return found


def own_file(name: str) -> str:
    """The name of a ledger that a study folder may have; raises `EvidenceError`."""
    if name not in OWN:
        raise EvidenceError(f"evidence/{name}: no such ledger; allowed: {', '.join(OWN)}")
    return name

"""Past missions in the model's terms: those of the ledger, or of a file with the same columns."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from sim.evidence import load
from sim.evidence.table import EvidenceError, Row
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.errors import show
from sim.scenario.injects import Inject

CODES = {
    "roe_permissiveness": -1,
    "great_power_backing": -1,
    "host_consent": -1,
    "adversary_consent": -1,
    "adversary_relative_capability": 1,
}
"""What is coded of a mission, each 0–1, with the way in which it is thought to bear on a breakdown."""
NEEDED = ("mission", "cluster", "troops_peak", *CODES, "major_hostilities_within_5y")
"""Columns that a file of missions must have; `line_km` is read where it is there, all others are left aside."""
AT_THE_LINE, IN_THE_AREA = 0.9, 0.3
"""Location of a mission that holds a line, and of one that is spread over an area (coding, grade D)."""
PARITY = 360_000.0
"""Both sides' strength when the adversary's relative capability is one half: the model's own figure."""
WEAKEST = 50_000.0
"""Least strength of an adversary that the model allows."""
REFUSED = 0.05
"""Host consent below which the force has to leave at once."""
MOST_BYTES = 10_000_000
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


@dataclass(frozen=True)
class Episode:
    """A past mission: what is coded of it, and whether major hostilities broke out within five years."""

    mission: str
    cluster: str
    troops: float
    on_a_line: bool
    codes: dict[str, float]
    happened: bool

    def scenario(self, theory: str) -> Scenario:
        """The mission in the model's terms (grade D): a granted force, protection only, for five years."""
        codes = self.codes
        gone = (Inject("consent_withdrawn", 0, 0.0),) if codes["host_consent"] < REFUSED else ()
        strength = max(WEAKEST, 2 * PARITY * codes["adversary_relative_capability"])
        return Scenario(
            force_size=min(self.troops, BY_NAME["force_size"].high),
            roe=codes["roe_permissiveness"],
            location=AT_THE_LINE if self.on_a_line else IN_THE_AREA,
            us_backing=codes["great_power_backing"],
            russian_consent=codes["adversary_consent"],
            roles=("protection",),
            force_generation="granted",
            battlefield=0.0,
            horizon=60,
            theory=theory,
            injects=gone,
            assume=(("UA", PARITY), ("RU", strength)),
        )


def of_ledger() -> tuple[Episode, ...]:
    """The missions that the ledger includes in the fit."""
    return tuple(
        Episode(
            m.mission,
            m.cluster,
            m.troops_peak,
            m.line_km is not None,
            {code: float(getattr(m, code)) for code in CODES},
            m.major_hostilities_within_5y,
        )
        for m in load().missions
        if m.fit_include
    )


def of_file(path: Path) -> tuple[tuple[Episode, ...], tuple[str, ...]]:
    """The missions of a CSV file, and the names of columns that were left aside.

    Raises
    ------
    ScenarioError
        One line that names the file, and row and column where a cell is at fault.
    """
    try:
        rows, aside = _rows(path)
        return tuple(_episode(row) for row in rows), aside
    except EvidenceError as refusal:
        raise ScenarioError(f"missions: {refusal}") from None


def _rows(path: Path) -> tuple[list[Row], tuple[str, ...]]:
    """Rows of a file whose header has what is needed, in any order; commas or semicolons, byte-order mark or not."""
    if not path.is_file():
        raise ScenarioError(f"missions: {show(str(path))} is not a file")
    if path.stat().st_size > MOST_BYTES:
        raise ScenarioError(f"missions: {show(str(path))} is larger than {MOST_BYTES // 10**6} MB")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        first = text.partition("\n")[0]
        european = first.count(";") > first.count(",")
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=";" if european else ",", strict=True)
        header = [name.strip() for name in next(lines, [])]
        if missing := [name for name in NEEDED if name not in header]:
            raise EvidenceError(f"{path.name}, row 1: no column {missing[0]}; needed: {', '.join(NEEDED)}")
        if twice := [name for name in header if header.count(name) > 1]:
            raise EvidenceError(f"{path.name}, row 1: column {twice[0]} is there twice; allowed: once")
        rows = []
        for cells in lines:
            if len(cells) != len(header):
                raise EvidenceError(
                    f"{path.name}, row {lines.line_num}: {len(cells)} cells, must be {len(header)}"
                )
            stripped = (_plain(cell.strip(), european) for cell in cells)
            rows.append(Row(path.name, lines.line_num, dict(zip(header, stripped, strict=True))))
    except UnicodeDecodeError as fault:
        raise EvidenceError(f"{path.name}: not UTF-8 at byte {fault.start}") from None
    except csv.Error as fault:
        raise EvidenceError(f"{path.name}: not a CSV table ({fault})") from None
    if not rows:
        raise EvidenceError(f"{path.name}: holds no rows")
    return rows, tuple(name for name in header if name not in (*NEEDED, "line_km"))


def _plain(cell: str, european: bool) -> str:
    """A cell with a point in its number: spreadsheets that part cells by semicolons write a comma there."""
    return cell.replace(",", ".") if european and DECIMAL_COMMA.fullmatch(cell) else cell


def _episode(row: Row) -> Episode:
    return Episode(
        mission=row.text("mission"),
        cluster=row.text("cluster"),
        troops=row.number("troops_peak", 0, 1e7),
        on_a_line="line_km" in row.cells and row.maybe_number("line_km", 0, 20_000) is not None,
        codes={code: row.number(code, 0, 1) for code in CODES},
        happened=row.flag("major_hostilities_within_5y"),
    )

"""Past missions in the model's terms: those of the ledger, or of a file with the same columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.evidence import load
from sim.evidence.table import EvidenceError, Row, some_columns
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
    """Rows of a file whose header has what is needed, in any order."""
    if not path.is_file():
        raise ScenarioError(f"missions: {show(str(path))} is not a file")
    if path.stat().st_size > MOST_BYTES:
        raise ScenarioError(f"missions: {show(str(path))} is larger than {MOST_BYTES // 10**6} MB")
    rows = some_columns(path.name, path.read_bytes(), NEEDED)
    return rows, tuple(name for name in rows[0].cells if name not in (*NEEDED, "line_km"))


def _episode(row: Row) -> Episode:
    return Episode(
        mission=row.text("mission"),
        cluster=row.text("cluster"),
        troops=row.number("troops_peak", 0, 1e7),
        on_a_line="line_km" in row.cells and row.maybe_number("line_km", 0, 20_000) is not None,
        codes={code: row.number(code, 0, 1) for code in CODES},
        happened=row.flag("major_hostilities_within_5y"),
    )

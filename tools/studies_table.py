"""Write the table of docs/studies.md: every study run again, what was expected and what came out.

python -m tools.studies_table
"""

from __future__ import annotations

from pathlib import Path

from sim.report import study
from sim.report.study.verdict_table import table
from tools.marks import renewed

PAGE = Path(__file__).parent.parent / "docs" / "studies.md"


def expected_and_found() -> str:
    """The table that `tripwire experiments --all --table` prints."""
    return f"{table(study.run(study.named(name)) for name in study.names())}\n"


if __name__ == "__main__":
    PAGE.write_text(
        renewed(PAGE.read_text(encoding="utf-8"), {"table": expected_and_found}), encoding="utf-8"
    )

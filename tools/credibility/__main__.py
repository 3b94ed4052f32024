"""Write docs/odd.md and the tables of docs/credibility.md; with --figures, also those that take minutes of runs.

python -m tools.credibility [--figures]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.credibility import figures, odd, score
from tools.readme_tables import renewed

DOCS = Path(__file__).parents[2] / "docs"
PAGES: dict[str, Mapping[str, Callable[[], str]]] = {"odd.md": odd.TABLES, "credibility.md": score.TABLES}
"""Pages, and what stands between their marks without a run."""


def main(words: list[str]) -> None:
    """Write the pages."""
    for name, tables in PAGES.items():
        page = DOCS / name
        page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
    if words == ["--figures"]:
        page = DOCS / "credibility.md"
        timed = {name: figures.timed(name) for name in figures.TABLES}
        page.write_text(renewed(page.read_text(encoding="utf-8"), timed), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

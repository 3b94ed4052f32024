"""Write the tables of the pages that list things: `python -m tools.listings`."""

from __future__ import annotations

from collections.abc import Mapping

from tools.listings import ledgers, settings
from tools.marks import ROOT, Tables, renewed

PAGES: Mapping[str, Tables] = {
    "README.md": {"articles": ledgers.articles},
    "docs/levers.md": {"levers": settings.levers},
    "docs/cli.md": {"run": settings.run, "verbs": settings.verbs},
    "docs/evidence.md": {
        "disagreements": ledgers.disagreements,
        "unknown": ledgers.unknown,
        "grades": ledgers.grades,
    },
}
"""What stands between which marks of a page."""


if __name__ == "__main__":
    for name, tables in PAGES.items():
        page = ROOT / name
        page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")

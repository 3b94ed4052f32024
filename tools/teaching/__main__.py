"""Write what is the model's or the program's on the pages of the teaching pack, or its slides as one file.

python -m tools.teaching --write [FOLDER]   # docs/teaching, or a translation of it
python -m tools.teaching --slides FILE [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sim.seminar.lessons import lesson
from tools.credibility.stamp import stamp
from tools.marks import ROOT, Tables, renewed
from tools.teaching import measure, pages, slides

PACK = ROOT / "docs" / "teaching"


def free(folder: Path) -> Mapping[str, Tables]:
    """What the pages hold that no run is needed for."""
    said = pages.words(folder)
    plans = {f"plan {name}": partial(pages.plan, said, name) for name in lesson.names()}
    return {
        "content_note.md": {"note": partial(pages.note, said)},
        "worksheet.md": {"tasks": partial(pages.worksheet, said)},
        "plans.md": plans,
    }


def mark(folder: Path, page: str) -> str:
    """The mark that the model answers should carry: of this rulebook, these ledgers, words and figures."""
    settings = {**measure.SETTINGS, "words": (folder / "words.json").read_text(encoding="utf-8")}
    return stamp(page, ["answers"], settings)


def write(folder: Path, found: Mapping[str, measure.Found]) -> None:
    """Write all pages of a pack that hold figures, plans or tasks."""
    for name, tables in free(folder).items():
        page = folder / name
        page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
    page = folder / "answers.md"
    said = pages.words(folder)
    text = renewed(page.read_text(encoding="utf-8"), {"answers": lambda: pages.answers(said, found)})
    page.write_text(renewed(text, {"mark": lambda: mark(folder, text)}), encoding="utf-8")


def main(words: list[str]) -> int:
    """Do what the words ask for; 2 for words that ask for nothing there is."""
    match words:
        case ["--write", *folder] if len(folder) < 2:
            write(Path(*folder) if folder else PACK, {name: find() for name, find in measure.TASKS.items()})
        case ["--slides", to, *folder] if len(folder) < 2:
            Path(to).write_text(slides.page(Path(*folder) if folder else PACK), encoding="utf-8")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

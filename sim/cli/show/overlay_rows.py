"""What a verb says of the study folder in use: one line, and the rows that it lays over the package's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from sim.evidence import load
from sim.study_folder.use import summary


def line() -> Iterator[Text]:
    """One line that names the study folder whose ledgers are in use; none where the package's own are."""
    known = load()
    if known.overlay.mark:
        yield Text(
            f"Evidence with the study folder {known.overlay.mark}: {summary(known.overlay).partition(': ')[2]}."
        )


def rows() -> Iterator[tuple[str, str]]:
    """Every row that replaces one of the package's, and how many each ledger has beside; names of levels."""
    overlay = load().overlay
    for row in overlay.rows:
        if row.replaces:
            yield f"{row.file} {' '.join(part for part in row.key if part)}", "replaces the package's row"
    for file, count in Counter(row.file for row in overlay.rows if not row.replaces).items():
        names = [
            " ".join(filter(None, row.key)) for row in overlay.rows if row.file == file and not row.replaces
        ]
        some = ", ".join(names[:4]) + (f" and {count - 4} more" if count > 4 else "")
        yield file, f"adds {count}: {some}"
    for lever, levels in overlay.levels.items():
        for name, level in levels.items():
            yield f"{lever}={name}", f"stands for {level.value:g}: {level.source}"

"""A printed table with columns of words: side by side where there is room, else each row's words below its figures."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

SHORT = 24
"""Characters of the widest cell of a column that holds no sentences."""
READABLE = 24
"""Characters that a column of sentences needs at least."""
GAP = 2


def printed(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> RenderableType:
    """The rows in the room that there is."""
    wide = [GAP + max(map(len, [head, *(row[k] for row in rows)])) for k, head in enumerate(heads)]
    short = [k for k, one in enumerate(wide) if one <= GAP + SHORT]
    left = room - sum(wide[k] for k in short)
    if left >= (len(heads) - len(short)) * (GAP + READABLE):
        return _side_by_side(heads, rows, short)
    while sum(wide[k] for k in short) > room:
        short.pop()
    return _below(heads, rows, {k: wide[k] for k in short})


def _side_by_side(heads: Sequence[str], rows: Sequence[Sequence[str]], short: Sequence[int]) -> Table:
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for k, head in enumerate(heads):
        made.add_column(head, overflow="fold", no_wrap=k in short)
    for row in rows:
        made.add_row(*map(Text, row))
    return made


def _below(heads: Sequence[str], rows: Sequence[Sequence[str]], short: dict[int, int]) -> Group:
    """The columns named with their widths on a line, and the others under it."""

    def line(cells: Sequence[str]) -> str:
        return "".join(cells[k].ljust(wide) for k, wide in short.items()).rstrip()

    parts: list[RenderableType] = [Text(line(heads), style="bold")]
    for row in rows:
        words = Table.grid(padding=(0, GAP, 0, 0))
        for k, head in enumerate(heads):
            if k not in short and row[k]:
                words.add_row(Text(head, style="dim"), Text(row[k], overflow="fold"))
        parts += [Text(line(row)), Padding(words, (0, 0, 0, next(iter(short.values()), 0)))]
    return Group(*parts)

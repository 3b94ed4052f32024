"""A printed table whose figures are never cut: how many columns stand side by side.

Columns are as wide as their cells. What has no room beside the others goes into a further block below, under the
same names of the rows. Where not even one has room, the table is as wide as it must be: print it with `crop=False`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

STYLE: dict[str, Any] = {"box": None, "pad_edge": False, "header_style": "bold", "padding": (0, 2, 0, 0)}
GAP = 2
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Column:
    """A column with its head; `tied` to the one before, it stays in its block; `firm` names of rows are not broken."""

    head: str
    cells: Sequence[Text]
    style: str = ""
    tied: bool = False
    firm: bool = False

    @property
    def need(self) -> int:
        """Characters of the widest cell, and of the longest word of the head, which may be broken elsewhere."""
        return max(*map(len, _bound(self.head).split(" ")), *(cell.cell_len for cell in self.cells), 1)

    def headed(self, wide: int) -> str:
        """The head in lines of this width; a per cent sign stays with its word."""
        return "\n".join(wrap(_bound(self.head), wide, break_long_words=False)).replace(NO_BREAK, " ")


def _bound(head: str) -> str:
    return head.replace(", %", f",{NO_BREAK}%")


def blocks(name: int, needs: Sequence[int], tied: Sequence[bool], room: int) -> list[list[int]]:
    """Which columns stand side by side.

    Parameters
    ----------
    name
        Width of the names of rows, which each block repeats, in characters.
    needs
        Width of each column, in characters.
    tied
        For each column, whether it stays in the block of the one before.
    room
        Width of the table at most, in characters; columns that are tied are not parted even if they are wider.

    Returns
    -------
    list of list of int
        Positions of the columns, block by block.

    Examples
    --------
    >>> blocks(10, [8, 8, 8], [False, False, True], room=30)
    [[0], [1, 2]]
    """
    groups: list[list[int]] = []
    for k, together in enumerate(tied):
        if together and groups:
            groups[-1].append(k)
        else:
            groups.append([k])
    made: list[list[int]] = []
    for group in groups:
        if made and name + sum(GAP + needs[k] for k in [*made[-1], *group]) <= room:
            made[-1] += group
        else:
            made.append(list(group))
    return made


def fits(names: Column, columns: Sequence[Column], room: int) -> bool:
    """Whether all columns stand side by side."""
    return len(_blocks(names, columns, room)) == 1


def printed(names: Column, columns: Sequence[Column], room: int) -> Iterable[RenderableType]:
    """The table, or below each other as many as the room asks for."""
    tables = [[columns[k] for k in block] for block in _blocks(names, columns, room)]
    wide = _width(names, room)
    spare = min(room - wide - sum(GAP + column.need for column in table) for table in tables)
    wide += max(0, min(spare, len(names.head) - wide))
    for table in tables:
        yield _table(names, table, room, wide)
        yield Text()


def _blocks(names: Column, columns: Sequence[Column], room: int) -> list[list[int]]:
    needs, tied = [column.need for column in columns], [column.tied for column in columns]
    return blocks(_width(names, room), needs, tied, room)


def _width(names: Column, room: int) -> int:
    """Names of rows take at most two fifths of the room, unless they must not be broken; no word of them is."""
    if names.firm:
        return names.need
    words = [word for text in (names.head, *(cell.plain for cell in names.cells)) for word in text.split()]
    return max(min(names.need, 2 * room // 5), *map(len, words), 1)


def _table(names: Column, columns: Sequence[Column], room: int, wide: int) -> Table:
    """A block of the table; `wide` is the width of the names of rows. What has no room passes the edge, uncut."""
    needed = wide + sum(GAP + column.need for column in columns)
    table = Table(**STYLE, width=needed if needed > room else None)
    table.add_column(names.head, width=wide, style=names.style, overflow="fold")
    for column, width in zip(columns, _widths(columns, room - wide), strict=True):
        table.add_column(column.headed(width), width=width, justify="right", style=column.style)
    for row in zip(names.cells, *(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """What the cells need, and of the spare room as much as makes the heads shorter, in turn."""
    widths = [column.need for column in columns]
    spare = room - sum(GAP + wide for wide in widths)
    while spare > 0 and (short := [k for k, c in enumerate(columns) if widths[k] < len(c.head)]):
        for k in short[:spare]:
            widths[k] += 1
        spare -= len(short[:spare])
    return widths

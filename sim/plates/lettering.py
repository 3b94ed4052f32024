"""Text measurement and line breaking for figures: in inches, before anything is drawn."""

from __future__ import annotations

import re
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

LINE = 1.25
"""Height of a line over the size of its letters."""


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in inches of a line set in the house's type at this size in points."""
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal", size=size)
    wide, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(wide) / 72


def wrap(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """Break a text into lines that fit a width.

    Parameters
    ----------
    text
        What is to be set; a value, its error and its unit stay on one line.
    room
        Width of a line, in inches; a word that is wider is cut.
    size, bold
        Size of the letters, in points, and whether they are bold.
    most
        Number of lines from 1 on that may be used; of a longer text the middle is left out, marked by an ellipsis.

    Returns
    -------
    list of str
        The lines, from the first to the last.

    Examples
    --------
    >>> wrap("A force of twelve countries", 1.0, 9)
    ['A force of', 'twelve', 'countries']
    >>> wrap("A force of twelve countries", 1.0, 9, most=1)
    ['A force…tries']
    """
    lines: list[str] = []
    for word in (part for long in _words(text) for part in _pieces(long, room, size, bold)):
        # The line is measured whole: letters are set closer or wider beside some neighbours.
        if lines and width(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        head = lines[: most - 1] or [_fitting(text, room * 0.55, size, bold)]
        tail = "…" + _fitting(text[::-1], room - (0.55 * room if most == 1 else 0.0) - 0.12, size, bold)[::-1]
        return [head[0] + tail] if most == 1 else [*head, tail]
    return lines


def balance(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into as few lines as its width allows, none much shorter than the others.

    Parameters
    ----------
    text
        What is to be set.
    room
        Width of a line at most, in inches.
    size, bold
        Size of the letters, in points, and whether they are bold.

    Returns
    -------
    list of str
        As many lines as `wrap` gives.

    Examples
    --------
    >>> wrap("A force of twelve countries at the line", 2.2, 9)
    ['A force of twelve countries at the', 'line']
    >>> balance("A force of twelve countries at the line", 2.2, 9)
    ['A force of twelve', 'countries at the line']
    """
    lines = wrap(text, room, size, bold=bold)
    while len(lines) > 1 and len(tighter := wrap(text, room := room - 0.1, size, bold=bold)) == len(lines):
        lines = tighter
    return lines


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word, cut so that each piece fits a line."""
    if width(word, size, bold=bold) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _words(text: str) -> list[str]:
    """The words of a text; a value, its error and its unit are one."""
    return re.sub(r" (?=[±%])|(?<=±) |(?<=\d) (?=points)", "\u00a0", text).split(" ")


def _fitting(text: str, room: float, size: float, bold: bool) -> str:
    """As much of the start of a text as fits."""
    while text and width(text, size, bold=bold) > room:
        text = text[:-1]
    return text.strip()

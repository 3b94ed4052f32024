"""Prints an analysis: sentence, table, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Protocol

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sim import outcomes
from sim.cli.parse import left_behind
from sim.cli.show.columns import Column, printed
from sim.evidence import load
from sim.scenario import Scenario
from sim.version import STATEMENT
from sim.wording.numbers import PERCENT, UNSPOKEN, bare, figure

if TYPE_CHECKING:
    import pandas as pd

AS_IT_IS = ("explain", "pivotal", "divergence", "against-record", "docking")
"""Verbs that look at a scenario without moving its levers."""
SHARE = 3
"""Places of a share in a column: a tenth of a per cent."""


class Found(Protocol):
    """What an analysis gives: it says in a sentence what it found."""

    def sentence(self) -> str:
        """What was found."""


def show(found: Found | str, table: Table | None, about: str) -> None:
    """Print a finding, and leave it where the command line says."""
    out = Console(highlight=False)
    sentence = found if isinstance(found, str) else found.sentence()
    out.print(Text(sentence, "bold"))
    if table is not None:
        out.print()
        for part in _fitted(table, out.width):
            out.print(part, crop=False)
    if mark := load().overlay.mark:
        about += f", evidence with the study folder {mark}"
    done = left_behind.trail()
    if idle := _idle(done):
        about += f". {idle}"
    out.print(Text(f"\n{about}. Tripwire {STATEMENT}.", "italic"))
    if done is None:
        return
    from sim.cli.show import insight  # pandas and matplotlib

    out.print()
    for name, path in insight.leave(done, found, sentence, _printed(table), about).items():
        out.print(Text(f"{name:<11} {path}"), soft_wrap=True)
    out.print(Text(f"{'again':<11} {done.command}"), soft_wrap=True)


def _fitted(whole: Table, room: int) -> Iterable[RenderableType]:
    """The table, or in a narrow terminal its columns below each other: neither names nor figures are cut."""
    heads = [str(column.header) for column in whole.columns]
    cells = [list(map(str, column.cells)) for column in whole.columns]
    wide = [max(map(len, (*head.split("\n"), *column))) for head, column in zip(heads, cells, strict=True)]
    worded = whole.columns[-1].justify == "left"
    first, last = (_longest((heads[k], *cells[k])) for k in (0, -1))
    if len(wide) == 2:  # a sentence and a figure
        whole.columns[0].min_width, whole.columns[1].min_width = first, last
        whole.width = None if first + 2 + last <= room else first + 2 + last
        return [whole]
    if sum(wide[:-1]) + (last if worded else wide[-1]) + 2 * (len(wide) - 1) <= room:
        return [whole]
    named, *figures = (
        Column(head.replace("\n", " "), list(map(Text, column)), firm=True)
        for head, column in zip(heads, cells, strict=True)
    )
    if not worded:
        return list(printed(named, figures, room))[:-1]
    words = table((heads[0], heads[-1]), zip(cells[0], cells[-1], strict=True), words=True)
    words.width = max(room, wide[0] + 2 + last)
    return [*printed(named, figures[:-1], room), words]


def _longest(texts: Iterable[str]) -> int:
    """Letters of the longest word."""
    return max((len(word) for text in texts for word in text.split()), default=1)


def _idle(done: left_behind.Trail | None) -> str:
    """Which settings of the scenario that is looked at move nothing."""
    scenario = done.values.get("scenario") if done and done.verb in AS_IT_IS else None
    if not isinstance(scenario, Scenario):
        return ""
    from sim.analysis import idle  # the engine

    return idle.said({"": scenario})


def _printed(table: Table | None) -> pd.DataFrame | None:
    """A table as it was printed."""
    if table is None:
        return None
    import pandas as pd

    cells = {str(column.header).replace("\n", " "): list(map(str, column.cells)) for column in table.columns}
    return pd.DataFrame(cells).set_index(next(iter(cells)))


def table(heads: Iterable[str], rows: Iterable[Sequence[str]], gap: int = 2, *, words: bool = False) -> Table:
    """A table whose first column has names, the others figures.

    Parameters
    ----------
    heads, rows
        Head of each column, and its cells row by row.
    gap
        Room between columns, in characters.
    words
        Whether the last column has words, which stand at the left and are broken where room is short; nothing else is.

    Returns
    -------
    Table
        To be printed by `show`.

    Examples
    --------
    >>> table(("term", "mean", "rests on"), [("its public", "+0.42", "b_pub poll_sd")], words=True).row_count
    1
    """
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, gap, 0, 0))
    named = list(heads)
    for k, head in enumerate(named):
        worded = words and k == len(named) - 1
        # Where a row is a sentence and a figure, the sentence has to wrap.
        whole = not worded if words else not k and len(named) > 2
        made.add_column(head, justify="right" if k and not worded else "left", no_wrap=whole)
    for row in rows:
        made.add_row(*row)
    return made


def column(values: Iterable[float], measure: str, *, signed: bool = False) -> list[str]:
    """Means below each other, to as many places as the greatest has for three digits; `signed`, differences.

    Examples
    --------
    >>> column([29.7, 1.18, 0.382, 0], "cost_eur_bn"), column([0.5, 0.0712], "attacked")
    (['29.7', '1.2', '0.4', '0.0'], ['50.0 %', '7.1 %'])
    >>> column([-0.31, 0.002], "deployed", signed=True), column([0.05, -0.0712], "attacked", signed=True)
    (['−0.310', '+0.002'], ['+5.0 points', '−7.1 points'])
    """
    means = list(values)
    unit = outcomes.BY_NAME[measure].unit
    if unit in PERCENT:
        return [figure(mean, SHARE, unit, signed=signed) for mean in means]
    return [bare(mean, places(means, measure), signed=signed) for mean in means]


def places(values: Iterable[float], measure: str) -> int:
    """Decimal places of a column: a tenth of a per cent, or three digits of what is greatest, at most three."""
    if outcomes.BY_NAME[measure].unit in PERCENT:
        return SHARE
    most = max(map(abs, values), default=0.0)
    return min(max(2 - floor(log10(most)), 0), 3) if most > 0.0 else 0


def alike(rows: Sequence[Sequence[float]], measure: str, *, signed: bool = True) -> list[list[str]]:
    """Rows of differences, or of their sizes: a value with both ends of its interval, all to the same places.

    >>> alike([(-31.0, -32.14), (2.0, 0.474)], "cost_eur_bn"), alike([(0.05, 0.02)], "attacked", signed=False)
    ([['−31.0', '−32.1'], ['+2.0', '+0.5']], [['5.0 points', '2.0 points']])
    """
    said = iter(column([value for row in rows for value in row], measure, signed=signed))
    return [[next(said).replace(" %", " points") for _ in row] for row in rows]


def stacked(name: str, unit: str) -> str:
    """A head of a narrow column in two lines, with its unit if it has one to say."""
    if unit not in UNSPOKEN and unit not in PERCENT:
        return f"{name}\n{unit}"
    return "\n".join(name.rsplit(" ", 1))

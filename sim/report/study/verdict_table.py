"""All studies in one table of plain Markdown: asked, expected, found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.report.study.answer import Answer

HEADS = ("study", "expected", "from", "found", "verdict")

MARKS = (
    "{replicates:,} paired runs, seed {seed}, version {version}, rulebook {rulebook}, evidence {evidence}."
)


def table(answers: Iterable[Answer]) -> str:
    """One row an expectation, a study's name in its first; below, the runs and rules behind all of them."""
    lines = [_line(HEADS), _line(["---"] * len(HEADS))]
    marks: dict[str, None] = {}
    for answer in answers:
        lines += map(_line, _rows(answer))
        marks[MARKS.format(**answer.ds.attrs)] = None
    return "\n".join([*lines, "", *marks])


def _rows(answer: Answer) -> Iterator[list[str]]:
    for k, row in enumerate(answer.judged().to_numpy(str).tolist()):
        yield ["" if k else f"`{answer.study.name}`", *row]


def _line(cells: Iterable[str]) -> str:
    """A row; what a study says cannot end a cell or become markup."""
    return f"| {' | '.join(cell.replace('|', '/').replace('<', '&lt;') for cell in cells)} |"

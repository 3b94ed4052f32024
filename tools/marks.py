"""Tables between the marks of a page, `<!-- name -->` … `<!-- /name -->`: written by a program, read back by tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
Tables = Mapping[str, Callable[[], str]]
"""What stands between which marks."""
BLOCK = "<!-- {0} -->\n(.*?)<!-- /{0} -->"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as a table in Markdown."""
    first, *rest = (f"| {' | '.join(row)} |" for row in (head, *rows))
    return "\n".join([first, "|---" * len(head) + "|", *rest, ""])


def renewed(text: str, tables: Tables) -> str:
    """A page with the tables between its marks as they should be."""
    for name, made in tables.items():
        before, rest = text.split(f"<!-- {name} -->\n")
        _, after = rest.split(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{made()}<!-- /{name} -->{after}"
    return text


def block(page: str, name: str) -> str:
    """What stands between two marks of a page. Raises `ValueError` where they are missing."""
    found = re.search(BLOCK.format(name), page, re.DOTALL)
    if found is None:
        raise ValueError(f"no table {name}")
    return found[1]

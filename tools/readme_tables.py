"""Write the tables between marks: levers from their listing (docs/levers.md), articles from the ledger (README.md).

python -m tools.readme_tables
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sim.evidence import load
from sim.scenario import LEVERS

ROOT = Path(__file__).parent.parent


def levers() -> str:
    """Every lever: what it sets, what is allowed, an example."""
    rows = (
        (f"`{lever.name}`", lever.meaning, lever.kind.allowed(), f"`{lever.example}`") for lever in LEVERS
    )
    return table(("lever", "what it sets", "allowed", "for example"), rows)


def articles() -> str:
    """Every article: what it is, where it stood, when."""
    rows = (
        (article.article, article.what, article.outlet, article.dated.replace("/", " to "))
        for article in load().articles.values()
    )
    return table(("", "what", "where", "dated"), rows)


Tables = Mapping[str, Callable[[], str]]
PAGES: dict[Path, Tables] = {
    ROOT / "README.md": {"articles": articles},
    ROOT / "docs" / "levers.md": {"levers": levers},
}
"""What stands between which marks of a page."""


def renewed(text: str, tables: Tables) -> str:
    """A page with the tables between its marks as they should be."""
    for name, made in tables.items():
        before, rest = text.split(f"<!-- {name} -->\n")
        _, after = rest.split(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{made()}<!-- /{name} -->{after}"
    return text


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as a table in Markdown."""
    first, *rest = (f"| {' | '.join(row)} |" for row in (head, *rows))
    return "\n".join([first, "|---" * len(head) + "|", *rest, ""])


if __name__ == "__main__":
    for page, tables in PAGES.items():
        page.write_text(renewed(page.read_text(encoding="utf-8"), tables), encoding="utf-8")

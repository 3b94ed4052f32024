"""HTML from plain values: every text is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """One element; attributes are said as Python can say them: `class_`, `data_head`."""
    marks = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    return Markup(f"<{name}{marks}>{join(inside)}</{name}>")


def join(parts: Iterable[str]) -> Markup:
    """Parts one after the other, texts escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def items(texts: Iterable[str]) -> Markup:
    """A list."""
    return tag("ul", *(tag("li", text) for text in texts))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, class_: str = "") -> Markup:
    """A table whose first column names the rows; on a phone each cell stands under them beside its own head."""
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(tag("td", cell, data_head=head) for cell, head in zip(row[1:], heads[1:], strict=True)),
        )
        for row in rows
    ]
    head = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in heads)))
    return tag("table", head, tag("tbody", *body), class_=class_)

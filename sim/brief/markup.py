"""HTML from plain values: every text is escaped unless it is markup already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """One element; an attribute's trailing underscore is dropped, so that `class_` can be said."""
    marks = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{marks}>{join(inside)}</{name}>")


def join(parts: Iterable[str]) -> Markup:
    """Parts one after the other, texts escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def items(texts: Iterable[str]) -> Markup:
    """A list."""
    return tag("ul", *(tag("li", text) for text in texts))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, class_: str = "") -> Markup:
    """A table whose first column names the rows; narrow screens stack its cells under their heads."""
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(_cell(cell, head) for cell, head in zip(row[1:], heads[1:], strict=True)),
        )
        for row in rows
    ]
    head = tag("thead", tag("tr", *(tag("th", text, scope="col") for text in heads)))
    return tag("table", head, tag("tbody", *body), class_=class_)


def _cell(text: str, head: str) -> Markup:
    return tag("td", text, data_head=head).replace("data_head", "data-head", 1)  # type: ignore[return-value]

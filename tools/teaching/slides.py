"""Slides as one file that opens in any browser without a network: a section of `slides.md` is a slide."""

from __future__ import annotations

import html
from pathlib import Path

from markdown_it import MarkdownIt

from sim.version import STATEMENT
from tools.teaching.pages import words

HEAD = "## "


def page(folder: Path) -> str:
    """All slides of a pack, with its style; printed, each slide is a page.

    A line that begins with `>` is for the lecturer: it is printed, and is not on the screen.
    """
    text = (folder / "slides.md").read_text(encoding="utf-8")
    title, *parts = text.split(f"\n{HEAD}")
    render = MarkdownIt("commonmark", {"html": False}).enable("table").render
    sections = [
        f'<section id="s{number}">\n{render(HEAD + part)}<footer>{STATEMENT} · {number}</footer>\n</section>'
        for number, part in enumerate(parts, 1)
    ]
    name = html.escape(title.splitlines()[0].lstrip("# "))
    language = html.escape(str(words(folder)["language"]))
    style = (folder / "slides.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{name}</title>\n<style>\n{style}</style>",
            *sections,
            "</html>\n",
        ]
    )

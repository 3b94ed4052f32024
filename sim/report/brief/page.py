"""The page of a brief: one file, its plates and its looks inside."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from importlib.resources import files

from matplotlib.figure import Figure

from sim.plates import style
from sim.report.brief import appendix, sections
from sim.report.brief.markup import Markup, join, tag
from sim.report.brief.reproduce import reproduce
from sim.report.study.answer import Answer
from sim.version import STATEMENT

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""A brief can load nothing, whatever stands in it."""


def of(answer: Answer, plates: Mapping[str, bytes], command: str) -> str:
    """The whole file; `plates` are pictures by their titles."""
    study = answer.study
    parts = [
        tag("h1", study.question),
        tag(
            "p",
            f"Tripwire {STATEMENT}. {sections.runs(answer)}.",
            class_="statement",
        ),
        _section("Expected and found", sections.expected(answer)),
        _section("Findings", sections.findings(answer)),
        _section("Scenarios", sections.scenarios(answer)),
        _section("Plates", join(_plate(*plate) for plate in plates.items())),
        _section("Numbers", sections.numbers(answer)),
        _section("What the spread comes from", sections.sure(answer)),
        _section("What it rests on: claims", appendix.claims(answer)),
        _section("What it rests on: articles", appendix.articles()),
        _section("What it rests on: numbers", appendix.numbers(answer)),
        _section("What is not modelled", appendix.not_modelled()),
        _section("Run it again", reproduce(answer, command)),
        tag("p", f"Tripwire {STATEMENT}.", class_="statement"),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en">{_head(study.question)}{tag("body", tag("main", *parts))}</html>\n'
    )


def _head(title: str) -> Markup:
    looks = Markup(files("sim.report.brief").joinpath("page.css").read_text(encoding="utf-8"))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    phone = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(policy),
        Markup(phone),
        tag("title", title),
        tag("style", looks),
    )


def _section(head: str, inside: Markup) -> Markup:
    return tag("section", tag("h2", head), inside) if inside else Markup()


def picture(figure: Figure) -> bytes:
    """A plate as SVG."""
    drawn = io.BytesIO()
    with style.only_ours():
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Title": str(figure.get_label())})
    return drawn.getvalue()


def _plate(label: str, drawn: bytes) -> Markup:
    source = f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
    return tag("figure", Markup(f'<img alt="{escape(label)}" src="{source}">'))

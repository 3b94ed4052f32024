"""The page of a brief: one file, its plates and its looks inside; the answer first, parameters last."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import NamedTuple

from sim.report.brief import appendix, first_screen, sections
from sim.report.brief.markup import Markup, join, tag
from sim.report.brief.reproduce import reproduce
from sim.report.study.answer import Answer
from sim.version import STATEMENT

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""A brief can load nothing, whatever stands in it."""
PHONE = "(max-width: 40rem)"


class Picture(NamedTuple):
    """A plate as SVG under its title, and a narrow form of it for a phone if it has one."""

    title: str
    drawn: bytes
    narrow: bytes = b""


def of(answer: Answer, plates: Sequence[Picture], command: str) -> str:
    """The whole file; the first plate stands beside the answer."""
    study = answer.study
    about = f"Tripwire {STATEMENT}. {sections.runs(answer)}."
    lead = join([tag("div", first_screen.answer(answer), class_="said"), *map(_plate, plates[:1])])
    parts = [
        tag("h1", study.question),
        tag("p", about, class_="statement"),
        tag("section", lead, class_="answer"),
        _section("How far it goes", first_screen.spread(answer)),
        _section("Expected and found", sections.expected(answer)),
        _section("Findings", sections.findings(answer)),
        _section("More plates", join(map(_plate, plates[1:]))),
        _section("Scenarios", sections.scenarios(answer)),
        _section("Numbers", sections.numbers(answer)),
        _section("Chance, parameters, structure", sections.sure(answer)),
        _section("What is not modelled", appendix.not_modelled()),
        _section("Run it again", reproduce(answer, command)),
        _section("What it rests on: claims", appendix.claims(answer)),
        _section("What it rests on: articles", appendix.articles()),
        _section("What it rests on: numbers", appendix.numbers(answer)),
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


def _plate(plate: Picture) -> Markup:
    """A plate; on a phone its narrow form, or the whole of it to be moved sideways."""
    full = Markup(f'<img alt="{escape(plate.title)}" src="{_data(plate.drawn)}">')
    if not plate.narrow:
        return tag("figure", full, class_="whole")
    narrow = Markup(f'<source media="{PHONE}" srcset="{_data(plate.narrow)}">')
    return tag("figure", tag("picture", narrow, full))


def _data(drawn: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"

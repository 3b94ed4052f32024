"""Pages of the teaching pack made from words and figures: worksheet, model answers, the tables of the plans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.evidence import load
from sim.seminar.lessons import lesson
from sim.seminar.lessons.lesson_plan import TIMED
from tools.marks import table
from tools.teaching.measure import Found

Words = Mapping[str, Any]


def words(folder: Path) -> Words:
    """The words of a pack in its language."""
    return dict(json.loads((folder / "words.json").read_text(encoding="utf-8")))


def worksheet(said: Words) -> str:
    """All tasks: what to predict, what to run, what to explain."""
    return "\n".join(line for number, _, task in _tasks(said) for line in _task(said["labels"], number, task))


def answers(said: Words, found: Mapping[str, Found]) -> str:
    """The model answers to the tasks that were worked out; each sentence that interprets is chosen by the figures."""
    return "\n".join(
        line
        for number, name, task in _tasks(said)
        if name in found
        for line in _answer(said, number, task, found[name])
    )


def plan(said: Words, name: str) -> str:
    """A lesson plan as the server runs it: what it opens, how long each phase is, what happens when."""
    read, labels = lesson.read(name), said["plan"]
    names = load().names
    seconds = read.seconds
    facts = (
        (labels["length"], labels["minutes"].format(n=read.minutes)),
        (labels["game"], labels["turns"].format(turns=read.turns, months=read.months)),
        (labels["seats"], f"{len(read.seats)}: {', '.join(names[code] for code in read.seats)}"),
        (labels["places"], str(read.places)),
        (labels["card"], labels[read.card]),
        (labels["messages"], labels["yes" if read.messages else "no"]),
        (labels["turn"], ", ".join(f"{labels[phase]} {_clock(seconds[phase])}" for phase in TIMED)),
        (labels["debrief"], _clock(seconds["debrief"])),
    )
    return "\n".join(
        [
            f"## {read.title}\n",
            table((labels["what"], labels["of_plan"]), facts),
            table((labels["minute"], labels["happens"]), ((str(at), what) for at, what in read.agenda)),
        ]
    )


def note(said: Words) -> str:
    """The content note, to be read aloud."""
    return f"> {said['note']}\n"


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _tasks(said: Words) -> Iterator[tuple[int, str, Words]]:
    for number, (name, task) in enumerate(said["tasks"].items()):
        yield number, name, task


def _task(labels: Words, number: int, task: Words) -> Iterator[str]:
    yield f"## {number}. {task['title']}\n"
    yield f"**{labels['predict']}**\n"
    yield from _list(task["predict"])
    yield f"{labels['blank']}\n"
    yield f"**{labels['run']}**\n"
    yield "\n".join(["```sh", *task["run"], "```\n"])
    yield f"**{labels['explain']}** {task['explain']}\n"


def _answer(said: Words, number: int, task: Words, found: Found) -> Iterator[str]:
    labels, heads = said["labels"], said["heads"]
    yield f"## {number}. {task['title']}\n"
    yield f"**{labels['measured']}**\n"
    yield table(tuple(heads.get(head, head) for head in found.heads), found.rows)
    if found.says:
        yield f"**{labels['program']}**\n"
        yield from _list(found.says)
    yield f"**{labels['read']}**\n"
    yield from _list(
        task["readings"][reading][which].format(**found.figures) for reading, which in found.holds.items()
    )
    yield f"**{labels['good']}** {task['good']}\n"
    yield f"**{labels['often']}** {task['often']}\n"


def _list(items: Iterable[str]) -> Iterator[str]:
    yield "\n".join([*(f"- {item}" for item in items), ""])

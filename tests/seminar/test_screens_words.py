"""The words of the pages: every one that is asked for is there, none is there that nobody asks for."""

from __future__ import annotations

import re
from importlib.resources import files

from sim.scenario.injects import EVENT_KINDS
from sim.seminar import pages
from sim.seminar.room.lead_turn import SCREENS
from sim.seminar.words import english

PAGES = files("sim.seminar.pages")
NAMES = [path.name for path in PAGES.iterdir() if path.name.endswith(".js")]
SCRIPTS = {name: pages.content(name).decode() for name in (*NAMES, pages.SHARED)}
WORDS = english()["pages"]
ALL = "\n".join(SCRIPTS.values())


def test_every_sentence_that_is_asked_for_is_there() -> None:
    """What stands in `say("…")`, and at least one of each group that is put together."""
    asked = set(re.findall(r'\bsay\("([\w.]+)"', ALL))
    assert len(asked) > 150
    assert asked - WORDS.keys() == set()
    groups = set(re.findall(r"say\(`([\w.]+)\$", ALL)) | {
        f"{one}." for one in re.findall(r'sayOf\("(\w+)"', ALL)
    }
    assert {one for one in groups if not any(name.startswith(one) for name in WORDS)} == set()


def test_no_sentence_is_left_over() -> None:
    """Each is asked for by its name, or by a group."""
    groups = tuple(re.findall(r"say\(`([\w.]+)\$", ALL)) + tuple(
        f"{one}." for one in re.findall(r'sayOf\("(\w+)"', ALL)
    )
    quoted = set(re.findall(r'"([\w.]+)"', ALL)) | {"language", "and"}
    assert {name for name in WORDS if name not in quoted and not name.startswith(groups)} == set()


def test_screens_and_events_have_words() -> None:
    """Whatever the server lets the lecturer show or play."""
    assert {name for name in SCREENS if name and f"show.{name}" not in WORDS} == set()
    assert {name for name in EVENT_KINDS if f"event.{name}" not in WORDS} == set()


def test_modules_import_what_others_export() -> None:
    """Every name that a page imports is exported where it says, and is used."""
    for name, text in SCRIPTS.items():
        for names, source in re.findall(r'import \{([^}]+)\} from "\./([\w.]+)"', text):
            for one in re.split(r",\s*", names):
                assert re.search(rf"export (async function|function|const|let) {one}\b", SCRIPTS[source]), (
                    name,
                    one,
                )
                assert len(re.findall(rf"\b{one}\b", text)) > 1, (name, one)

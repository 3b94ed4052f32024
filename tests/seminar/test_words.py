"""The server's words: all stand in one file, a translation of it is held to it, and then nothing else is said."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import sim.seminar
from sim.scenario import ScenarioError
from sim.seminar import words
from sim.seminar.debrief import change_one, class_runs, scores, surprise, turning
from sim.seminar.model import named, order_form
from sim.seminar.model.game_file import Change
from sim.seminar.room import cards
from sim.seminar.room.game import Game
from sim.seminar.seen.allow import Audience
from sim.seminar.served import preflight
from sim.seminar.take_home.game_page import game_page
from sim.seminar.words import GAP, english
from tests.seminar.classroom import do, forward, refused, room, seal, seated

CODE = Path(str(files(sim.seminar)))
TREES = {path.name: ast.parse(path.read_text("utf-8")) for path in sorted(CODE.rglob("*.py"))}
SENTENCE = re.compile(r"[A-Za-z][\w’',;:]* +[a-z{][\w{}’']*")
UNSAID = ("ScenarioError", "EventError", "LogError", "warning", "error", "execute", "executescript", "split")
"""Whose arguments no class reads: refusals of files and settings, the server's own log, its tables."""
TERMINAL = ("start.py", "events.py", "guard.py", "journal.py", "world.py", "plan_file.py", "words.py")
"""What is printed when a server starts, what a file or a browser is told, and rules that the command line lists."""
NAMES = ("official statement", "anonymous official", "no order", "tripwire seminar ")
SIDE_TABLE = {"name", "code", "line", "message", "board", "reason", "inject"}
"""What `Game.say` is told: kinds of text in the side table, not names of sentences."""
PROTOCOL = ("event: ", "attachment; ")
"""What happens to look like a sentence: kinds of evidence, a reason why the model plays, salt; heads of the wire."""


def sentences(tree: ast.AST) -> Iterator[str]:
    """Texts of a module that read like a sentence, docstrings and what no class reads aside."""
    passed = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in UNSAID
        for node in ast.walk(call)
    } | {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if id(node) not in passed and SENTENCE.search(text):
            yield text


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def names_in(asked: ast.expr) -> Iterator[tuple[str, bool]]:
    """Names that an argument may be; whether each is whole, or the beginning of one that is put together."""
    if isinstance(asked, ast.IfExp):
        yield from (*names_in(asked.body), *names_in(asked.orelse))
    elif isinstance(asked, ast.JoinedStr) and isinstance(asked.values[0], ast.Constant):
        yield str(asked.values[0].value), False
    elif isinstance(asked, ast.Constant):
        yield str(asked.value), True


def asked() -> tuple[set[str], set[str]]:
    """Names in `say("…")` and `many("…")`, and the beginnings of those that are put together."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for tree in TREES.values():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call.func) in ("say", "many"):
                for name, whole in names_in(call.args[0]):
                    several = whole and _name(call.func) == "many"
                    found[whole] |= {f"{name}.one", f"{name}.many"} if several else {name}
    return found[True], found[False]


def test_every_word_is_there_and_none_is_left_over() -> None:
    whole, begun = asked()
    named = whole - SIDE_TABLE
    assert len(named) > 120
    assert named - english()["server"].keys() == set()
    quoted = {
        node.value for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)
    }
    left = {name for name in english()["server"] if name not in named | quoted}
    assert {name for name in left if not name.startswith(tuple(begun))} == set()


@pytest.mark.parametrize("name", [name for name in TREES if name not in TERMINAL])
def test_no_sentence_stands_in_the_code(name: str) -> None:
    assert [
        text for text in sentences(TREES[name]) if text not in NAMES and not text.startswith(PROTOCOL)
    ] == []


def test_a_sentence_in_the_code_would_be_seen() -> None:
    bad = 'raise RefusedError("late", "the bell has rung")\nwords = f"{n} soldiers are killed"'
    assert list(sentences(ast.parse(bad))) == ["the bell has rung", " soldiers are killed"]


def test_no_sentence_stands_in_a_script() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in (CODE / "pages").glob("*.js")}
    code = {name: re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL) for name, text in scripts.items()}
    found = {
        name: re.findall(r'"[A-Z][a-z]+ [a-z]+[^"]*"|`[A-Z][a-z]+ [a-z]+[^`]*`', text)
        for name, text in code.items()
    }
    assert {name: texts for name, texts in found.items() if texts} == {}


# Another language


@cache
def marked() -> dict[str, Any]:
    """A language in which every sentence of the server stands in double brackets."""
    plain = ("thousands", "and", "order.and")
    server = {name: text if name in plain else f"⟦{text}⟧" for name, text in english()["server"].items()}
    return {
        "language": "de",
        "pages": english()["pages"],
        "server": server,
        "names": {
            **{
                f"{kind}.{key}": "⟦named⟧"
                for kind, of in named.keys().items()
                if kind != "state"
                for key in of
            },
            "state.DEU": "Deutschland",
        },
        "explorer": {"game.title": "⟦Euer Spiel⟧", "count.1": "⟦eine⟧"},
    }


@pytest.fixture
def translated(tmp_path: Path) -> Iterator[Path]:
    """That language, spoken while a test runs."""
    path = tmp_path / "words.json"
    path.write_text(json.dumps(marked()), encoding="utf-8")
    remembered = (cards.public, order_form._closed)
    words.speak(path)
    for one in remembered:
        one.cache_clear()
    yield path
    words.speak(None)
    for one in remembered:
        one.cache_clear()


def game_of(folder: Path) -> Game:
    """A game with an order that pulls another along, a struck one, a forecast and an event in words."""
    game = room(folder)
    players = seated(game, "FRA", "DEU", "observers")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "protection", "share": 0.8}, reason="")
    seal(
        game,
        players["DEU"],
        {"role": "support", "if": {"at_least": 30, "us_backing": 0.9}, "else": "none"},
        reason="",
    )
    do(game, players["observers"], "forecast", n20={one["id"]: 12 for one in game.state.asked[1].questions})
    forward(game, "reveal")
    return game


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in plain values with the names that lead to it."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from texts_of(one, f"{path}.{name}")
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one, path)
    elif isinstance(value, str):
        yield path, value


def test_in_another_language_nothing_that_the_server_says_is_english(translated: Path) -> None:
    """Views, cards, refusals, figures and the check: only what a file or a person said is not in brackets."""
    game = game_of(translated.parent / "rooms")
    played = game.snapshot()
    refusal = refused(lambda: do(game, game.state.players["p1"], "statement", text="x" * 200))
    shown: list[Any] = [
        *(game.view(Audience("seat", seat, player)) for seat, player in (("FRA", "p1"), ("DEU", "p2"))),
        game.view(Audience("lead")),
        cards.of_seat(game, Audience("seat", "FRA", "p1"), "expert"),
        *(figure(played) for figure in (turning.figure, class_runs.figure, surprise.figure, scores.figure)),
        change_one.figure(played, Change(1, "FRA")),
        preflight.check(game, frozenset()),
        refusal.as_dict(),
    ]
    said_by_others = (".name", ".names", ".partners", ".text")
    passed = (*said_by_others, ".source", ".interests.kind", ".why", ".asked")
    plain = {
        (path, text)
        for path, text in texts_of(shown)
        if re.search("[A-Za-z]{2}.* ", text) and "⟦" not in text and not path.endswith(passed)
    }
    assert plain == set()
    assert "⟦" in str(shown[0]["headline"])
    assert "Deutschland" in json.dumps(shown, ensure_ascii=False)
    assert refusal.words == "⟦text: up to 140 characters⟧"


def test_the_page_to_take_home_speaks_it_too(translated: Path) -> None:
    game = room(translated.parent / "rooms")
    text = game_page(game.snapshot(), {})
    assert '<html lang="de">' in text
    assert "⟦Euer Spiel⟧" in text
    assert '"name":"Deutschland"' in text
    assert game.plan.title == game.plan.agenda[0][1] == "⟦named⟧"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"server": {}}, "server.thousands is missing"),
        ({"pages": {**english()["pages"], "more.than": "x"}}, "pages.more.than is not asked for"),
        (
            {"server": {**english()["server"], "late": "{n} is late"}},
            "server.late has the gap n; allowed as gaps: none",
        ),
        ({"language": "Deutsch!"}, "allowed as language: a tag"),
        ({"names": {"town.ROM": "Rom"}}, "names.town.ROM"),
        ({"names": {"claim.C9999": "x"}}, "names.claim.C9999; allowed: claim. and a key, as in C001"),
        ({"explorer": {"game.titel": "x"}}, "explorer.game.titel"),
        ({"explorer": {"game.title": {"one": "x"}}}, "explorer.game.title; allowed: a text"),
        (
            {"explorer": {"game.title": "{n} games"}},
            "explorer.game.title has the gap n; allowed as gaps: none",
        ),
        ({"explorer": {"states.count": "x"}}, "explorer.states.count; allowed: texts under one, many"),
        ({"names": {"state.DEU": 3}}, "names; allowed: a mapping of names to texts"),
        ({"more": {}}, "allowed: a mapping of language, pages, server, names"),
    ],
)
def test_a_translation_that_lacks_something_is_refused_in_one_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    path = tmp_path / "de.json"
    path.write_text(json.dumps({**marked(), **change}), encoding="utf-8")
    with pytest.raises(ScenarioError, match=re.escape(told)) as refusal:
        words.speak(path)
    assert "\n" not in str(refusal.value)
    assert words.spoken() == english()


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"[]", b"3"])
def test_a_file_that_is_no_translation_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "de.json"
    path.write_bytes(raw)
    with pytest.raises(ScenarioError, match=r"^language: "):
        words.read(path)
    with pytest.raises(ScenarioError, match="cannot be read"):
        words.read(tmp_path / "none.json")


def test_the_english_words_have_no_gap_of_another_kind() -> None:
    for part in words.PARTS:
        for name, text in english()[part].items():
            assert "{" not in GAP.sub("", text), name

"""The teaching pack says what the model and the server say, its commands run, its links lead somewhere."""

import re
import shlex
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.cli.commands import VERBS
from sim.cli.parse import command_line
from sim.seminar.lessons import lesson, plan_file
from sim.seminar.words import english
from tests.house.test_pages import blocks, lines, quick
from tests.notebooks.running import FOLDER, read
from tools.marks import ROOT, renewed
from tools.teaching import __main__ as teaching
from tools.teaching import measure, pages

PACK = teaching.PACK
PAGES = sorted(PACK.glob("*.md"))
ANSWERS = (PACK / "answers.md").read_text(encoding="utf-8")
SAID = pages.words(PACK)
SCREENS: dict[str, Any] = english()["pages"]
ONLY_READ = ("seminar", "explore")
"""Verbs that serve or take seconds; their own tests run them."""
INSTALLS = ("python3", ".", "pip")
"""How lines begin that put the program on a computer."""
OFFERED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
IN_BOLD = {"A hotspot", "A hosted address", "One screen and paper"}
"""What stands in bold and is no button."""
CHANGE = re.compile(r"([+−])[\d.,]+(?: points)? \(([+−])[\d.,]+ to ([+−])[\d.,]+\)")
COMMANDS = [line for page in PAGES for kind, text in blocks(page) if kind != "yaml" for line in lines(text)]


def costly(line: str) -> Any:
    """The mark of a line whose like is run anyway."""
    return pytest.mark.heavy if line.startswith("tripwire explain") and "horizon" in line else ()


def text(name: str) -> str:
    return (PACK / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", teaching.free(PACK))
def test_tasks_plans_and_note_are_those_of_words_and_server(name: str) -> None:
    assert text(name) == renewed(text(name), teaching.free(PACK)[name]), (
        "run python -m tools.teaching --write"
    )


def test_the_answers_are_of_this_code_and_none_was_typed_over() -> None:
    assert teaching.mark(PACK, ANSWERS) in ANSWERS, "run python -m tools.teaching --write"
    typed = ANSWERS.replace("in how many of 20 runs |", "in how many of 21 runs |")
    assert typed != ANSWERS
    assert teaching.mark(PACK, typed) not in ANSWERS


def test_an_answer_comes_out_again() -> None:
    assert pages.answers(SAID, {"size": measure.size()}) in ANSWERS


@pytest.mark.heavy
def test_all_answers_come_out_again() -> None:
    found = {name: find() for name, find in measure.TASKS.items()}
    assert renewed(ANSWERS, {"answers": lambda: pages.answers(SAID, found)}) == ANSWERS


def test_every_task_has_its_answer() -> None:
    assert list(SAID["tasks"]) == list(measure.TASKS)


def test_the_notebooks_show_the_differences_of_the_answers() -> None:
    """Those that stand out of the noise; a notebook that was kept before the model changed is found out."""
    shown = "".join(
        str(output.get("data", {}).get("text/plain", ""))
        for path in FOLDER.glob("teaching_*.ipynb")
        for cell in read(path, as_version=4).cells
        for output in cell.get("outputs", [])
    )
    clear = [found[0] for found in CHANGE.finditer(ANSWERS) if found[2] == found[3]]
    assert len(clear) > 20
    assert [figure for figure in clear if figure not in shown] == []


def test_the_notebooks_do_all_tasks() -> None:
    heads = "".join(
        cell.source for path in FOLDER.glob("teaching_*.ipynb") for cell in read(path, as_version=4).cells
    )
    for number in range(len(measure.TASKS)):
        assert re.search(rf"## {number}\. |[Tt]ask {number} of", heads), number


@pytest.mark.parametrize("name", lesson.names())
def test_what_happens_when_is_what_the_clock_does(name: str) -> None:
    plan = lesson.read(name)
    at = [minute for minute, _ in plan.agenda]
    begins = [minute for minute, what in plan.agenda if re.match(r"Turns? \d", what)]
    (debrief,) = [minute for minute, what in plan.agenda if what.startswith("Debrief")]
    assert at == sorted(at)
    assert at[-1] < plan.minutes == int(name)
    assert all(60 * (b - a) == plan.turn_seconds for a, b in pairwise(begins))
    assert begins[0] + plan.turns * plan.turn_seconds / 60 <= debrief
    assert 60 * (plan.minutes - debrief) >= plan.seconds["debrief"]
    assert f"{plan.minutes} minutes" in text("plans.md").partition("<!-- plan")[0]


@pytest.mark.parametrize("line", [pytest.param(line, marks=costly(line)) for line in dict.fromkeys(COMMANDS)])
def test_every_command_runs(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that installs, starts a server, makes the explorer or writes the pack is only read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.yaml").write_text("horizon: 24\n", encoding="utf-8")
    program, *words = shlex.split(line)
    if program in INSTALLS:
        assert set(re.findall(r"\[(\w+)\]", line)) <= set(OFFERED)
    elif program == "python":
        assert words[:2] == ["-m", "tools.teaching"]
        assert words[2] in str(teaching.__doc__)
    elif words[0] in ONLY_READ:
        assert command_line.read(VERBS[words[0]], words[1:])
    else:
        assert program == "tripwire"
        main(quick(line))
        assert capsys.readouterr().out


def test_the_plan_of_ones_own_can_be_played() -> None:
    (plan,) = [text for kind, text in blocks(PACK / "plans.md") if kind == "yaml"]
    assert set(plan_file.parse(plan, "my-plan").blocs) == {"north", "east"}


def test_every_link_and_path_leads_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page.name, link)
        for path in re.findall(r"`((?:docs|sim|notebooks)/[\w./]+\.\w+)`", page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), (page.name, path)
    front = text("README.md")
    assert {page.name for page in PAGES} - {"README.md"} <= set(re.findall(r"\(([\w.]+\.md)\)", front))


def test_what_the_pages_call_a_button_is_on_the_seminar_pages() -> None:
    words = "\n".join(map(str, SCREENS.values()))
    for name in ("guide.md", "privacy.md", "when_it_fails.md"):
        for button in re.findall(r"\*\*?([A-Z][\w ,]+)\*\*?", text(name)):
            assert button in words or button in IN_BOLD, (name, button)


def test_the_note_is_the_one_on_the_seminar_pages() -> None:
    assert SCREENS["note.long"] == SAID["note"]


def test_a_translated_pack_gets_its_figures_in_its_own_words(tmp_path: Path) -> None:
    folder = tmp_path / "teaching_de"
    shutil.copytree(PACK, folder, ignore=shutil.ignore_patterns("pictures"))
    words = folder / "words.json"
    words.write_text(words.read_text(encoding="utf-8").replace("A good answer", "Gut ist"), encoding="utf-8")
    figures = dict.fromkeys(re.findall(r"\{(\w+)\}", str(SAID["tasks"])), "17")
    found = {
        name: measure.Found(
            ("state",), [("FRA",)], {of: next(iter(all_of)) for of, all_of in read.items()}, (), figures
        )
        for name, task in SAID["tasks"].items()
        for read in (task["readings"],)
    }
    teaching.write(folder, found)
    page = (folder / "answers.md").read_text(encoding="utf-8")
    assert page.count("**Gut ist**") == len(found)
    assert "changes by 17." in page
    assert teaching.mark(folder, page) in page
    assert (folder / "plans.md").read_text(encoding="utf-8") == text("plans.md")


def test_each_section_is_a_slide_and_what_the_lecturer_says_is_no_slide(tmp_path: Path) -> None:
    to = tmp_path / "slides.html"
    assert teaching.main(["--slides", str(to)]) == 0
    page = to.read_text(encoding="utf-8")
    assert page.count("<section") == text("slides.md").count("\n## ") == page.count("not a forecast ·")
    assert "src=" not in page
    assert "http" not in page
    assert "blockquote { display: none; }" in page
    assert not re.search(r"\d+ (%|points|±)", text("slides.md")), "figures come from the program"


def test_words_that_ask_for_nothing_there_is_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert teaching.main(["--wrote"]) == 2
    assert "--write [FOLDER]" in capsys.readouterr().err

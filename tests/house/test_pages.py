"""Every block of code in the README and the pages runs as it is written, but for fewer runs."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trove_classifiers

from sim.cli import main
from sim.cli.commands import VERBS
from sim.cli.parse import command_line
from tests.test_house import TASKS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = {
    "cli.md": "tests/cli/test_docs.py",
    "extend.md": "tests/house/test_extend.py",
    "own_study.md": "tests/study_folder/test_own_study_page.py",
    "slurm.md": "tests/sweeps/test_sweep_pages.py",
    "sweeps.md": "tests/sweeps/test_sweep_pages.py",
    "gallery.md": "tests/plates/test_gallery.py",
}
"""Pages whose blocks another test runs."""
FEW = {"replicates": 10, "draws": 2, "tapes": 2, "samples": 8, "cases": 20}
"""Runs that are enough to see that a line works."""
LONG = ("experiments --all", "gallery")
"""What takes minutes."""
SERVED = ("explore", "seminar")
"""What serves until it is stopped: tests of the explorer and the seminar run it, here it is read."""


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


RUN_HERE = [page for page in PAGES if page.name not in ELSEWHERE and any(kind for kind, _ in blocks(page))]


def lines(text: str) -> Iterator[str]:
    """The command lines of a block, without the comments behind them."""
    for line in text.replace("\\\n", " ").splitlines():
        if told := line.partition(" # ")[0].strip():
            yield told


def quick(line: str) -> list[str]:
    """The words of a line, with few runs where it says nothing of them."""
    words = shlex.split(line)[1:]
    if words == ["experiments"]:
        return words  # lists the studies, and runs none
    verb = VERBS[words[0]] if words and words[0] in VERBS else VERBS["run"]
    said = {word.partition("=")[0] for word in words}
    taken = {setting.name for setting in verb.settings}
    few = [f"{name}={count}" for name, count in FEW.items() if name in taken - said]
    plate = ["plate=false"] if "plate" in taken - said else []
    return [*words, *(() if "from" in said else few), *plate]


def without_folder(words: list[str]) -> list[str]:
    """The words without a study folder, which the command line takes off before a verb sees them."""
    return [word for word in words if not word.startswith("with=")]


SLOW = {"studies.md": pytest.mark.heavy}
"""Pages whose lines draw briefs; `tests/report/test_studies.py` runs their studies too."""


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.name, marks=SLOW.get(page.name, ())) for page in RUN_HERE]
)
def test_every_line_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for language, text in blocks(page):
        for line in lines(text) if language == "sh" else ():
            program, _, rest = line.partition(" ")
            assert program in ("tripwire", "make"), line
            if program == "make":
                assert set(rest.split()) <= set(TASKS), line
            elif rest.startswith(SERVED):
                words = shlex.split(line)[1:]
                assert command_line.read(VERBS[words[0]], without_folder(words[1:])), line
            elif not rest.startswith(LONG):
                main(quick(line))
                assert capsys.readouterr().out, line
            ran += 1
        if language == "python":
            code = re.sub(r"replicates=[\d_]+", "replicates=20", text)
            exec(compile(code, page.name, "exec"), {"__name__": "page"})  # noqa: S102  our own page
            ran += 1
    assert ran


def test_every_page_with_blocks_is_run_by_a_test() -> None:
    for name, test in ELSEWHERE.items():
        assert name.removesuffix(".md") in (ROOT / test).read_text(encoding="utf-8"), name
    assert {"README.md", "analysis.md", "studies.md"} <= {page.name for page in RUN_HERE}
    languages = {language for page in PAGES for language, _ in blocks(page)}
    assert languages <= {"sh", "python", "js", "yaml", "csv", ""}


def test_the_front_page_is_short_and_shows_first_what_one_gets() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 110
    heads = re.findall(r"^## (.*)", text, re.MULTILINE)
    assert heads[:3] == ["Two commands", "Five things to ask", "What it is not"]
    (picture,) = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", text)
    assert (ROOT / picture).is_file()
    assert text.index(picture) < text.index("## Two commands")


def test_every_link_leads_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


@pytest.mark.fault("package-index")
def test_what_a_package_index_shows_is_known_to_it() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(about["classifiers"]) <= trove_classifiers.classifiers
    assert 20 < len(about["description"]) < 200
    assert "\n" not in about["description"]
    assert all((ROOT / file).is_file() for file in about["license-files"])
    least = re.findall(r"Python :: (3\.\d+)$", "\n".join(about["classifiers"]), re.MULTILINE)[0]
    assert about["requires-python"] == f">={least}"


@pytest.mark.fault("package-index")
def test_a_package_index_shows_no_picture_that_it_cannot_load() -> None:
    core = _core()
    assert re.findall(r"!\[[^\]]*\]\((?!https?:)", core.readme) == []
    assert "<img" not in core.readme
    assert core.readme.startswith("# Tripwire")
    assert "It is not a forecast" in core.readme


@pytest.mark.fault("package-index")
def test_a_package_index_gets_no_link_that_it_cannot_follow() -> None:
    core = _core()
    assert core.readme_content_type == "text/markdown"
    assert re.findall(r"\]\((?!https?:)[^)]*\)", core.readme) == []
    assert "`docs/sweeps.md`" in core.readme
    assert str(core.authors) == str([{"name": "The Tripwire authors"}])
    assert core.urls == {}


def _core() -> Any:
    """What a wheel says of itself."""
    from hatchling.metadata.core import ProjectMetadata
    from hatchling.plugin.manager import PluginManager

    return ProjectMetadata(str(ROOT), PluginManager()).core

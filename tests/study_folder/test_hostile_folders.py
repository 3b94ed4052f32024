"""A study folder from somebody else: nothing in it is run, followed or swallowed; what is wrong is said in one line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import sim
from sim.cli.parse.composition import compose, register
from sim.evidence import load, packaged
from sim.scenario import ScenarioError
from sim.study_folder import contents
from sim.study_folder.make import make
from sim.study_folder.presets import choices

PRESET = "roe: 0.3\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "mine", example=True)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "mine")


def write(place: str, data: str | bytes) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        path = folder / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return do


def link(place: str, target: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        path = folder / place
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return do


def many(folder: Path) -> None:
    for k in range(contents.MAX_FILES + 1):
        (folder / "mission" / f"m{k}.yaml").write_text(PRESET)


def lost(folder: Path) -> None:
    (folder / contents.MARKER).unlink()


LEDGERS = {
    "no marker": (lost, "has no tripwire.yaml"),
    "a marker that is a link": (link("tripwire.yaml", "/etc/hostname"), "is a link"),
    "a ledger that is a link": (link("evidence/facts.csv", "/etc/passwd"), "is a link"),
    "a folder that is a link": (link("evidence", "/etc"), "is a link"),
    "a name that leads out": (write("tripwire.yaml", "name: ../../etc"), "name: '../../etc' refused"),
    "a marker that says more": (
        write("tripwire.yaml", "name: a\nrun: ls"),
        "'run' refused; allowed: name, about",
    ),
    "an anchor": (write("tripwire.yaml", "name: &a mine"), "anchors (&) are not allowed"),
    "an interpolation": (write("tripwire.yaml", "name: ${oc.env:HOME}"), "interpolation"),
    "a huge ledger": (write("evidence/facts.csv", b"x" * (contents.MAX_LEDGER + 1)), "larger than 4 MB"),
    "an unknown ledger": (write("evidence/fact.csv", "a\n1"), "no such ledger"),
    "patterns": (write("evidence/patterns.csv", "a\n1"), "no such ledger"),
    "a workbook": (write("evidence/facts.xlsx", b"PK"), "not read; allowed here: files ending in .csv"),
    "another encoding": (
        write("evidence/levels.csv", "lever,name,value,source\nroe,a,0.1,\xe9".encode("latin-1")),
        "CSV UTF-8",
    ),
    "UTF-16": (write("evidence/levels.csv", "lever,name,value,source".encode("utf-16")), "CSV UTF-8"),
    "noughts": (write("evidence/levels.csv", b"lever,name\0"), "CSV UTF-8"),
    "a folder with a near name": (write("scenario/a.yaml", PRESET), "did you mean scenarios?"),
}
PRESETS = {
    "a link": (link("mission/bad.yaml", "/etc/hostname"), "is a link"),
    "a link into the folder": (link("mission/bad.yaml", "../force/60k.yaml"), "is a link"),
    "an alias bomb": (write("mission/bad.yaml", "a: &a [1,1]\nb: [*a, *a]"), "anchors (&)"),
    "a tag that makes an object": (
        write("mission/bad.yaml", "roe: !!python/object/apply:os.system [ls]"),
        "tags (!)",
    ),
    "what Hydra would start": (write("mission/bad.yaml", "_target_: os.system"), "'_target_' is not allowed"),
    "Hydra's own settings": (write("mission/bad.yaml", "hydra: {run: {dir: /}}"), "'hydra' is not allowed"),
    "a defaults list": (write("mission/bad.yaml", "defaults: [troops]"), "'defaults' is not allowed"),
    "an interpolation": (write("mission/bad.yaml", "roe: ${oc.env:HOME}"), "interpolation"),
    "an unknown lever": (write("mission/bad.yaml", "roee: 0.1"), "did you mean roe?"),
    "a level out of range": (write("mission/bad.yaml", "roe: 7"), "7 is out of range"),
    "thousands with a point": (write("mission/bad.yaml", "force_size: 40.000"), "write 40000 or 40"),
    "a state that YAML reads as false": (write("mission/bad.yaml", "stances: {NO: 2}"), "write NOR"),
    "a huge file": (write("mission/bad.yaml", b"#" * 140_000), "larger than"),
    "no text": (write("mission/bad.yaml", b"\xff\xfe\0"), "not text in UTF-8"),
    "too many": (many, "202 files; allowed: 200"),
    "another ending": (write("mission/bad.yml", PRESET), "files ending in .yaml"),
    "a name that Hydra would read": (write("mission/a=b,c.yaml", PRESET), "a name has letters"),
    "a design's entry": (write("sweep/bad.yaml", "run: ls"), "no such entry"),
    "a design that leads out": (write("sweep/bad.yaml", "design: ../../points.csv"), "leads out"),
    "a design by its whole path": (write("sweep/bad.yaml", "design: /etc/passwd"), "leads out"),
}


def said(act: Callable[[], object]) -> str:
    with pytest.raises(ScenarioError) as caught:
        act()
    line = str(caught.value)
    assert "\n" not in line
    assert "root:" not in line, "what a link leads to is not shown"
    return line


@pytest.mark.parametrize("case", LEDGERS)
def test_ledgers_are_refused_before_they_are_used(folder: Path, case: str) -> None:
    harm, line = LEDGERS[case]
    harm(folder)
    assert line in said(lambda: sim.use(folder))
    assert load() is packaged()


@pytest.mark.parametrize("case", PRESETS)
def test_presets_are_refused_before_hydra_sees_them(folder: Path, case: str) -> None:
    harm, line = PRESETS[case]
    harm(folder)
    group = "sweep" if "design" in case else "mission"

    def choose() -> None:
        register()
        assert "bad" in choices(group)
        compose([f"{group}=bad"])

    with sim.use(folder):
        assert line in said(choose)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "evidence" / "polls.csv")
    assert "is no file" in said(lambda: sim.use(folder))


class TestInit:
    def test_it_never_writes_over_anything(self, folder: Path) -> None:
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert "is there already" in said(lambda: make(folder))
        assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    @pytest.mark.parametrize("name", ["=cmd", "-x", "a.b", "x" * 41, "a;b"])
    def test_a_name_that_could_act_is_refused(self, tmp_path: Path, name: str) -> None:
        assert "refused; allowed: letters" in said(lambda: make(tmp_path / name))
        assert not (tmp_path / name).exists()

    def test_a_file_in_its_place_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "mine").write_text("")
        assert "is there already" in said(lambda: make(tmp_path / "mine"))

    @pytest.mark.fault("names-in-grammar")
    def test_a_name_of_another_alphabet_will_do(self, tmp_path: Path) -> None:
        with sim.use(make(tmp_path / "мой план")) as mine:
            assert str(mine).startswith("мой план: ")

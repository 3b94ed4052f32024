"""`with=FOLDER` on every verb, `init`, and what the verbs say of the study folder in use."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import sim
from sim.cli.commands import VERBS
from sim.evidence import load, packaged
from sim.study_folder import contents
from sim.study_folder.make import make
from tests.cli.conftest import Tripwire

SMALL = ("replicates=10", "plate=false")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "mine", example=True)


@pytest.fixture
def mine(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "mine")


def test_init_makes_a_folder_that_works(tripwire: Tripwire, tmp_path: Path) -> None:
    assert "a study folder" in tripwire("init", "plan b").out
    for listing in ("experiments", "scenarios"):
        assert "does_caution_pay" in tripwire(listing, "with=plan b").out
    assert (tmp_path / "plan b" / "README.md").read_text("utf-8").startswith("# plan b\n")
    assert "is there already" in tripwire("init", "plan b").refusal
    assert "say which folder" in tripwire("init").refusal


@pytest.mark.fault("own-material")
def test_every_preset_it_writes_can_be_had(tripwire: Tripwire, mine: Path) -> None:
    kinds = ("mission", "force", "us", "experiment")
    presets = [f"{kind}={path.stem}" for kind in kinds for path in (mine / kind).iterdir()]
    assert len(presets) == 4
    for preset in presets:
        assert tripwire("-c", "job", f"with={mine}", preset).code == 0


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("with=nowhere",), "is no folder; tripwire init NAME makes one"),
        (("with=a", "with=b"), "with: is said twice"),
        (("with=",), "is no study folder"),
        (("roe=hesitant",), "'hesitant' is not a number"),
        (("-m", "-c", "job"), "-m, -c, -sc: one of them only"),
    ],
)
def test_refusals_are_one_line(tripwire: Tripwire, words: tuple[str, ...], line: str) -> None:
    assert line in tripwire(*words).refusal


@pytest.mark.fault("own-material")
@pytest.mark.parametrize("verb", ["scenarios", "sources", "evidence", "claims", "ls"])
def test_every_verb_takes_it_at_any_place(tripwire: Tripwire, mine: Path, verb: str) -> None:
    assert verb in VERBS
    assert tripwire(verb, f"with={mine}").code == tripwire(f"with={mine}", verb).code == 0
    assert load() is packaged(), "a verb leaves nothing in use"


def test_the_working_folder_is_found_and_can_be_left_out(
    tripwire: Tripwire, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    assert "readings.csv sep2025" in tripwire("sources").out
    assert "my_theory" in tripwire("help", "theory").out
    assert "From the study folder" not in tripwire("sources", "with=none").out
    assert "no 'police'" in tripwire("mission=police", "with=none").refusal
    (mine / "tripwire.yaml").write_text("name: [a]", encoding="utf-8")
    assert "tripwire.yaml: name: ['a'] refused" in tripwire("ls").refusal
    assert tripwire("ls", "with=none").code == 0


def test_its_own_stand_beside_the_packages_and_in_their_place(tripwire: Tripwire, mine: Path) -> None:
    (mine / "mission" / "troops.yaml").write_text("# ours\nroles: [basing]\n", encoding="utf-8")
    listed = tripwire("scenarios", "mission", f"with={mine}").out
    assert "mission=police" in listed
    assert re.search(r"mission=troops +ours *\n", listed)
    assert "roles:\n- basing\n" in tripwire("-c", "job", "mission=troops", f"with={mine}").out
    assert "- protection" in tripwire("-c", "job", "mission=troops").out


def test_what_is_kept_names_it_and_runs_again(tripwire: Tripwire, mine: Path, tmp_path: Path) -> None:
    said = tripwire("mission=police", "with=mine", *SMALL, "out=o").out
    assert "Evidence with the study folder mine " in said
    [home] = (tmp_path / "o").iterdir()
    again = (home / "scenario.yaml").read_text("utf-8").splitlines()[0]
    assert again.endswith("replicates=10 seed=1 with=mine")
    assert tripwire(f"file={home / 'scenario.yaml'}", "with=mine", *SMALL, "out=p").code == 0
    [other] = (tmp_path / "p").iterdir()
    with sim.use(mine):
        assert sim.load(home).attrs["study"] == load().overlay.mark
        assert sim.load(other).identical(sim.load(home))
    assert "say with=FOLDER" in tripwire("compare", str(home), str(other)).refusal
    assert tripwire("export", str(home), "with=mine", "to=t.csv").out == "t.csv\n"


@pytest.mark.fault("drawn-again")
def test_a_figure_is_drawn_again_with_it(tripwire: Tripwire, mine: Path, tmp_path: Path) -> None:
    assert tripwire("roe=0.3", "with=mine", "replicates=10", "out=o", "to=figure.png").code == 0
    assert "the same bytes as figure.png" in tripwire("again", "figure.png", "with=mine").out
    said = " ".join(tripwire("again", "figure.png", "to=other.png").out.split())
    assert "study mine" in said
    assert "then, none now" in said


class TestSweeps:
    @pytest.mark.fault("own-material")
    def test_designs_presets_and_files_are_swept(
        self, tripwire: Tripwire, mine: Path, tmp_path: Path
    ) -> None:
        few = ("replicates=2", "plate=false", "progress=quiet")
        assert tripwire("sweep", "with=mine", "sweep=sizes", "name=a", *few).code == 0
        assert tripwire("-m", "with=mine", "mission=police,troops", "force=60k", "name=b", *few).code == 0
        (mine / "sweep" / "points.csv").write_text("roe;us_backing\n0,1;0,5\n0,9;1\n", encoding="utf-8")
        (mine / "sweep" / "mine.yaml").write_text("design: points.csv\n", encoding="utf-8")
        assert tripwire("sweep", "with=mine", "sweep=mine", "name=c", *few).code == 0
        for name, points in (("a", 9), ("b", 2), ("c", 2)):
            manifest = json.loads((tmp_path / "outputs" / name / "manifest.json").read_text("utf-8"))
            assert manifest["points"] == points
            assert manifest["plan"]["study"].startswith("mine ")

    @pytest.mark.parametrize("file", ["mine.yaml", "my plan (1).yaml", "план.yaml"])
    def test_a_multirun_reads_a_scenario_file(self, tripwire: Tripwire, tmp_path: Path, file: str) -> None:
        (tmp_path / file).write_text("force_size: 30000\n", encoding="utf-8")
        words = ("roe=0.1,0.2", "replicates=2", "plate=false", "name=a")
        assert tripwire("-m", f"file={file}", *words).code == 0
        manifest = json.loads((tmp_path / "outputs" / "a" / "manifest.json").read_text("utf-8"))
        assert manifest["plan"]["design"]["base"]["force_size"] == 30_000.0
        assert "is not a file" in tripwire("-m", "file=gone.yaml", "roe=0.1,0.2").refusal
        (tmp_path / "bad.yaml").write_text("roee: 1", encoding="utf-8")
        assert "bad.yaml: roee: no such lever" in tripwire("-m", "file=bad.yaml", "roe=0.1,0.2").refusal

    def test_a_sweep_made_with_it_is_refused_without_it(self, tripwire: Tripwire, mine: Path) -> None:
        assert (
            tripwire("sweep", "with=mine", "roe=0.1,0.2", "replicates=2", "plate=false", "name=a").code == 0
        )
        for verb in ("verify", "export", "resume"):
            answer = tripwire(verb, "a")
            assert answer.code == 2
            assert "made with the study folder mine" in answer.err
            assert "say with=FOLDER" in answer.err
        assert tripwire("verify", "a", "with=mine").code == 0


@pytest.mark.fault("left-on-disk")
@pytest.mark.parametrize("verb", [("explain", "NZL"), ("flip", "NZL", "levers=roe")])
def test_an_insight_names_it(tripwire: Tripwire, mine: Path, tmp_path: Path, verb: tuple[str, ...]) -> None:
    said = tripwire(*verb, "with=mine", "replicates=10", "out=o")
    assert said.code == 0, said.err
    assert "evidence with the study folder mine" in " ".join(said.out.split())
    [text] = (tmp_path / "o").glob("*/finding.txt")
    assert "evidence with the study folder mine" in text.read_text("utf-8")
    assert text.read_text("utf-8").rstrip().endswith("with=mine")


# Relatives: other ways in which what is one's own could not be had


def put(mine: Path, place: str, text: str) -> None:
    path = mine / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.fault("own-material")
def test_a_preset_of_ones_own_holds_others(tripwire: Tripwire, mine: Path, tmp_path: Path) -> None:
    put(mine, "experiment/way.yaml", "# our way\nforce: 60k\nus: none\nroe: 0.2\n")
    put(mine, "experiment/loop.yaml", "experiment: loop\n")
    put(mine, "sweep/ways.yaml", "over:\n  plan: {ours: {experiment: way}, as is: {}}\n")
    said = tripwire("-c", "job", "experiment=way", "with=mine").out
    assert all(line in said for line in ("force_size: 60000", "us_backing: none", "roe: 0.2"))
    assert (
        tripwire("experiment=loop", "with=mine").refusal
        == "experiment/loop.yaml: experiment: loop holds itself"
    )
    assert tripwire("sweep", "sweep=ways", "with=mine", "name=w", "replicates=2", "plate=false").code == 0
    assert "ours" in (tmp_path / "outputs" / "w" / "comparison.csv").read_text("utf-8")


@pytest.mark.fault("own-material", "names-in-grammar")
def test_what_is_ones_own_has_a_name_in_any_letters(tripwire: Tripwire, tmp_path: Path) -> None:
    mine = tmp_path / "мой план"
    put(mine.parent, "мой план/tripwire.yaml", "name: мой план\n")
    put(mine, "force/треть.yaml", "# a third\nforce_size: 13000\n")
    assert "force=треть" in tripwire("scenarios", "with=мой план").out
    assert "force_size: 13000" in tripwire("-c", "job", "force=треть", "with=мой план").out
    assert "force: треть" in tripwire("-c", "job", "excursions.a.force=треть", "with=мой план").out
    few = ("with=мой план", "horizon=3", "replicates=2", "plate=false")
    assert "треть  " in tripwire("-m", "force=треть,10k", *few).out
    put(mine, "force/a third.yaml", "force_size: 13000\n")
    assert tripwire("force=10k", "with=мой план").refusal.startswith(
        "мой план/force/a third.yaml: a name has letters"
    )


@pytest.mark.fault("own-material")
@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "countries.csv",
            "code,name,lat,lon,kind\nNZL,New Zealand,-141,174,contributor\n",
            "row 2, column lat",
        ),
        (
            "levels.csv",
            "lever,name,value,source\nrooe,hesitant,0.3,us\n",
            "no lever 'rooe'; did you mean roe",
        ),
        ("fact.csv", "code\n", "no such ledger; allowed: "),
    ],
)
def test_a_refusal_names_the_file_where_it_lies(
    file: str, text: str, said: str, tripwire: Tripwire, mine: Path
) -> None:
    put(mine, f"evidence/{file}", text)
    shutil.move(mine, mine.with_name("moved"))  # its own name stays `mine`
    refusal = tripwire("scenarios", "with=moved").refusal
    assert refusal.startswith(f"moved/evidence/{file}")
    assert said in refusal


@pytest.mark.fault("left-on-disk", "own-material")
def test_the_line_that_repeats_a_finding_finds_a_folder_elsewhere(
    tripwire: Tripwire, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with sim.use(mine):
        assert contents.typed() == ["with=../mine"]
    assert "cautious_start" in tripwire("scenarios", "with=../mine").out

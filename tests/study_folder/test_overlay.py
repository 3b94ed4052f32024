"""Rows of a study folder stand over the package's: checked like them, and named in every hash."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xarray as xr

import sim
from sim import results_file
from sim.engine import layout
from sim.evidence import load, packaged
from sim.plates import map_data
from sim.scenario import BY_NAME, ScenarioError, roster
from sim.scenario.provenance import behind
from sim.study_folder.make import make
from sim.sweeps.errors import SweepError
from sim.sweeps.plan import made_with

COUNTRY = ("countries.csv", "facts.csv")
HEAD = {
    "theories.csv": "theory,parameter,low,mode,high,source,note\n",
    "levels.csv": "lever,name,value,source\n",
    "facts.csv": "code,fact,value,unit,source,grade,confidence,note,url,as_of\n",
    "countries.csv": "code,name,lat,lon,kind\n",
    "parameters.csv": "mechanism,parameter,low,mode,high,floor,ceiling,unit,grade,source,note\n",
    "record.csv": "code,date,office,about,scope,conditions,stance,decides,paraphrase,source,url,confidence\n",
    "stances.csv": "reading,code,about,stance,claims,wording,carried\n",
}
POLISH_ARMY = "POL,army,90000,persons,a count of our own,C,medium,,,2025\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A study folder with an example of evidence, and one without."""
    home = tmp_path_factory.mktemp("made")
    return {place: make(home / place / "my-study", example=place == "full") for place in ("plain", "full")}


@pytest.fixture
def folder(made: dict[str, Path], tmp_path: Path) -> Path:
    return shutil.copytree(made["plain"], tmp_path / "my-study")


@pytest.fixture
def full(made: dict[str, Path], tmp_path: Path) -> Path:
    return shutil.copytree(made["full"], tmp_path / "my-study")


@pytest.fixture(autouse=True)
def _nothing_is_left_in_use() -> Iterator[None]:
    yield
    assert load() is packaged()


def put(folder: Path, file: str, *rows: str) -> Path:
    (folder / "evidence" / file).write_text(HEAD[file] + "".join(rows), encoding="utf-8")
    return folder


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(ScenarioError) as caught:
        act()
    assert "\n" not in str(caught.value)
    return str(caught.value)


class TestRows:
    @pytest.mark.fault("own-material")
    def test_a_row_replaces_the_one_with_its_key_and_nothing_else(self, folder: Path) -> None:
        before = roster.facts().copy()
        with sim.use(put(folder, "facts.csv", POLISH_ARMY)) as mine:
            after = roster.facts()
            assert [(row.file, row.key, row.replaces) for row in mine.overlay.rows] == [
                ("facts.csv", ("POL", "army"), True)
            ]
            poland = load().codes.index("POL")
            assert after["army"][poland] == 90_000
            changed = [name for name in after.dtype.names or () if (after[name] != before[name]).any()]
            assert changed == ["army"]
            assert load().codes == packaged().codes
        assert (roster.facts() == before).all()

    @pytest.mark.fault("own-material")
    def test_a_country_is_added_at_the_end_and_both_engines_play_it(self, full: Path) -> None:
        with sim.use(full):
            assert load().codes == (*packaged().codes, "NZL")
            assert "NZL" in map_data.off_map()
            native = sim.simulate(sim.Scenario(horizon=12), 3)
            assert [str(code) for code in native["country"].values] == list(load().codes)
            xr.testing.assert_equal(native, sim.simulate(sim.Scenario(horizon=12), 3, engine="mesa"))

    @pytest.mark.fault("own-material")
    def test_a_theory_is_a_value_of_its_lever(self, full: Path) -> None:
        with sim.use(full):
            assert sim.simulate(sim.Scenario(theory="my_theory", horizon=6), 5).sizes["replicate"] == 5
        assert "unknown 'my_theory'" in refusal(lambda: sim.Scenario(theory="my_theory"))

    def test_a_later_word_of_the_record_is_believed(self, folder: Path) -> None:
        said = "BEL,2025-07-30,prime minister,soldiers,own,,-3,1,an example,our archive,https://example.org,high\n"
        with sim.use(put(folder, "record.csv", said)):
            rows = {row.name: row.value for row in behind(sim.Scenario(evidence="record"))}
        assert rows["BEL.stance"] == "-3"

    @pytest.mark.fault("own-material")
    def test_a_name_for_a_level_is_a_preset_of_its_lever(self, folder: Path) -> None:
        with sim.use(folder):
            assert sim.Scenario().but(roe="hesitant").digest == sim.Scenario(roe=0.35).digest
            assert sim.Scenario().but(schedule={"roe": [(0, "hesitant")]}).schedule
            assert "hesitant 0.35" in BY_NAME["roe"].kind.allowed()
            assert BY_NAME["roe"].kind.text(0.35) == "hesitant"
        assert "robust" in refusal(lambda: sim.Scenario().but(roe="hesitant"))


REFUSED = {
    "a country without a fact": (
        "countries.csv",
        "ARG,Argentina,-34.6,-58.4,contributor\n",
        "facts.csv must give every",
    ),
    "a fact of nobody": ("facts.csv", "ARG,army,1,persons,x,C,low,,,2025\n", "listed in countries.csv"),
    "a new parameter": ("parameters.csv", "force,mine,0,1,2,0,3,share,D,x,\n", "no rule reads it"),
    "wider bounds": (
        "parameters.csv",
        "willingness,b_us,7,9,11,0,999,logit,D,x,\n",
        "ceiling: '999' refused; the rules rest on it; allowed: 20",
    ),
    "another kind of actor": ("countries.csv", "UKR,Ukraine,50.45,30.52,contributor\n", "allowed: kyiv"),
    "a second Moscow": ("countries.csv", "BLR,Belarus,53.9,27.6,moscow\n", "allowed: contributor"),
    "a number without a source": (
        "facts.csv",
        "POL,army,90000,persons,,C,low,,,2025\n",
        "a number needs a source",
    ),
    "a fact after the cut-off": ("facts.csv", "POL,army,9,persons,x,C,low,,,2026\n", "not after 2025-07"),
    "thousands with a point": ("facts.csv", "POL,army,90.000,persons,x,C,low,,,2025\n", "write 90000 or 90"),
    "a row twice": ("facts.csv", POLISH_ARMY * 2, "already given in row 2"),
    "a stance without a claim": ("stances.csv", "sep2025,POL,soldiers,3,,x,\n", "must name POL"),
    "a level of no lever": ("levels.csv", "roee,mine,0.4,x\n", "did you mean roe?"),
    "a level out of range": ("levels.csv", "roe,mine,4,x\n", "roe mine: 4 is out of range"),
    "a level with a taken name": ("levels.csv", "roe,robust,0.4,x\n", "stands for 0.7; choose another name"),
    "a level of a choice": ("levels.csv", "mandate,mine,0.4,x\n", "is no number"),
    "a level that looks like a call": ("levels.csv", "roe,eval(x),0.4,x\n", "small letters"),
    "no rows": ("levels.csv", "", "holds no rows"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_package_may_not_say_a_study_folder_may_not(folder: Path, case: str) -> None:
    file, rows, said = REFUSED[case]
    line = refusal(lambda: sim.use(put(folder, file, rows)))
    assert said in line
    assert file in line


FREE = layout.SEATS - len(packaged().codes)


def crowded(full: Path, added: int) -> Path:
    """A study folder that adds so many states, all like New Zealand."""
    countries, facts = ((full / "evidence" / file).read_text("utf-8").splitlines(True) for file in COUNTRY)
    codes = [f"ZZ{chr(65 + k)}" for k in range(added - 1)]
    put(full, "countries.csv", *countries[1:], *(countries[1].replace("NZL", code) for code in codes))
    put(full, "facts.csv", *facts[1:], *(row.replace("NZL", code) for code in codes for row in facts[1:]))
    return full


def test_every_seat_may_be_taken(full: Path) -> None:
    """Both engines run with as many states as there are seats, and agree bit for bit."""
    with sim.use(crowded(full, FREE)):
        assert len(roster.codes()) == layout.SEATS
        scenario = sim.Scenario(horizon=12)
        native, mesa = (sim.simulate(scenario, replicates=2, engine=engine) for engine in ("native", "mesa"))
    xr.testing.assert_equal(native, mesa)


def test_one_state_more_than_there_are_seats_is_refused(full: Path) -> None:
    assert f"so at most {FREE} may be added" in refusal(lambda: sim.use(crowded(full, FREE + 1)))


def test_an_article_that_nothing_hears_is_refused(full: Path) -> None:
    (full / "evidence" / "readings.csv").unlink()
    (full / "evidence" / "stances.csv").unlink()
    assert "row 2, column article: '901' refused; nothing hears it" in refusal(lambda: sim.use(full))
    with sim.use(put(full, "facts.csv", *_facts(full), POLISH_ARMY.replace("a count of our own", "C901"))):
        assert "901" in load().articles


class TestNames:
    def test_every_hash_and_result_names_the_folder(self, full: Path) -> None:
        plain = sim.Scenario()
        before, packages = made_with(), sim.simulate(plain, 2).attrs
        with sim.use(full):
            scenario = sim.Scenario()
            attrs = sim.simulate(scenario, 2).attrs
            assert made_with()["evidence"] != before["evidence"]
            assert made_with()["study"] == attrs["study"] == load().overlay.mark
            assert scenario.digest != plain.digest
            assert scenario != plain
            for mark in ("scenario_hash", "evidence"):
                assert attrs[mark] != packages[mark]
        assert "study" not in before | packages

    def test_the_same_rows_have_the_same_mark_wherever_they_lie(self, full: Path, tmp_path: Path) -> None:
        marks = []
        for place in (full, shutil.copytree(full, tmp_path / "elsewhere" / "of another name")):
            with sim.use(place):
                marks.append((load().overlay.mark, sim.Scenario().digest))
        assert marks[0] == marks[1]

    def test_presets_alone_leave_every_hash_as_it_is(self, folder: Path) -> None:
        plain = sim.Scenario()
        with sim.use(folder):
            assert sim.Scenario() == plain
            assert made_with() == {**made_with(), "evidence": packaged().digest}
            assert "study" not in sim.simulate(plain, 2).attrs

    def test_a_scenario_is_run_under_its_own_ledgers_alone(self, full: Path) -> None:
        plain = sim.Scenario()
        with sim.use(full):
            own = sim.Scenario()
            assert "made with the package alone" in refusal(lambda: sim.simulate(plain, 2))
            assert "made with the package alone" in refusal(lambda: sim.simulate({"a": own, "b": plain}, 2))
        assert "made with the study folder my-study" in refusal(lambda: sim.simulate(own, 2))
        assert "made with the study folder my-study" in refusal(
            lambda: sim.sweep(own, {"roe": [0.1]}, replicates=2)
        )

    def test_results_of_unknown_states_are_refused_without_it(self, full: Path, tmp_path: Path) -> None:
        with sim.use(full):
            path = results_file.write(sim.simulate(sim.Scenario(horizon=6), 4), tmp_path)
            assert "NZL" in sim.load(path)["country"].values
        line = refusal(lambda: sim.load(path))
        assert "holds NZL of the study folder my-study" in line

    def test_a_sweep_is_refused_without_it(self, full: Path, tmp_path: Path) -> None:
        with sim.use(full):
            path = sim.sweep(
                sim.Scenario(horizon=6), {"roe": [0.1, 0.5]}, replicates=4, out=tmp_path / "s"
            ).path
            assert len(sim.load(path).table) == 2
        with pytest.raises(SweepError, match="made with the study folder my-study"):
            sim.load(path)
        with (
            sim.use(put(full, "facts.csv", *_facts(full), POLISH_ARMY)),
            pytest.raises(SweepError, match=r"; my-study .* is in use"),
        ):
            sim.load(path)
        other = sim.sweep(sim.Scenario(horizon=6), {"roe": [0.1]}, replicates=4, out=tmp_path / "t").path
        with sim.use(full), pytest.raises(SweepError, match="made without a study folder; say with=none"):
            sim.load(other)


def _facts(folder: Path) -> list[str]:
    return (folder / "evidence" / "facts.csv").read_text("utf-8").splitlines(True)[1:]

"""Names of any letters, blanks and signs, wherever one may be typed; and those that Windows keeps for itself."""

from pathlib import Path

import pytest

from sim.cli.commands import VERBS
from sim.cli.parse import overrides
from sim.cli.parse.braces import read_back
from sim.cli.parse.command_line import read
from sim.scenario import ScenarioError
from sim.study_folder import presets
from sim.sweeps.errors import SweepError
from sim.sweeps.store import new_store
from tests.cli.conftest import Tripwire
from tests.cli.test_experiments import composed

RUN = VERBS["run"]


@pytest.mark.fault("names-in-grammar")
@pytest.mark.parametrize(
    "name", ["a, b", "x,y", "f(1", "range(1,3)", "план Б", "שלום", "中文 名", "a=b", "50%"]
)
def test_a_run_is_called_as_it_is_typed(name: str) -> None:
    (word,) = overrides.check([f"name={name}"], RUN)
    assert overrides.parsed(word, "name").value() == name


@pytest.mark.fault("names-in-grammar")
@pytest.mark.parametrize(
    "word",
    [
        "excursions.{}.roe=0.1",
        "excursions={{{}: {{roe: 0.1}}}}",
        "excursions={{'{}': {{roe: 0.1}}}}",
    ],
)
@pytest.mark.parametrize("name", ["план Б", "my plan", "café", "a(1)", "null", "1", "x-y", "utf8_zz"])
def test_an_excursion_is_called_as_it_is_typed(word: str, name: str) -> None:
    (told,) = overrides.check([word.format(name)], RUN)
    read = overrides.parsed(told, "excursions")
    assert read.is_force_add()
    inside = read.value() if "={" in word else {read.key_or_group.split(".")[1]: {"roe": read.value()}}
    assert read_back(inside) == {name: {"roe": 0.1}}


@pytest.mark.fault("names-in-grammar")
def test_excursions_of_any_letters_are_scenarios_of_the_run() -> None:
    run = composed("excursions.план Б.roe=0.1", "excursions.my plan.roe=0.2", "excursions={a(1): {us: none}}")
    assert list(run.scenarios) == ["base", "план Б", "my plan", "a(1)"]
    assert [run.scenarios["план Б"].roe, run.scenarios["a(1)"].us_backing] == [0.1, 0.0]


@pytest.mark.fault("names-in-grammar")
@pytest.mark.parametrize(
    "file", ["a,b.yaml", "[x].yaml", "план (1).yaml", " lead.yaml", "it's.yaml", "a=b.yaml"]
)
def test_a_file_is_found_as_it_is_typed(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(file).write_text("roe: 0.9\n", "utf-8")
    assert overrides.check([f"file={file}"], RUN) == ["file=given"]


@pytest.mark.fault("names-in-grammar")
@pytest.mark.parametrize("path", ["./a=b.yaml", "/tmp/a=b.yaml", "../[a=b] c.nc"])
def test_a_path_may_hold_a_sign_of_equality(path: str) -> None:
    assert read(VERBS["compare"], [path, "kfor", "roe=0.1"])["words"] == (path, "kfor")


@pytest.mark.fault("names-in-grammar")
@pytest.mark.parametrize("word", ["experiment=мой", "exclude=[мой]", "roe=１０"])
def test_what_is_not_known_is_refused_by_its_name_not_its_letters(word: str, tripwire: Tripwire) -> None:
    said = tripwire(word).refusal
    assert "cannot be read" not in said
    assert "allowed: " in said or "did you mean" in said


BUNDLES = "sweep.over={план: {як KFOR: {roe: 0.1}, b: {roe: 0.2}}}"


@pytest.mark.fault("names-in-grammar")
def test_a_bundle_of_a_sweep_is_called_as_it_is_typed() -> None:
    order = read(VERBS["sweep"], [BUNDLES, "name=мій план"])["sweep"]
    (factor,) = order.plan.design.factors
    assert (order.name, factor.name, factor.cases[0].label) == ("мій план", "план", "як KFOR")


@pytest.mark.heavy
@pytest.mark.fault("names-in-grammar")
def test_a_sweep_of_any_letters_is_verified_and_exported(tripwire: Tripwire, tmp_path: Path) -> None:
    words = (BUNDLES, "name=мій план", "replicates=2", "horizon=3", "plate=false")
    assert tripwire("sweep", *words).code == 0
    assert tripwire("verify", "мій план").out.startswith("мій план: sound")
    assert "мій план" in tripwire("export", "мій план").out
    assert "як KFOR" in (tmp_path / "мій план.csv").read_text("utf-8")


@pytest.mark.fault("names-in-grammar")
@pytest.mark.parametrize(
    "name", ["CON", "nul.txt", "Com1", "a/b", "a:b", "a ", "a.", "=a", "it's", "x" * 101]
)
def test_a_name_that_no_folder_can_have_everywhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SweepError, match=r"is no name for a sweep|is a device on Windows"):
        new_store(tmp_path, name)


@pytest.mark.fault("names-in-grammar")
def test_a_number_for_a_name_is_refused_with_the_way_to_type_it(tripwire: Tripwire) -> None:
    assert "in quotes it is a text: name=\"'123'\"" in tripwire("name=123").refusal


@pytest.mark.fault("twice-given")
def test_presets_that_set_a_lever_differently_do_not_stand_together(
    tripwire: Tripwire, tmp_path: Path
) -> None:
    line = "force_size: mission=arming and force=200k set it differently; say force_size=… too"
    assert tripwire("mission=arming", "force=200k").refusal == line
    assert (
        tripwire("excursions.a.mission=arming", "excursions.a.force=200k").refusal == f"excursions.a: {line}"
    )
    (tmp_path / "f.yaml").write_text("us_backing: 0.3\n", "utf-8")
    assert "us=none and file=f.yaml set it differently" in tripwire("us=none", "file=f.yaml").refusal
    assert (
        list(composed("mission=arming", "force=200k", "force_size=1").scenarios.values())[1].force_size == 1
    )
    with pytest.raises(ScenarioError, match="set it differently"):
        presets.unfolded({"mission": "arming", "force": "200k"})


@pytest.mark.fault("names-in-grammar", "tracebacks")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("excursions.a\udcffb.roe=0.1",), "excursions: 'a\\udcffb' refused"),
        (("excursions={a\tb: {roe: 0.1}}",), "excursions: 'a\\tb' refused"),
        (("sweep", "sweep.over={a\udcffb: {x: {roe: 0.1}}}"), "'a\\udcffb' is no name"),
        (("sweep", "sweep.over={a: {'x\ty': {roe: 0.1}}}"), "'x\\ty' is no name"),
        (("out=a\0b",), "'out=a\\x00b': holds a sign that no word can have"),
        (("init", "\ud800"), "'\\ud800': holds a sign that no word can have"),
        (("compare", "x" * 300, "kfor"), ""),
    ],
)
def test_bytes_that_are_no_letters_are_one_line(
    words: tuple[str, ...], said: str, tripwire: Tripwire
) -> None:
    assert tripwire(*words).refusal.startswith(said)

"""What a verb takes stands once, in its row: parser, help and page agree, and every example can be typed."""

import inspect
import shlex
import shutil
from pathlib import Path

import pytest

import sim
from sim.cli.commands import VERBS
from sim.cli.parse.command_line import read
from sim.cli.parse.completion import candidates
from sim.cli.parse.left_behind import shared_of
from sim.cli.parse.unknown import taken
from sim.cli.parse.verbs import Argument, Flag, Setting, Verb
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.kinds import Whole
from tests.cli.conftest import Tripwire

SETTINGS = [(verb, setting) for verb in VERBS.values() for setting in verb.settings]
FLAGS = [(verb, flag) for verb in VERBS.values() for flag in verb.flags]
ARGUMENTS = [(verb, verb.argument) for verb in VERBS.values() if verb.argument]
COUNTED = {
    (setting, verb.levers): (verb, setting) for verb, setting in SETTINGS if isinstance(setting.kind, Whole)
}
"""Each row that counts something, at one verb for each way of taking words."""
SWEPT = ("theory=consensus,cascade", "horizon=6")
"""What a sweep needs beside any setting."""
BESIDE = {
    "sweep.method": ("'roe=interval(0,1)'", "sweep.points=8"),
    "sweep.points": ("'roe=interval(0,1)'", "sweep=lhs"),
    "sweep": ("'roe=interval(0,1)'", "sweep.points=8"),
    "sweep.design_seed": ("'roe=interval(0,1)'", "sweep=lhs"),
    "sweep.cross": ("'roe=interval(0,1)'", "sweep=lhs"),
    "sweep.where": ("roe=0.1,0.9",),
    "sweep.precision.batch": ("sweep.precision.outcome=kia", "sweep.precision.half_width=0.1"),
    "sweep.precision.outcome": ("sweep.precision.half_width=0.1",),
    "sweep.precision.half_width": ("sweep.precision.outcome=kia",),
    "executor.address": ("executor=dask",),
    "extend sweep.points": (),
    "point": ("from=NAME",),
    **{
        f"{verb.name} from": ("point=0",)
        for verb in VERBS.values()
        if "point" in {row.name for row in verb.settings}
    },
    **{
        f"executor.{name}": ("executor=slurm",)
        for name in ("queue", "account", "cores", "memory", "walltime")
    },
}
"""What a setting goes with: by its name, or that of a verb and its own."""


def beside(verb: Verb, setting: Setting) -> tuple[str, ...]:
    return BESIDE.get(f"{verb.name} {setting.name}", BESIDE.get(setting.name, ()))


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep that examples may name."""
    folder = tmp_path_factory.mktemp("swept") / "NAME"
    sim.sweep(sim.Scenario(horizon=1), {"roe": [0.1, 0.2, 0.3, 0.4]}, replicates=2, out=folder)
    return folder


def words(verb: Verb, *typed: str) -> list[str]:
    """A command line that is whole but for what is typed."""
    needed = [verb.argument.example] if verb.argument and verb.argument.needed else []
    beside = SWEPT if verb.levers == "sweep" else ()
    names = {word.partition("=")[0].strip("'") for line in typed for word in shlex.split(line)}
    return [*needed, *(word for word in beside if word.partition("=")[0] not in names), *typed]


@pytest.fixture(autouse=True)
def _in_a_folder_with_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swept: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outputs").mkdir()
    shutil.copytree(swept, tmp_path / "outputs" / "NAME")
    (tmp_path / "mine.yaml").write_text("roe: robust\n", encoding="utf-8")
    (tmp_path / "points.csv").write_text("us_backing\n0.2\n", encoding="utf-8")


def typed(verb: Verb, *lines: str) -> dict[str, object]:
    return read(verb, shlex.split(" ".join(words(verb, *lines))))


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_every_setting_is_explained_in_the_help_of_its_verb(tripwire: Tripwire, verb: Verb) -> None:
    page = " ".join(tripwire(verb.name, "--help").out.split())
    for setting in verb.settings:
        assert f" {setting.name} {setting.meaning}" in page
        allowed = f"allowed: {setting.kind.allowed()}; for example {setting.example}"
        assert " ".join(allowed.split()) in page
        assert setting.default_text
        assert f"default {setting.default_text}" in page


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_the_examples_of_settings_can_be_typed_and_set_them(verb: Verb) -> None:
    """One that goes with others is typed with these, those of a sweep and threads (which `executor.workers` says too)
    one by one, the rest all at once."""
    alone = [
        row for row in verb.settings if beside(verb, row) or row.name == "threads" or verb.levers == "sweep"
    ]
    free = [row for row in verb.settings if row not in alone]
    for rows in (free, *([row] for row in alone)):
        values = typed(verb, *(row.example for row in rows), *beside(verb, rows[0]) if rows else ())
        for row in rows:
            is_set(row, values, verb)


def is_set(setting: Setting, values: dict[str, object], verb: Verb) -> None:
    """Whether typing its example moved a setting from its default."""
    if setting.shared:
        taken_up = {setting.name: setting.kind.check(setting.name, setting.example.partition("=")[2])}
        assert shared_of(verb, taken_up)[setting.name] != setting.default
    elif not setting.composed:
        assert values[setting.name] != setting.default or setting.sample == str(setting.default)


@pytest.mark.parametrize(("verb", "flag"), FLAGS, ids=lambda row: getattr(row, "name", None))
def test_flags_are_explained_and_their_examples_can_be_typed(
    tripwire: Tripwire, verb: Verb, flag: Flag
) -> None:
    page = " ".join(tripwire(verb.name, "--help").out.split())
    assert f"{', '.join(flag.names)} {flag.meaning}" in page
    for name in flag.names:
        assert typed(verb, f"{name} {flag.sample}")[flag.parameter] in (True, flag.sample, Path(flag.sample))


@pytest.mark.parametrize(("verb", "argument"), ARGUMENTS, ids=lambda row: row.name)
def test_arguments_are_explained_and_their_examples_can_be_typed(
    tripwire: Tripwire, verb: Verb, argument: Argument
) -> None:
    page = " ".join(tripwire(verb.name, "--help").out.split())
    assert f" {argument.name} {argument.meaning}" in page
    assert read(verb, shlex.split(argument.example))[argument.parameter]


@pytest.mark.parametrize(
    ("verb", "setting"), COUNTED.values(), ids=[f"{verb.name} {row.name}" for verb, row in COUNTED.values()]
)
def test_a_range_is_as_wide_as_its_row_says(verb: Verb, setting: Setting) -> None:
    assert isinstance(setting.kind, Whole)
    # `run` and `brief` compose their words themselves, as `demo` has it done.
    verb = VERBS["demo"] if verb.levers == "typed" else verb
    also = beside(verb, setting)
    for beyond in (setting.kind.low - 1, setting.kind.high + 1):
        with pytest.raises(ScenarioError, match=setting.name.rpartition(".")[2]):
            typed(verb, f"{setting.name}={beyond}", *also)
    typed(verb, f"{setting.name}={setting.kind.low}", *also)


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_name_that_a_verb_does_not_take_is_refused_in_one_line(tripwire: Tripwire, verb: Verb) -> None:
    line = tripwire(verb.name, *words(verb, "zzyzx=1")).refusal
    assert line.startswith("zzyzx: no such ")
    assert tripwire(verb.name, "--zzyzx").refusal.startswith("'--zzyzx': no such flag; allowed: ")


@pytest.mark.parametrize(
    "verb", [verb for verb in VERBS.values() if not verb.takes_levers], ids=lambda v: v.name
)
def test_levers_are_refused_where_they_mean_nothing(tripwire: Tripwire, verb: Verb) -> None:
    assert tripwire(verb.name, "roe=0.5").refusal.startswith(f"roe: {verb.name} does not use it; it takes ")


def test_the_nearest_name_is_offered(tripwire: Tripwire) -> None:
    assert tripwire("rank", "draw=3").refusal == "draw: no such lever or setting; did you mean draws?"
    assert tripwire("verify", "s", "ou=x").refusal == "ou: no such setting; did you mean out?"
    assert tripwire("experiments", "--al").refusal == "'--al': no such flag; did you mean --all?"
    assert tripwire("enough", "rules=robust").refusal == "rules: is called roe"


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_shell_completes_what_the_rows_say(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, verb: Verb
) -> None:
    def completed(line: str) -> list[str]:
        monkeypatch.setenv("COMP_LINE", line)
        return tripwire("-sc", "query=bash").out.split()

    assert verb.name in completed("tripwire ")
    offered = completed(f"tripwire {verb.name} ")
    assert {f"{row.name}=" for row in verb.settings} | {n for f in verb.flags for n in f.names} <= set(
        offered
    )
    assert ("roe=" in offered) == (verb.takes_levers or verb.name == "enough")
    assert all(word.startswith("se") for word in completed(f"tripwire {verb.name} se"))


def test_values_that_have_a_name_are_completed() -> None:
    assert candidates("tripwire roe=r", VERBS) == ["roe=robust"]
    assert candidates("tripwire explain P", VERBS) == ["POL", "PRT"]
    assert candidates("tripwire rank theory=sch", VERBS) == ["theory=schelling_tripwire"]
    assert candidates("tripwire stances.PO", VERBS) == ["stances.POL="]
    assert candidates("tripwire sensitivity method=m", VERBS) == ["method=morris"]
    assert candidates("tripwire ls roe=", VERBS) == []


def test_a_sweep_is_resumed_as_it_was_begun(tripwire: Tripwire) -> None:
    assert tripwire("resume", "s", "replicates=800").refusal.startswith("replicates: resume does not use it")


@pytest.mark.parametrize("text", ["my plan (1)", "план", "a'b", "50%", "a\\"])
def test_a_path_need_not_be_readable_to_hydra(text: str) -> None:
    assert read(VERBS["demo"], [f"out={text}"])["run"].out == Path(text)


@pytest.mark.parametrize("span", ["range(0,1,0)", "range(0,1,-1)", "range(0,inf)", "range(0,1e9,1)"])
def test_a_range_without_end_or_values_is_refused(tripwire: Tripwire, span: str) -> None:
    assert "range" in tripwire("sweep", f"force_size={span}").refusal


def test_a_function_takes_what_its_row_says() -> None:
    for verb in VERBS.values():
        assert inspect.signature(verb.function).parameters.keys() == verb.parameters


def test_no_setting_hides_a_lever_but_where_several_values_are_tried() -> None:
    hidden = {(verb.name, row.name) for verb, row in SETTINGS if row.name in BY_NAME and verb.takes_levers}
    assert hidden == {("enough", "roe"), ("enough", "us_backing"), ("enough", "force_size")}
    assert all(set(BY_NAME) <= set(taken(verb)) for verb in VERBS.values() if verb.takes_levers)

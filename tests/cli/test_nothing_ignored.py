"""What is typed is read, or refused: no argument is taken and passed over."""

from pathlib import Path

import pytest
import xarray as xr

from sim.cli.commands.comparing import _refuse_what_is_settled
from sim.cli.parse.compared import Compared
from sim.cli.show import summary
from sim.scenario import Scenario, ScenarioError
from tests.cli.conftest import Tripwire


@pytest.mark.fault("ignored-arguments")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("experiments replicates=4", "experiments: which one? say its name, or --all"),
        ("experiments --table out=o", "out: --table prints and leaves nothing"),
        ("--version roe=3", "--version: takes nothing else; not roe=3"),
        ("rank theory=cascade", "theory: is varied here, so that its own value is not read"),
        ("rank reading=jan2025", "reading: is varied here"),
        ("decompose baseline_attack_risk=0.3", "baseline_attack_risk: is varied here"),
        ("decompose theory=cascade", "theory: is varied here"),
        (
            "sensitivity roe=0.9",
            "roe: is varied here, so that its own value is not read; leave it out, or say factors=",
        ),
        ("sensitivity factors=assume.b_us assume.b_us=1", "assume.b_us: is varied here"),
        ("discover mandate=un", "mandate: is varied here"),
        ("screening assume.b_us=1", "assume.b_us: is varied here"),
        (
            "evidence outcome deployed roe=0.9",
            "evidence: deployed is the same in every scenario; leave out roe 0.9",
        ),
        ("evidence parameter b_us reading=jan2025", "evidence: b_us is the same in every scenario"),
    ],
)
def test_what_nothing_would_read_is_refused(line: str, said: str, tripwire: Tripwire) -> None:
    assert tripwire(*line.split()).refusal.startswith(said)


@pytest.mark.fault("ignored-arguments")
@pytest.mark.parametrize("word", ["replicates=5", "seed=2", "to=x.pdf", "horizon=6"])
@pytest.mark.parametrize(
    "verb", ["verify s", "resume s", "ls", "help roe", "scenarios", "outcomes", "init s"]
)
def test_a_setting_of_other_verbs_is_refused(
    verb: str, word: str, tripwire: Tripwire, tmp_path: Path
) -> None:
    assert tripwire(*verb.split(), word).refusal.startswith(word.partition("=")[0])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault("ignored-arguments")
@pytest.mark.parametrize("word", ["replicates=10", "seed=4", "assumptions=matched"])
def test_what_was_run_before_is_not_changed(word: str) -> None:
    found = [Compared("mine", {}, xr.Dataset()), Compared("kfor", {})]
    with pytest.raises(ScenarioError, match=f"{word.partition('=')[0]}: cannot change mine"):
        _refuse_what_is_settled(found, [word])


@pytest.mark.fault("ignored-arguments")
@pytest.mark.parametrize("word", ["threads=1", "engine=mesa", "roe=0.9"])
def test_where_nothing_is_run_no_setting_of_runs_is_taken(word: str) -> None:
    kept = Compared("mine", {}, xr.Dataset())
    with pytest.raises(ScenarioError, match="cannot change mine"):
        _refuse_what_is_settled([kept, kept], [word])
    _refuse_what_is_settled([kept, Compared("kfor", {})], [word])


@pytest.mark.fault("settings-without-effect")
def test_an_excursion_that_changes_nothing_is_said() -> None:
    base = Scenario(horizon=6)
    [line] = summary.footnotes({"base": base, "a": base.but(roe=0.5)})
    assert line.plain.strip() == "a: the same levers"

"""The verbs of insight: what they print, and what they refuse."""

from typing import Any

import pytest

import sim
from sim.analysis.rank import OPTIONS
from sim.cli.commands import VERBS
from sim.cli.parse.command_line import call
from sim.outcomes import ABSENT
from sim.scenario import ScenarioError

SAID = {
    "explain": (["POL", "replicates=50", "us_backing=0.75"], "Poland declines"),
    "flip": (["DEU", "replicates=30", "levers=stances.DEU,roe"], "stances.DEU from"),
    "enough": (
        ["replicates=40", "at_most=0.1", "force_size=0,40000", "roe=monitor,0.7", "us_backing=full,0.5"],
        "risk of attack at most",
    ),
    "rank": (["draws=2", "tapes=3"], "regret"),
    "sensitivity": (["samples=8", "replicates=4", "factors=roe,baseline_attack_risk"], "risk of attack"),
    "discover": (["cases=60", "replicates=4", "above=0.1"], "isk of attack above"),
    "decompose": (["draws=10", "tapes=4"], "Spread of expected risk of attack"),
    "spread": (
        ["against=us_backing=1 roe=0.7", "replicates=10", "draws=3", "tapes=2", "assumptions=matched"],
        "Monte-Carlo error (95 %)",
    ),
    "ablation": (["headlines=force", "replicates=4", "horizon=3"], "Moved most, of"),
    "screening": (
        ["headlines=force", "paths=4", "replicates=1", "horizon=3"],
        "priors move soldiers in place",
    ),
    "docking": (["replicates=4", "evidence=record", "horizon=3"], "On stances alone 31 states"),
    "divergence": (["us_backing=0", "replicate=3"], "Replicate 3 first parts at Washington in month 0"),
    "hindcast": (["replicates=5"], "upper bound"),
    "against-record": (["replicates=20", "stances_are=removed"], "being on the ground ranks them"),
}


@pytest.mark.parametrize("verb", SAID)
def test_a_verb_prints_its_finding_and_the_statement(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, finding = SAID[verb]
    assert call(VERBS[verb], words) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert finding in printed
    assert "explores assumptions; not a forecast" in printed
    assert "seed 1" in printed


@pytest.mark.fault("left-on-disk")
@pytest.mark.parametrize("verb", ["spread", "ablation", "screening", "docking", "sensitivity", "decompose"])
def test_the_line_of_python_repeats_the_verb(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    call(VERBS[verb], SAID[verb][0])
    printed = capsys.readouterr().out
    *imports, repeated = printed.partition("In Python: ")[2].strip().split("; ")
    names: dict[str, Any] = {}
    exec("\n".join(imports), names)  # noqa: S102 - it is what a reader would paste
    found = eval(repeated, names)  # noqa: S307
    found = found["force"] if verb == "screening" else found
    assert found.sentence() in " ".join(printed.split())


@pytest.mark.parametrize(
    ("verb", "words", "refusal"),
    [
        ("explain", ["POLX"], "did you mean POL"),
        ("explain", ["POL", "FRA"], "'FRA': one country only"),
        ("explain", ["seed=-1"], "seed: -1 is out of range"),
        ("explain", ["threads=7"], "threads: explain does not use it; .* replicate"),
        ("explain", ["excursions.a.roe=0.9"], "excursions: explain does not use it"),
        ("explain", ["experiment=debate"], "excursions: explain looks at one scenario"),
        ("flip", ["replicates=1"], "replicates: 1 is out of range; allowed: 10"),
        ("enough", ["replicates=1"], "replicates: 1 is out of range; allowed: 10"),
        ("flip", ["plate=true"], "plate: flip does not use it"),
        ("rank", ["plate=true"], "plate: rank does not use it"),
        ("hindcast", ["name=x"], "name: hindcast does not use it"),
        ("explain", ["POL", "replicates=1000000", "horizon=120"], "replicates: .* allowed: 1 to 50,?000"),
        ("spread", ["against=us_backing"], "against: 'us_backing' changes no lever; allowed: LEVER=VALUE"),
        ("spread", ["against="], "against: changes nothing"),
        ("sensitivity", ["against=roe=7"], "roe: 7 is out of range; allowed: 0 to 1"),
        ("decompose", ["against=us_bakcing=0"], "us_bakcing: no such lever; did you mean us_backing"),
        ("spread", ["assumptions=matchd"], "assumptions: unknown 'matchd'; did you mean matched"),
        ("ablation", ["headlines=forc"], "no such headline 'forc'; did you mean force"),
        ("screening", ["paths=2"], "paths: 2 is out of range; allowed: 4"),
        ("brief", ["assumptions=matched"], "assumptions: brief does not use it"),
        ("enough", ["at_most=1e13"], "at_most: 1e.13 is out of range"),
        ("enough", ["at_most=20"], "at_most: 20 is out of range; allowed: 0 to 1; did you mean 0.2"),
        ("enough", ["roe=0.5,2"], "roe: 2 is out of range; allowed: 0 to 1"),
        ("enough", ["us_backing=fulll,0.5"], "us_backing: 'fulll' is not a number; .* full"),
        ("enough", ["rules=monitor,robust"], "rules: is called roe"),
        ("enough", ["backing=0.5"], "backing: is called us_backing"),
        ("enough", ["sizes=0,40000"], "sizes: is called force_size"),
        ("enough", ["force_size=40000"], "force_size: enough looks for it; say several"),
        ("enough", ["force_size=10,000"], "force_size: write 10000"),
        ("enough", ["roe=interval(0,1)"], "roe: interval.* has no values to try"),
        ("enough", ["theory=consensus,cascade"], "theory: several values"),
        ("flip", ["DEU", "levers=stance.DEU"], "stance.DEU: is called stances.DEU"),
        ("flip", ["DEU", "stance.DEU=2"], "stance.DEU: is called stances.DEU"),
        ("sensitivity", ["factors=public.POL"], "public.POL: is called publics.POL"),
        ("discover", ["factors=roe,roles.trainig"], "roles: unknown 'trainig'; did you mean training"),
        ("discover", ["factors=injects"], "injects: has no range to be varied over"),
        ("enough", ["target=foo"], "target: no such lever or setting; enough takes seed, .* at_most"),
        ("enough", ["measure=foo"], "measure: no outcome is called 'foo'; tripwire outcomes lists them"),
        ("discover", ["measure=xx"], "measure: no outcome is called 'xx'; tripwire outcomes lists them"),
        ("discover", ["above=25"], "above: 25 is out of range; allowed: 0 to 1; did you mean 0.25"),
        ("discover", ["cases=5"], "cases: 5 is out of range"),
        ("sensitivity", ["method=morris", "samples=1"], "samples: 1 is out of range; allowed: 4"),
        ("decompose", ["tapes=1"], "tapes: 1 is out of range; allowed: 2"),
        ("rank", ["draws=1"], "draws: 1 is out of range; allowed: 2"),
        ("explain", ["POL", "month=400"], "month"),
        ("flip", ["roe=abc"], "not a number"),
        ("flip", ["DEU", "levers=ro"], "did you mean roe"),
        ("enough", ["at_most=0.1", "at_least=0.2"], "not both"),
        ("enough", ["force_size=a,b"], "not a number"),
        ("sensitivity", ["method=guess"], "allowed: sobol, morris"),
        ("sensitivity", ["samples=x"], "samples"),
        ("discover", ["measure=attackd"], "attacked"),
        ("rank", ["draw=3"], "no such lever"),
        ("decompose", ["measure=deploy"], "did you mean deployed"),
        ("divergence", ["replicate=x"], "replicate"),
        ("against-record", ["moment=may2025"], "moment: unknown 'may2025'; did you mean mar2025"),
        ("against-record", ["replicates=1"], "replicates: 1 is out of range; allowed: 2"),
        ("hindcast", ["roe=0.6"], "roe: hindcast does not use it; it takes seed, replicates"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(verb: str, words: list[str], refusal: str) -> None:
    with pytest.raises(ScenarioError, match=refusal) as said:
        call(VERBS[verb], words)
    assert "\n" not in str(said.value)


@pytest.mark.parametrize("verb", ["enough", "decompose", "sensitivity", "discover"])
def test_an_outcome_that_only_some_runs_have_is_refused(verb: str) -> None:
    with pytest.raises(
        ScenarioError, match="measure: only some runs have 'attack_month'; allowed: announced"
    ):
        call(VERBS[verb], ["measure=attack_month"])


def test_only_the_outcomes_that_every_run_has_are_averaged() -> None:
    """An outcome that may be missing must stand in the list of those that are refused."""
    ds = sim.simulate(
        {"none": sim.Scenario(force_size=0, roles=()), "base": sim.Scenario()}, 200, detail=False
    )
    assert {str(name) for name in ds.data_vars if ds[name].isnull().any()} == set(ABSENT)


@pytest.mark.parametrize("seed", [20260101, 2**62])
def test_a_seed_that_a_run_takes_is_taken(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    call(VERBS["explain"], ["POL", f"seed={seed}", "replicates=5"])
    assert f"seed {seed}." in " ".join(capsys.readouterr().out.split())


def test_shares_stand_as_per_cent(capsys: pytest.CaptureFixture[str]) -> None:
    call(VERBS["enough"], ["replicates=10", "force_size=0,40000"])
    table = capsys.readouterr().out.split("roe")[-1]
    assert "risk of attack" in table
    assert table.count(" %") == 2


def test_the_ranking_is_readable_at_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    call(VERBS["rank"], ["draws=2", "tapes=2"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    rows = [line for line in lines if line.startswith(tuple(OPTIONS)) and "  " in line]
    assert len(rows) == len(OPTIONS)

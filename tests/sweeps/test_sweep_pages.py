"""Every command and every block of code in docs/sweeps.md does what it says."""

import re
import shlex
from pathlib import Path

import pytest

from sim.cli.commands import VERBS
from sim.cli.parse.command_line import call
from sim.paths import configs

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "sweeps.md").read_text(encoding="utf-8")
SLURM = (DOCS / "slurm.md").read_text(encoding="utf-8")


def commands(page: str) -> list[str]:
    """The sweeps in a page, without the comments behind them."""
    joined = page.replace("\\\n", " ")
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", joined, flags=re.DOTALL)).splitlines()
    return [line.partition(" # ")[0] for line in lines if line.startswith(("tripwire sweep", "tripwire -m"))]


@pytest.mark.parametrize("command", commands(PAGE) + commands(SLURM))
def test_sweeps_can_be_planned(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "points.csv").write_text("us_backing\n0.2\n", encoding="utf-8")
    assert call(VERBS["sweep"], ["--dry-run", *shlex.split(command)[2:], "horizon=3"]) == 0


def test_the_code_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    exec(compile(block.replace("=100", "=5").replace("=200", "=9"), "docs/sweeps.md", "exec"), {})  # noqa: S102  our own page
    assert (tmp_path / "outputs" / "by-hand" / "results.parquet").is_file()
    assert len((tmp_path / "outputs" / "by-hand.csv").read_text(encoding="utf-8").splitlines()) == 7


@pytest.mark.parametrize(
    "words", [shlex.split(line) for line in re.findall(r"^tripwire extend .*", PAGE, re.M)]
)
def test_what_is_added_is_added(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quick = ["horizon=3", "replicates=5", "plate=false"]
    assert call(VERBS["sweep"], ["name=NAME", "roe=0.1,0.2", "mandate=un,none", *quick]) == 0
    assert call(VERBS["extend"], [*words[2:], "plate=false"]) == 0


READ = re.findall(
    r"^(tripwire (?:(?!sweep|extend|resume|verify|export).)*NAME.*?) *(?:#|$)", PAGE, re.MULTILINE
)
SWEPT = {
    "sensitivity": ["sweep=saltelli", "sweep.points=8", "roe=interval(0,1)", "us_backing=interval(0,1)"],
    "brief": ["roe=0.1,0.2"],
    "compare": ["roe=0.1,0.2"],
}
"""What a verb reads, where a grid would not do, or would be drawn point by point."""


@pytest.mark.parametrize(
    "line", [pytest.param(line, marks=[pytest.mark.heavy] if " brief " in line else []) for line in READ]
)
def test_what_reads_a_sweep_reads_it(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    verb, *words = shlex.split(line)[1:]
    over = SWEPT.get(verb, ["roe=range(0,1,0.1)", "theory=consensus,cascade"])
    assert call(VERBS["sweep"], ["name=NAME", *over, "horizon=3", "replicates=5", "plate=false"]) == 0
    assert call(VERBS[verb], words) == 0


def test_all_that_read_are_on_the_page() -> None:
    assert {line.split()[1] for line in READ} == {
        "discover",
        "sensitivity",
        "rank",
        "compare",
        "explain",
        "brief",
    }


def test_every_design_and_executor_is_on_a_page() -> None:
    named = {path.stem for group in ("sweep", "executor") for path in (configs() / group).glob("*.yaml")}
    assert {name for name in named if f"`{name}`" not in PAGE and f"={name}" not in PAGE} <= {"screening"}


def test_files_that_are_named_are_there() -> None:
    for name in set(re.findall(r"`(tests/[\w/]+\.py|configs/\w+)/?`", PAGE + SLURM)):
        assert (DOCS.parent / name).exists(), name

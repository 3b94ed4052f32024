"""Every finding shows itself in a notebook: its sentence and its numbers, as HTML."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

import sim
from sim.analysis.against_record import against_record
from sim.analysis.decompose import decompose
from sim.analysis.discover import discover
from sim.analysis.enough import Target, enough
from sim.analysis.explain import explanation
from sim.analysis.flip import flip
from sim.analysis.hindcast import hindcast
from sim.analysis.rank import rank
from sim.analysis.sensitivity import sensitivity
from sim.cli import main


class Finding(Protocol):
    """What an analysis returns."""

    def sentence(self) -> str: ...

    def _repr_html_(self) -> str: ...


BASE = sim.Scenario(horizon=12)
FINDINGS: dict[str, Callable[[], Finding]] = {
    "explain": lambda: explanation(BASE, replicates=20),
    "flip": lambda: flip(BASE, "DEU", levers=["stances.DEU"], replicates=20),
    "enough": lambda: enough(BASE, Target("attacked", 0.1), force_size=[0, 40_000], replicates=20),
    "rank": lambda: rank(BASE, theories=["consensus"], draws=2, tapes=2),
    "sensitivity": lambda: sensitivity(BASE, factors=["roe", "location"], samples=8, replicates=4),
    "discover": lambda: discover(BASE, "deployed", 5_000.0, cases=50, replicates=4),
    "decompose": lambda: decompose(BASE, draws=4, tapes=4),
    "hindcast": lambda: hindcast(replicates=4),
    "against_record": lambda: against_record(BASE, replicates=20),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_shows_its_sentence(name: str) -> None:
    found = FINDINGS[name]()
    shown = found._repr_html_()
    assert found.sentence() in shown
    assert shown.startswith("<p>")
    assert "style" not in shown.split("<table")[0]


def test_the_commands_on_the_page_run_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text(encoding="utf-8")
    commands = re.findall(r"^tripwire (.+)$", page, flags=re.MULTILINE)
    assert commands
    for command in commands:
        main([*shlex.split(command), "replicates=20"])
        assert "explores assumptions" in " ".join(capsys.readouterr().out.split())


def test_the_page_runs_as_written() -> None:
    page = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "docs/analysis.md", "exec"), {})  # noqa: S102
    for name in re.findall(r"`(\w+\.py)`", page):
        assert (Path(sim.__file__).parent / "analysis" / name).exists()

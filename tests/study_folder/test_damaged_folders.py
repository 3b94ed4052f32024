"""A study folder damaged anywhere either works or is refused in one line: no traceback, nothing left in use."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

import sim
from sim.cli.parse.composition import compose, placed, register
from sim.evidence import load, packaged
from sim.report import study
from sim.scenario import ScenarioError, files
from sim.scenario.provenance import behind
from sim.study_folder import contents
from sim.study_folder.make import make
from sim.study_folder.presets import GROUPS, choices

JUNK = (
    *(
        "",
        "0",
        "-1",
        "1e999",
        "nan",
        "=cmd",
        '"',
        ";",
        ",",
        "\n",
        "\t",
        "\r",
        "é",
        "\0",
        "NZL",
        "901",
        "C901",
        "sep2025",
    ),
    *("&a", "*a", "!!x", "${x}", "{", "[", "]", ": ", "40.000", "0,5", "NO", "9" * 5_000, "\ufeff", "\u202e"),
)


def used(folder: Path) -> None:
    """Read everything that a study folder holds, and run what it makes."""
    with sim.use(folder):
        register()
        for group in (*GROUPS, "sweep"):
            for name in choices(group):
                placed(f"{group}={name}")
        study.named("does_caution_pay")
        files.read(contents.scenario_file("cautious"))
        compose(["sweep=sizes", "mission=police"])
        sim.simulate(sim.Scenario(horizon=2), 2)
        assert behind(sim.Scenario())


def damaged(folder: Path, rng: random.Random) -> Path:
    """One file of the folder with a few bytes lost and junk in their place; returns the file."""
    places = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv"))
    path = rng.choice(places)
    text = path.read_text(encoding="utf-8")
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(JUNK) + text[at + rng.choice((0, 0, 1, 3, 20)) :]
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path) -> str:
    """What is said of a folder that is refused; nothing of one that works."""
    try:
        used(folder)
    except ScenarioError as said:
        return str(said)
    return ""


@pytest.mark.parametrize("count", [10, pytest.param(1_000, marks=pytest.mark.heavy)])
def test_it_works_or_is_refused_in_one_line(tmp_path: Path, count: int) -> None:
    whole, rng = make(tmp_path / "mine", example=True), random.Random(count)
    used(whole)
    refused = 0
    for number in range(count):
        folder = shutil.copytree(whole, tmp_path / f"damaged {number}")
        damaged(folder, rng)
        said = refusal(folder)
        refused += bool(said)
        assert "\n" not in said
        assert load() is packaged()
        shutil.rmtree(folder)
    assert count / 4 < refused < count

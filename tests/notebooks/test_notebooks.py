"""Every notebook runs from top to bottom, shows something in every code cell, and is kept light.

`python -m tests.notebooks` runs them and keeps what they show.
"""

import json
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from sim.engine.rulebook import rulebook_digest
from tests.notebooks.running import FOLDER, read, run

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
HEAVY = 200_000


def test_both_are_there() -> None:
    assert {path.stem for path in NOTEBOOKS} >= {"first_steps", "your_own_study"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_kept_notebook_is_executed_and_light(path: Path) -> None:
    kept = read(path, as_version=4)
    assert path.stat().st_size < HEAVY
    assert all(cell.outputs for cell in kept.cells if cell.cell_type == "code")
    assert not any(output.output_type == "error" for cell in kept.cells for output in cell.get("outputs", []))
    assert "not a forecast" in kept.cells[0].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_its_plates_are_of_the_rules_as_they_are(path: Path) -> None:
    plates = [
        Image.open(BytesIO(b64decode(output["data"]["image/png"])))
        for cell in read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    made_under = {json.loads(plate.info["Tripwire"])["rulebook"] for plate in plates}
    assert made_under == {rulebook_digest()[:12]}, "run python -m tests.notebooks"


@pytest.mark.notebooks
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_tables_and_plates(path: Path) -> None:
    ran = run(path)
    shown = {
        kind for cell in ran.cells for output in cell.get("outputs", []) for kind in output.get("data", {})
    }
    assert {"text/html", "image/png"} <= shown
    kept = read(path, as_version=4)
    assert [cell.source for cell in kept.cells] == [cell.source for cell in ran.cells]

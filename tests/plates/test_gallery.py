"""The gallery: one command draws every plate and writes the page; the page in the docs is whole."""

import re
from pathlib import Path

import pytest
from PIL import Image

from sim.cli import main
from sim.plates import comparison
from sim.plates.plate import Plate, listing
from sim.report.gallery import pictures, scenarios
from tests.plates.layout import clashes
from tests.plates.made_up import results

PLATES = listing()
DOCS = Path(__file__).parents[2] / "docs"


def test_the_verb_draws_and_writes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = Plate(1, "A plate", "What to read.", lambda data: comparison.draw(data.ds))
    monkeypatch.setattr(pictures, "listing", lambda: {"one": one})
    monkeypatch.setitem(scenarios.SCENARIO_SETS, "debate", lambda: results({"base": {}, "same": {}}))
    main(["gallery", "--into", str(tmp_path)])
    page = (tmp_path / "gallery.md").read_text(encoding="utf-8")
    assert "![No difference from base is seen in 400 paired runs](gallery/one.png)" in page
    assert "What to read." in page
    with Image.open(tmp_path / "gallery" / "one.png") as picture:
        assert picture.size[0] == 800
    assert capsys.readouterr().out.splitlines()[-1] == f"Page: {tmp_path / 'gallery.md'}"


def test_the_page_shows_every_plate_and_nothing_else() -> None:
    page = (DOCS / "gallery.md").read_text(encoding="utf-8")
    assert re.findall(r"\(gallery/(\w+)\.png\)", page) == list(PLATES)
    assert [f"## {plate.head}" for plate in PLATES.values()] == re.findall(
        r"^## .*$", page, flags=re.MULTILINE
    )
    assert {file.stem for file in (DOCS / "gallery").iterdir()} == set(PLATES)


def test_the_pictures_are_light() -> None:
    for file in (DOCS / "gallery").iterdir():
        assert file.stat().st_size <= 120 * 1024, file.name


@pytest.mark.heavy
@pytest.mark.parametrize("name", PLATES)
def test_real_runs_leave_the_words_apart(name: str) -> None:
    assert clashes(scenarios.draw(PLATES[name])) == []

"""A figure holds what it was drawn from and is drawn again from that alone; a stranger's file is never obeyed."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xarray as xr
from matplotlib.figure import Figure
from PIL import Image, PngImagePlugin

import sim
from sim.plates import (
    comparison,
    documents,
    embedded,
    fans,
    paper,
    picture,
    quantile_dots,
    recipe,
    rung_map,
    theory_matrix,
    timeline,
)
from sim.plates.plate import listing
from sim.report import again
from sim.report.plate_data import Effort, PlateData
from sim.results_file import ChangedError
from sim.scenario import ScenarioError

BASE = sim.Scenario(horizon=6)
PAIR = {"base (now)": BASE, "Überfall & <more>": BASE.but(us_backing="none", stances={"POL": 2.0})}
SMALL = Effort((0.0, 1.0), replicates=10, draws=2, tapes=4)
OF_RESULTS: dict[str, Callable[[xr.Dataset], Figure]] = {
    "comparison": lambda ds: comparison.draw(ds, "base (now)", ["attacked", "kia"], columns=1),
    "rung_map": lambda ds: rung_map.draw(ds, "Überfall & <more>"),
    "fans": lambda ds: fans.draw(ds, "support_path", "base (now)"),
    "timeline": timeline.draw,
    "quantile_dots": lambda ds: quantile_dots.draw(ds, base="base (now)"),
    "theory_matrix": lambda ds: theory_matrix.draw(ds, "base (now)"),
}


@pytest.fixture(scope="module")
def ds() -> xr.Dataset:
    return sim.simulate(PAIR, replicates=12, seed=5, first=3)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.fault("drawn-again")
@pytest.mark.parametrize("name", OF_RESULTS)
def test_a_plate_of_results_is_drawn_again_to_the_byte(name: str, ds: xr.Dataset, tmp_path: Path) -> None:
    drawn = picture.drawn(OF_RESULTS[name](ds), "svg")
    found = embedded.recipe_in(written(tmp_path / "a.svg", drawn))
    assert found["plate"] == name
    assert found["scenarios"]["Überfall & <more>"]["stances"] == {"POL": 2.0}
    anew = again.draw(found)
    assert anew.differs == ()
    assert picture.drawn(anew.figure, "svg", **anew.look) == drawn


@pytest.mark.parametrize(
    ("name", "narrow"),
    [
        ("waterfall", False),
        ("waterfall", True),
        ("heat_map", True),
        ("timeline", True),
        ("regret_table", False),
    ],
)
def test_a_plate_with_runs_of_its_own_is_drawn_again_to_the_byte(
    name: str, narrow: bool, ds: xr.Dataset, tmp_path: Path
) -> None:
    data = PlateData(ds, "base (now)", BASE, SMALL, narrow=narrow)
    drawn = picture.drawn(listing()[name].draw(data), "svg")
    anew = again.draw(embedded.recipe_in(written(tmp_path / "a.svg", drawn)))
    assert picture.drawn(anew.figure, "svg", **anew.look) == drawn


@pytest.mark.fault("drawn-again")
@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "docx", "pptx"])
def test_every_kind_of_file_holds_the_recipe_and_the_look(kind: str, ds: xr.Dataset, tmp_path: Path) -> None:
    size = "16x9cm"
    figure = comparison.draw(ds, "base (now)")
    if kind in documents.USUAL:
        drawn = documents.written(figure, kind, paper.read(size))
        assert documents.written(figure, kind, paper.read(size)) == drawn
    else:
        drawn = picture.drawn(figure, kind, dpi=60, paper=paper.read(size))
    found = embedded.recipe_in(written(tmp_path / f"a.{kind}", drawn))
    assert (found["seed"], found["runs"], found["version"]) == (5, [3, 12], sim.__version__)
    assert list(found["scenarios"]) == list(PAIR)
    assert again._look(found["look"])["paper"] == paper.read(size)


def test_a_page_is_as_large_as_it_is_asked_for(ds: xr.Dataset, tmp_path: Path) -> None:
    figure = comparison.draw(ds, "base (now)", columns=4)
    with Image.open(
        written(tmp_path / "a.png", picture.drawn(figure, "png", dpi=100, paper=paper.read("a4")))
    ) as png:
        assert png.size == pytest.approx((21.0 / 2.54 * 100, 29.7 / 2.54 * 100), abs=1.5)
    assert b"/MediaBox [ 0 0 595.27" in picture.drawn(figure, "pdf", paper=paper.read("a4"))
    assert b'width="595.276pt" height="841.89pt"' in picture.drawn(figure, "svg", paper=paper.read("a4"))
    import docx
    import pptx

    text = docx.Document(str(written(tmp_path / "a.docx", documents.written(figure, "docx"))))
    assert text.sections[0].page_width is not None
    assert text.sections[0].page_width.cm == pytest.approx(21.0, abs=0.01)
    assert text.core_properties.title == figure.get_label()
    [shape] = text.inline_shapes
    assert shape.width.cm <= 21.0
    shown = pptx.Presentation(str(written(tmp_path / "a.pptx", documents.written(figure, "pptx"))))
    assert shown.slide_width / shown.slide_height == pytest.approx(16 / 9, abs=0.01)
    [on_it] = shown.slides[0].shapes
    assert 0 <= on_it.left < on_it.left + on_it.width <= shown.slide_width


def test_panels_go_side_by_side_on_a_page_that_lies(ds: xr.Dataset) -> None:
    standing, lying = (comparison.draw(ds, "base (now)", columns=k).get_size_inches() for k in (2, 4))
    assert lying[0] > 1.5 * standing[0]
    assert lying[1] < standing[1]


@pytest.mark.parametrize("size", ["a5", "0x9", "500x10cm", "10 by 10", "a4; rm", ""])
def test_a_size_that_is_none_is_refused(size: str) -> None:
    with pytest.raises(ScenarioError, match="size: "):
        paper.read(size)


# Strangers' files


def recipe_of(ds: xr.Dataset, tmp_path: Path) -> dict[str, Any]:
    return embedded.recipe_in(written(tmp_path / "b.svg", picture.drawn(rung_map.draw(ds), "svg")))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"plate": "style"}, "plate: unknown 'style'"),
        ({"plate": "../../cli/app"}, "plate: unknown"),
        ({"seed": -1}, "seed: -1 is out of range"),
        ({"seed": "7"}, "seed: '7' is not a number"),
        ({"runs": [0, 10**9]}, "runs: 1000000000 is out of range"),
        ({"runs": None}, "not in a row"),
        ({"scenarios": {"a": {"roe": 5}}}, "roe: 5 is out of range"),
        ({"scenarios": {"a": {"__class__": 1}}}, "no such lever"),
        ({"scenarios": {"a": [1]}}, "not a mapping of levers"),
        ({"scenarios": {}}, "names to levers"),
        ({"shown": ["elsewhere"]}, "shown: unknown 'elsewhere'"),
        ({"arguments": {"scenario": "elsewhere"}}, "scenario: unknown 'elsewhere'"),
        ({"arguments": {"os.system": "x"}}, "arguments: unknown 'os.system'"),
        ({"arguments": "x"}, "arguments: 'x' is not a mapping"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    changed: dict[str, Any], says: str, ds: xr.Dataset, tmp_path: Path
) -> None:
    with pytest.raises(ScenarioError) as refusal:
        again.draw(recipe_of(ds, tmp_path) | changed)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_another_rulebook_is_said(ds: xr.Dataset, tmp_path: Path) -> None:
    found = recipe_of(ds, tmp_path)
    differs = again.draw(found | {"rulebook": "0" * 12}).differs
    assert differs == (f"rulebook {'0' * 12} then, {found['rulebook']} now",)


def png_with(text: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text(picture.KEYWORD, text)
    return info


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"plate": NaN}',
        "{" * 5_000,
        "[" * 60 + "]" * 60,
        '{"a":' * 30 + "1" + "}" * 30,
        "x" * 2_000_000,
    ],
    ids=["empty", "list", "nothing", "nan", "cut", "deep", "nested", "long"],
)
def test_metadata_that_is_no_recipe_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (4, 4)).save(path, pnginfo=png_with(text))
    with pytest.raises(ScenarioError, match=r"a\.png"):
        embedded.recipe_in(path)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "docx", "pptx"])
@pytest.mark.parametrize("content", [b"", b"\x00" * 300, b"PK\x03\x04", b"<svg/>", b"%PDF-1.4 /Subject ("])
def test_a_file_without_a_recipe_is_refused_in_one_line(kind: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refusal:
        embedded.recipe_in(written(tmp_path / f"a.{kind}", content))
    assert f"a.{kind}: " in str(refusal.value)


def test_a_document_with_entities_unfolds_nothing(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><dc:description>&b;</dc:description>'
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as made:
        made.writestr(documents.CORE, bomb)
    with pytest.raises(ScenarioError, match=r"a\.docx"):
        embedded.recipe_in(tmp_path / "a.docx")


def test_a_recipe_is_read_as_data(ds: xr.Dataset, tmp_path: Path) -> None:
    found = recipe_of(ds, tmp_path)
    assert json.loads(json.dumps(found)) == found


@pytest.mark.fault("drawn-again")
@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "docx"])
@pytest.mark.parametrize(
    "changed", [{"seed": 6}, {"runs": [3, 11]}, {"arguments": {"scenario": "base (now)"}}, {"x": 1}]
)
def test_a_recipe_that_was_changed_is_refused(
    kind: str, changed: dict[str, Any], ds: xr.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure: Any = rung_map.draw(ds)
    said = json.loads(recipe.text(figure.marks, figure.recipe))
    monkeypatch.setattr(recipe, "text", lambda *_: json.dumps(said | changed))
    monkeypatch.setattr("matplotlib.figure.Figure.draw", lambda *_: None)
    data = documents.written(figure, kind) if kind in documents.USUAL else picture.drawn(figure, kind, dpi=30)
    with pytest.raises(
        ChangedError, match=rf"a\.{kind}: what it holds of how it was drawn was changed or damaged"
    ):
        embedded.recipe_in(written(tmp_path / f"a.{kind}", data))


@pytest.mark.fault("drawn-again")
def test_a_figure_without_a_seal_is_of_an_earlier_version(ds: xr.Dataset, tmp_path: Path) -> None:
    found = recipe_of(ds, tmp_path)
    path = tmp_path / "old.png"
    Image.new("RGB", (4, 4)).save(path, pnginfo=png_with(json.dumps(found)))
    assert embedded.recipe_in(path) == found

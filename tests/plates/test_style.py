"""The house style: the same bytes each time, whatever matplotlib is set to; numbers and lines in order."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
import xarray as xr
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from PIL import Image

from sim.analysis.spoken import spoken_of
from sim.plates import (
    comparison,
    fans,
    picture,
    quantile_dots,
    rung_map,
    style,
    theory_matrix,
    timeline,
    waterfall,
)
from sim.plates.lettering import balance, width, wrap
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, roster
from sim.wording.labels import scenario
from tests.plates.layout import clashes
from tests.plates.made_up import results, willingness

LONG = "a coalition of the willing with rules of engagement that nobody can remember, number"
TWELVE: dict[str, dict[str, float]] = {"base": {}} | {
    f"{LONG} {k}": {"attacked": 0.02 * k, "deployed": 900.0 * k} for k in range(11)
}


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_plate_is_saved_as_the_same_bytes(kind: str, tmp_path: Path) -> None:
    ds = results({"base": {}, "more": {"attacked": 0.2}})
    first = picture.save(comparison.draw(ds), tmp_path / "one", (kind,))[0].read_bytes()
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "red", "svg.hashsalt": "other"}):
        again = picture.save(comparison.draw(ds), tmp_path / "two", (kind,))[0].read_bytes()
    assert first == again
    assert str(datetime.now(tz=UTC).date()).encode() not in first
    assert b"explores assumptions" in first or kind != "svg"


def test_a_plate_saved_by_matplotlib_itself_is_drawn_in_the_house_style() -> None:
    figure = comparison.draw(results({"base": {}, "more": {"attacked": 0.2}}))
    saved = [io.BytesIO(), io.BytesIO()]
    figure.savefig(saved[0])
    with mpl.rc_context({"text.hinting": "force_autohint", "axes.unicode_minus": False}):
        figure.savefig(saved[1])
    assert saved[0].getvalue() == saved[1].getvalue()


@pytest.mark.parametrize("dpi", [72, 100, 200])
def test_words_of_a_picture_are_as_wide_as_they_were_measured(dpi: int) -> None:
    paper = style.sheet("Title", "Subtitle", {"statement": "example"}, 1.0)
    line = "all limits are met; risk of attack 0.4 (≤ 20 %), risk of direct war 0.3 (≤ 2 %)"
    text = paper.text(0, 0, line, size=6.6)
    paper.figure.set_dpi(dpi)
    with style.only_ours():
        drawn = text.get_window_extent().width / dpi
    assert drawn == pytest.approx(width(line, 6.6), rel=0.01)


def test_a_name_that_is_no_formula_is_drawn_as_it_stands(tmp_path: Path) -> None:
    figure = comparison.draw(results({"base": {}, r"cost $x_{$ <b>": {"attacked": 0.2}}))
    assert r"$x_{$ <b>" in " ".join(text.get_text() for text in figure.findobj(mpl.text.Text))
    assert picture.save(figure, tmp_path / "one", ("png",))


def test_all_formats_are_written_beside_each_other(tmp_path: Path) -> None:
    files = picture.save(rung_map.draw(results({"base": {}})), tmp_path / "new" / "map 1.5")
    assert [file.name for file in files] == ["map 1.5.png", "map 1.5.svg", "map 1.5.pdf"]
    with Image.open(files[0]) as opened:
        assert opened.size[0] == 1280
        assert opened.info["Title"].startswith("No state")


@pytest.mark.parametrize("draw", [comparison.draw, fans.draw, quantile_dots.draw])
@pytest.mark.parametrize("scenarios", [{"base": {}}, TWELVE])
def test_one_to_twelve_scenarios_with_long_names_fit(
    draw: Callable[[xr.Dataset], Figure], scenarios: Mapping[str, Mapping[str, float]]
) -> None:
    assert clashes(draw(results(scenarios))) == []


def test_twelve_theories_fit() -> None:
    assert clashes(theory_matrix.draw(results(TWELVE), base="base")) == []


def test_rungs_and_base_can_be_told_apart_in_grey() -> None:
    grey = [np.dot(to_rgb(fill), (0.299, 0.587, 0.114)) for fill in rung_map.FILLS]
    steps = np.diff(grey)
    assert (steps < 0).all()
    assert (np.delete(steps, 3) < -0.04).all(), "sand and sky are told apart by outline and figure"


def test_lines_fit_the_room_and_are_balanced() -> None:
    text = "No difference from base is seen in two thousand paired runs of the model"
    lines = balance(text, 3.0, 12.5, bold=True)
    assert " ".join(lines) == text
    assert max(width(line, 12.5, bold=True) for line in lines) <= 3.0 + 1e-9
    assert len(lines) == len(wrap(text, 3.0, 12.5, bold=True))
    assert min(map(len, lines)) > max(map(len, lines)) / 2


@pytest.mark.parametrize("most", [1, 2])
def test_long_names_that_differ_at_the_end_stay_told_apart(most: int) -> None:
    one, other = (wrap(f"{LONG} {k}", 1.3, 8.0, most=most) for k in (1, 2))
    assert one != other
    assert one[0].startswith("a coal")
    assert len(one) == most
    assert all(width(line, 8.0) <= 1.3 for line in one)


def test_a_value_is_never_parted_from_its_error() -> None:
    lines = wrap("Risk of attack: without the US +6 ± 1 points, rules as in KFOR −2.8 ± 0.7 %", 2.2, 12.5)
    assert any("+6\u00a0±\u00a01\u00a0points," in line for line in lines)
    assert any("−2.8\u00a0±\u00a00.7\u00a0%" in line for line in lines)


def test_names_of_several_words_are_quoted() -> None:
    assert [scenario(name) for name in ("base", "in the cities")] == ["base", "“in the cities”"]


def test_the_map_counts_the_states_of_a_run() -> None:
    shares = {"FRA": np.eye(7)[5], "POL": np.eye(7)[1]}
    assert rung_map.title(shares, np.array([3.0, 5.0] * 200)).endswith("a run has 4.00 ± 0.10 on average")
    assert rung_map.title(shares, np.ones(400)).startswith(
        "1 of 2 states is in Ukraine in more than half of the runs: France; a run has 1"
    )


def test_a_state_whose_stance_is_unknown_is_grey_with_its_share() -> None:
    """Belgium's stance is not in the articles; France's is."""
    ds = results({"base": {}})
    ground = (ds["rung_by_country"].sel(scenario="base") >= ON_GROUND).mean("replicate")
    share = f"{100 * float(ground.sel(country='BEL')):.0f}%"
    assert rung_map.says(np.array([0.2, 0.2, 0.0, 0.0, 0.35, 0.25, 0.0]), known=False) == "60%"
    assert rung_map.says(np.array([0.2, 0.2, 0.0, 0.0, 0.35, 0.25, 0.0]), known=True) == "4"
    figure = rung_map.draw(ds)
    words = [text.get_text() for text in figure.axes[0].texts]
    assert share in words
    unknown = len(roster.codes()) - len(spoken_of(Scenario()))
    assert any(f"stance unknown, drawn: {unknown} states" in text.get_text() for text in figure.texts)
    patches = [one for one in figure.axes[0].get_children() if isinstance(one, Patch)]
    assert sum(patch.get_hatch() == rung_map.DRAWN for patch in patches) == unknown


def test_the_rows_of_unknown_states_have_a_question_mark() -> None:
    words = {
        text.get_text() for text in timeline.draw(results({"base": {"joined_month_by_country": -40}})).texts
    }
    assert {"Belgium ?", "France"} <= words
    assert "France ?" not in words


def test_terms_that_do_not_decide_share_a_bar() -> None:
    table = willingness(stance=-2.0, us_absence=-1.0, peers=0.02, mandate=-0.01)
    rows = waterfall.ordered(table)
    assert rows.index.tolist() == ["us_absence", "stance", waterfall.REST, waterfall.TOTAL]
    assert float(rows["mean"][waterfall.REST]) == pytest.approx(0.01)
    assert waterfall.words(table)[waterfall.REST] == "2 smaller terms"


def test_tension_is_drawn_in_whole_rungs() -> None:
    figure = fans.draw(results({"base": {}, "more": {"rung_path": 2.0}}), outcome="rung_path")
    ticks = [tick for ax in figure.axes for tick in ax.get_yticks()]
    assert ticks
    assert all(float(tick).is_integer() for tick in ticks)
    assert "7 direct war" in " ".join(text.get_text() for text in figure.texts).replace("\n", " ")
    assert clashes(figure) == []


def test_the_map_is_read_in_grey() -> None:
    """Steps from one rung to the next, and what is no rung, stay apart without colour."""

    def grey(fill: str) -> float:
        return float(np.dot(to_rgb(fill), (0.299, 0.587, 0.114)))

    assert max(np.diff([grey(fill) for fill in rung_map.FILLS])) < -0.08
    assert abs(grey(rung_map.FILLS[0]) - grey(rung_map.SEA)) > 0.08, "a state that does nothing is no sea"
    assert abs(grey(rung_map.LAND) - grey(rung_map.SEA)) > 0.05
    said = [text.get_text() for text in rung_map.draw(results({"base": {}})).texts]
    assert "outside the model, without a figure" in said


@pytest.mark.parametrize("by", [0.0, -19_000.0])
def test_no_dot_lies_left_of_nought(by: float) -> None:
    dots = {"base": np.linspace(600.0, 20_000.0, 20), "less": np.linspace(0.0, 900.0 - 0.01 * by, 20)}
    columns = quantile_dots._columns(dots, float(np.median(dots["base"])))
    assert columns.start >= 0.0
    assert columns.middle(0) > 0.0
    assert max(max(columns.stacks(values)) for values in dots.values()) < quantile_dots.BINS


def test_fans_say_what_stands_upwards_and_the_comparison_what_its_colours_mean() -> None:
    ds = results({"base": {}, "more": {"attacked": 0.2}})
    upright = [text.get_text() for text in fans.draw(ds).texts if text.get_rotation() == 90]
    assert upright == ["Troops in Ukraine"]
    said = " ".join(" ".join(text.get_text().split()) for text in comparison.draw(ds).texts)
    assert "Blue: more than base; brown: less" in said
    assert "error of finite runs only" in said


def test_the_waterfall_adds_up_as_it_is_printed() -> None:
    table = waterfall.ordered(willingness(stance=-2.004, us_absence=-1.006, peers=0.503, mandate=-0.013))
    written = [float(text.split(" ")[0].replace("−", "-")) for text in waterfall._figures(table)]
    assert round(sum(written[:-1]), 6) == written[-1]

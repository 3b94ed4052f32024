"""Anything is compared with anything: runs, experiments, presets, files; figures go where they are wanted."""

import csv
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

import sim
from sim import extras
from sim.analysis.spread import spread
from sim.report import spreads
from tests.cli.conftest import Tripwire, only_folder

SMALL = ("replicates=20", "plate=false", "out=o", "spread=false")
KFOR = {"force_size": 50_000.0, "mandate": "un", "us_backing": 1.0}


def kept(out: Path) -> dict[str, sim.Scenario]:
    """The scenarios of the one run in a folder, by name."""
    import json

    levers = json.loads(sim.load(only_folder(out)).attrs["scenarios"])
    return {name: sim.Scenario(**every) for name, every in levers.items()}


@pytest.mark.fault("compare-anything")
def test_experiments_are_compared_with_the_first(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("compare", "kfor", "unifil", "no_us", *SMALL).code == 0
    folder = only_folder(tmp_path / "o")
    with (folder / "comparison.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["outcome"] == "deployed"]
    assert [row["scenario"] for row in rows] == ["like KFOR", "like UNIFIL", "without the US"]
    ds = sim.load(folder)
    means = ds["deployed"].mean("replicate").to_series()
    for row in rows:
        assert float(row["difference"]) == pytest.approx(means[row["scenario"]] - means["like KFOR"])
    made = kept(tmp_path / "o")["like KFOR"]
    assert {name: getattr(made, name) for name in KFOR} == KFOR


@pytest.mark.fault("compare-anything")
@pytest.mark.parametrize(
    ("base", "first"), [("base=no_us", "without the US"), ("base=base", "base"), ("base=kfor", "like KFOR")]
)
def test_the_base_is_the_one_that_is_named(base: str, first: str, tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("compare", "kfor", "no_us", base, *SMALL).code == 0
    assert next(iter(kept(tmp_path / "o"))) == first


@pytest.mark.fault("compare-anything")
def test_presets_files_and_runs_stand_side_by_side(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "name: mine\nroe: robust\nexcursions:\n  more: {arming: more}\n", "utf-8"
    )
    assert (
        tripwire("us_backing=none", "name=alone", "seed=9", "replicates=20", "plate=false", "out=first").code
        == 0
    )
    run = str(only_folder(tmp_path / "first"))
    answer = tripwire("compare", run, "us/full", "mine.yaml", "out=o", "plate=false", "spread=false")
    assert answer.code == 0, answer.err
    ds = sim.load(only_folder(tmp_path / "o"))
    assert list(ds["scenario"].values) == ["base", "alone", "us full", "mine", "more"]
    assert (ds.attrs["seed"], ds.sizes["replicate"]) == (9, 20)
    alone = sim.simulate({"more": sim.Scenario().but(roe="robust", arming="more")}, replicates=20, seed=9)
    assert (ds["attacked"].sel(scenario="more").values == alone["attacked"].values[0]).all()


def test_levers_hold_for_everything_that_is_still_to_be_run(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("compare", "base", "us/none", "theory=cascade", *SMALL).code == 0
    assert {scenario.theory for scenario in kept(tmp_path / "o").values()} == {"cascade"}


def test_what_matched_priors_gave_is_compared_with_matched_priors_alone(
    tripwire: Tripwire, tmp_path: Path
) -> None:
    tripwire("assumptions=matched", *SMALL)
    first = str(only_folder(tmp_path / "o"))
    tripwire("compare", first, "no_us", "out=more", "plate=false", "spread=false")
    together = sim.load(only_folder(tmp_path / "more"))
    assert together.attrs["assumptions"].startswith("matched ")
    tripwire(*SMALL)
    runs = map(str, (tmp_path / "o").iterdir())
    assert "assumptions" in tripwire("compare", *runs).refusal


@pytest.mark.fault("compare-anything")
def test_experiments_with_several_values_are_a_comparison(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("-m", "experiment=kfor,no_us", *SMALL).code == 0
    assert list(kept(tmp_path / "o")) == ["base", "like KFOR", "without the US"]


@pytest.mark.fault("compare-anything")
@pytest.mark.parametrize(
    "words",
    [
        ("excursions.a.us=none", "excursions.b.experiment=kfor"),
        ("excursions={a: {us: none}, b: {experiment: kfor}}",),
    ],
)
def test_excursions_take_presets_and_experiments(
    words: tuple[str, ...], tripwire: Tripwire, tmp_path: Path
) -> None:
    assert tripwire(*words, "excursions.b.roe=monitor" if len(words) > 1 else "seed=1", *SMALL).code == 0
    found = kept(tmp_path / "o")
    assert (found["a"].us_backing, found["a"].us_parts) == (0.0, ())
    assert {name: getattr(found["b"], name) for name in KFOR} == KFOR
    assert found["b"].roe == (0.1 if len(words) > 1 else 0.7), (
        "a lever that is said counts more than the preset"
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("excursions.a.us=non",), "excursions.a: us: no 'non'; allowed: enablers, full, mixed, none"),
        (("excursions.a.experiment=debate",), "debate is several scenarios (with the US, "),
        (
            ("excursions={a: {experiment: kfor, excursions: {b: {roe: 0.1}}}}",),
            "excursions.a: has excursions of its own; allowed: levers and presets",
        ),
        (("excursions.a.uss=none",), "excursions.a.uss: no such lever; did you mean us?"),
        (
            ("compare", "kfro", "no_us"),
            "'kfro': no results of a run, no scenario file and no preset; did you mean kfor?",
        ),
        (("compare", "kfor", "no_us", "base=us"), "base: no 'us' here; allowed: like KFOR, without the US"),
        (("compare", "kfor"), "compare: there is only one scenario here"),
        (("to=a.gif",), "to: 'a.gif' refused; allowed: a file ending in .pdf"),
        (("to=nowhere/a.pdf",), "to: 'nowhere' is not a folder"),
        (("size=a4",), "size, landscape: are those of to=FILE"),
        (("to=a.pdf", "size=a5"), "size: 'a5' refused; allowed: a4, slide, or WIDTHxHEIGHT in cm"),
        (("to=a.pdf", "landscape=yes"), "landscape: 'yes' refused; allowed: true, false"),
        (("again", "a.txt"), "a.txt: not a figure"),
        (
            ("compare", "us=none", "us=full"),
            "us: is said twice; allowed: once; names stand alone: tripwire compare",
        ),
        (("again", "nowhere.png"), "nowhere.png: cannot be read"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], line: str, tripwire: Tripwire) -> None:
    assert line in tripwire(*words).refusal


def test_the_extra_is_named_where_it_is_missing(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    said = 'to: a .docx needs docx; allowed: after pip install "tripwire-sim[documents]"'
    assert tripwire("to=a.docx", *SMALL).refusal == said


@pytest.mark.fault("drawn-again")
def test_a_figure_is_drawn_again_to_the_byte(tripwire: Tripwire, tmp_path: Path) -> None:
    assert tripwire("roe=robust", "to=a.svg", "size=slide", *SMALL).code == 0
    answer = tripwire("again", "a.svg")
    assert "the same bytes as a.svg" in answer.out
    assert (tmp_path / "a-again.svg").read_bytes() == (tmp_path / "a.svg").read_bytes()


# How far a headline goes


def test_intervals_say_what_they_are(tripwire: Tripwire) -> None:
    assert "Intervals and ±: error of finite runs only." in " ".join(
        tripwire("roe=robust", *SMALL).out.split()
    )


def test_the_spread_that_is_shown_follows_theories_and_knob(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("roe=monitor", *SMALL[:3], "spread=true")
    before = " ".join(tripwire(*words).out.split())
    monkeypatch.setattr(spreads, "spread", partial(spread, theories=("consensus",), baselines=(0.3, 0.5)))
    after = " ".join(tripwire(*words).out.split())
    order = [before.index(head) for head in ("over theories", "parameters", "baseline knob", "finite runs")]
    assert order == sorted(order)
    assert before != after


def test_each_source_has_its_own_column() -> None:
    pair = {"base": sim.Scenario(horizon=6), "firm": sim.Scenario(horizon=6, roe=0.7)}
    every = spread(pair["base"], replicates=40, draws=4, tapes=4)
    few = spread(pair["base"], replicates=40, draws=4, tapes=4, theories=("consensus",), baselines=(0.5,))
    one, other = (spreads.cells({"base": found})["base"] for found in (every, few))
    assert len(one) == len(spreads.HEADS) == 5
    differ = [a != b for a, b in zip(one, other, strict=True)]
    assert (differ[1], differ[3]) == (True, True)
    assert list(spreads.of_headlines(pair, replicates=20)) == ["base", "firm"]


# What an insight leaves


@pytest.mark.fault("left-on-disk")
@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("explain", "POL", "replicates=20"), {"finding.csv", "finding.txt", "plate.png", "plate.svg"}),
        (("decompose", "draws=2", "tapes=2"), {"finding.csv", "finding.txt"}),
        (("divergence", "roe=robust"), {"finding.txt"}),
    ],
)
def test_an_insight_leaves_what_it_found_and_the_line_that_repeats_it(
    words: tuple[str, ...], files: set[str], tripwire: Tripwire, tmp_path: Path
) -> None:
    answer = tripwire(*words, "out=o")
    folder = only_folder(tmp_path / "o")
    assert {path.name for path in folder.iterdir()} == files
    line = f"tripwire {' '.join(words)} out=o"
    assert line in answer.out
    assert line in (folder / "finding.txt").read_text(encoding="utf-8")


def test_the_names_of_outcomes_can_be_listed(tripwire: Tripwire) -> None:
    page = tripwire("outcomes").out
    assert all(f"  {name} " in page for name in ("deployed", "attacked", "kyiv_content", "rung_by_country"))
    assert "none has zzyzx" in tripwire("outcomes", "zzyzx").refusal


@pytest.mark.heavy
@pytest.mark.fault("compare-anything", "drawn-again")
def test_a_picture_is_drawn_again_wherever_it_went_and_one_that_was_painted_over_is_told(
    tripwire: Tripwire, tmp_path: Path
) -> None:
    sim.sweep(sim.Scenario(horizon=3), {"roe": [0.1, 0.9]}, replicates=20, out=tmp_path / "s")
    assert tripwire("compare", "s", "kfor", "to=a.png", *SMALL[1:]).code == 0
    moved = tmp_path / "мой план" / "figure 1.PNG"
    moved.parent.mkdir()
    (tmp_path / "a.png").rename(moved)
    assert "the same bytes as figure 1.PNG" in tripwire("again", str(moved)).out
    with Image.open(moved) as opened:
        texts = PngImagePlugin.PngInfo()
        for name in ("Title", "Software", "Tripwire"):
            texts.add_text(name, opened.info[name])
        opened.putpixel((0, 0), (0, 0, 0, 255))
        opened.save(tmp_path / "painted.png", pnginfo=texts)
    assert "Not the same bytes as painted.png: it was changed" in tripwire("again", "painted.png").out

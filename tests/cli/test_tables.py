"""Printed tables: no figure is cut, whatever the terminal."""

import re
from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from sim.cli.show.columns import Column, blocks, printed
from sim.wording import labels
from tests.cli.conftest import Tripwire

FIGURE = r"[+−]?[\d,]+(?:\.\d+)?"
WHOLE = re.compile(rf"{FIGURE}(?: ± {FIGURE}| \({FIGURE} to {FIGURE}\))?|·|none seen")
WIDTHS = (80, 100, 120)
SMALL = ("replicates=50", "plate=false", "progress=quiet")


def cells(line: str, name: str) -> list[str]:
    return [cell for cell in re.split(r"  +", line.removeprefix(name).strip()) if cell]


@pytest.mark.parametrize("width", WIDTHS)
def test_many_scenarios_are_printed_whole(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    table = tripwire("experiment=granted", *SMALL).out.partition("Below the base")[0].splitlines()
    assert max(map(len, table)) <= width
    for name in ("base", "no mission at all", "10,000 granted", "50,000 granted", "200,000 granted"):
        found = [cell for line in table if re.match(rf"{name}  ", line) for cell in cells(line, name)]
        assert len(found) == 8, found
        assert all(WHOLE.fullmatch(cell) for cell in found), found


@pytest.mark.parametrize("width", WIDTHS)
def test_few_scenarios_are_printed_whole(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    words = ("excursions.firm.roe=robust", "excursions.many.force_size=200000")
    table = tripwire(*words, *SMALL).out.partition("firm: roe")[0].splitlines()
    assert max(map(len, table)) <= width
    found = [
        c for line in table if line.startswith("Troops in place") for c in cells(line, "Troops in place")
    ]
    assert len(found) == 5
    assert all(WHOLE.fullmatch(cell) for cell in found), found


@pytest.mark.parametrize("width", WIDTHS)
def test_the_terms_of_a_state_are_printed_whole(
    tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = tripwire("explain", "BEL", "replicates=50").out.splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)
    row = next(line for line in lines if line.startswith("the absence of the US"))
    assert re.search(r"  −\d\.\d\d  +−\d\.\d\d to −\d\.\d\d  +\d+ %  +b_us", row)


def test_what_binds_stands_under_the_table(tripwire: Tripwire) -> None:
    words = ("excursions.bare.force_generation=granted", "excursions.bare.us_parts=[]")
    out = " ".join(tripwire(*words, *SMALL).out.split())
    said = r"What binds, most often \(in % of runs\): the states' will \(base \d+ %\); air defence \(bare"
    assert re.search(said, out)


def test_columns_that_have_no_room_go_below() -> None:
    assert blocks(10, [9, 9, 9], [False] * 3, 43) == [[0, 1, 2]]
    assert blocks(10, [9, 9, 9], [False] * 3, 42) == [[0, 1], [2]]
    assert blocks(10, [9, 9, 9], [False, False, True], 42) == [[0], [1, 2]]


def test_a_head_is_broken_but_no_cell() -> None:
    console = Console(width=24, file=StringIO())
    names = Column("", [Text("one")])
    for part in printed(names, [Column("Risk of attack, %", [Text("12,345 ± 678")])], 24):
        console.print(part)
    assert isinstance(console.file, StringIO)
    text = console.file.getvalue()
    assert "12,345 ± 678" in text
    assert "attack, %" in text


def test_a_sweep_is_printed_whole(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = tripwire("sweep", "force_size=10000,200000", "theory=consensus,security_dilemma", *SMALL).out
    name = "200,000     security_dilemma"
    found = [cell for line in out.splitlines() if line.startswith(name) for cell in cells(line, name)]
    assert len(found) == 4
    assert all(WHOLE.fullmatch(cell) for cell in found), found


SAMPLED = ("roe=interval(0,1)", "force_size=interval(1000,200000)", "roles.training=true,false")


@pytest.mark.fault("random-design-table")
@pytest.mark.parametrize(
    "words",
    [
        ("sweep=sobol", "sweep.points=4", *SAMPLED),
        ("roe=range(0,1,0.1)", "force_size=1000,2000,40000,200000"),
    ],
    ids=["few points", "large grid"],
)
def test_many_points_are_summed_up_in_one_block(words: tuple[str, ...], tripwire: Tripwire) -> None:
    said = tripwire("sweep", *words, "horizon=3", "replicates=2", "plate=false")
    assert said.code == 0, said.err
    table = said.out.partition("\n\n")[0].splitlines()
    names = [line.partition("  ")[0] for line in table]
    assert names[-5:] == ["lowest", "5 %", "median", "95 %", "highest"]
    assert [names.count(name) for name in names[-5:]] == [1] * 5
    for line in table[-5:]:
        cells = re.split("  +", line)[1:]
        assert len(cells) == 6, "two levers that are numbers, four outcomes, no switch"
        assert re.fullmatch(r"[\d,]+", cells[1]), "whole soldiers"


@pytest.mark.fault("random-design-table")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stances.POL", "stance of Poland"),
        ("us_parts.air_defence", "US air defence"),
        ("assume.b0", "parameter b0"),
        ("exclude.FRA", "France left out"),
        ("schedule.us_backing", "US backing by month"),
        ("us_backing", "US backing"),
    ],
)
def test_what_was_varied_is_named_in_words(name: str, said: str) -> None:
    assert labels.lever(name) == said

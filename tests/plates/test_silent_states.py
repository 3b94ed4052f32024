"""A state no article speaks of is never shown as one whose refusal is known, wherever it is named."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis import flip
from sim.analysis.divergence import Parting
from sim.analysis.pivotal import Pivotal
from sim.plates import rung_map, timeline
from tests.plates.made_up import results

SILENT = "Luxembourg ?"


@pytest.mark.fault("silent-states")
def test_in_the_line_of_those_who_seldom_join() -> None:
    ds = results({"base": {}})
    joined = ds["joined_month_by_country"].copy(data=np.full(ds["joined_month_by_country"].shape, np.nan))
    joined[..., 0] = 1.0
    drawn = timeline.draw(ds.assign(joined_month_by_country=joined))
    said = " ".join(" ".join(text.get_text() for text in drawn.texts).split())
    assert "In fewer than one run in a hundred" in said
    assert "Spain ?" in said
    assert "Germany ?" not in said


@pytest.mark.fault("silent-states")
def test_in_the_titles_of_map_and_timeline() -> None:
    shares = {"LUX": np.eye(7)[5], "FRA": np.eye(7)[5]}
    title = rung_map.title(shares, np.ones(400), frozenset({"FRA"}))
    assert f"{SILENT} and France" in title
    assert f"nearest is {SILENT}" in rung_map.title({"LUX": np.eye(7)[0]}, np.zeros(400), frozenset())
    assert timeline.title([SILENT], np.array([[0.0, 0.9]]), 400).startswith(f"{SILENT} has joined")


@pytest.mark.fault("silent-states")
def test_in_what_would_turn_it() -> None:
    found = flip.flip(sim.Scenario(horizon=6), "ESP", levers=["stances.ESP"], replicates=20)
    assert not found.known
    assert "No statement of its government on soldiers was found" in found.sentence()
    turn = flip.Turn((("stances.ESP", flip.DRAWN, 1.04),), 0.17, 0.12, 0.26, 0.5, sim.Scenario())
    assert str(turn) == "stances.ESP from one drawn in each run to 1.04 (17 % of the range, 12 to 26)"
    spoken = flip.flip(sim.Scenario(horizon=6), "DEU", levers=["stances.DEU"], replicates=20)
    assert "No statement" not in spoken.sentence()
    assert all(turn.levers[0][1] == -1.0 for turn in spoken.singles)


@pytest.mark.fault("silent-states")
def test_where_two_runs_part() -> None:
    parting = Parting(3, "Spain", "nothing", "training", "stance", 0.4)
    assert "whose stance is drawn" not in str(parting)
    said = str(dataclasses.replace(parting, known=False))
    assert said.startswith(
        "Spain, whose stance is drawn, in month 3 (nothing against training; its stance, drawn"
    )


@pytest.mark.fault("silent-states")
def test_in_the_sentence_on_who_takes_others_along() -> None:
    row = {"on_the_ground": 0.4, "own_soldiers": 9.0, "soldiers": 0.0, "soldiers_separated": False}
    row |= {"others": 0.12, "others_low": 0.04, "others_high": 0.2, "others_separated": True}
    table = pd.DataFrame({"AUS": row | {"known": False}, "FRA": row | {"known": True}}).T
    said = Pivotal(table, 0.0, 0.0, 0.01, 1, 300, "").sentence()
    assert "Australia ? 0.12" in said
    assert "France 0.12" in said

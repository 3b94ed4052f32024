"""Plans: the package's keep their minutes, a lecturer's own is read strictly and opens its seats and blocs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from sim.cli.commands import VERBS
from sim.cli.parse import command_line
from sim.scenario import Scenario, ScenarioError
from sim.seminar.lessons import lesson
from sim.seminar.lessons.lesson import names, read
from sim.seminar.lessons.lesson_plan import LEAST, from_mapping
from sim.seminar.served.start import start
from tests.seminar.classroom import seated

OWN: dict[str, Any] = {
    "title": "Two blocs and three states",
    "minutes": 40,
    "turns": 3,
    "months": 8,
    "places": 3,
    "card": "student",
    "messages": True,
    "press": 1,
    "seats": ["FRA", "GBR", "DEU"],
    "blocs": {"north": ["SWE", "DNK", "EST"], "south": ["ITA", "ESP"]},
    "seconds": {"briefing": 300, "orders": 180, "forecast": 30, "reveal": 60, "talk": 60, "debrief": 800},
    "agenda": [[0, "Join"], [25, "Debrief"]],
}


def saved(folder: Path, **changes: Any) -> Path:
    """The plan as a file; a field that is set to None is left out."""
    said = {name: value for name, value in {**OWN, **changes}.items() if value is not None}
    path = folder / "mine.yaml"
    path.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", names())
def test_a_plan_fits_into_its_minutes_and_leaves_the_debrief_its_time(name: str) -> None:
    plan = read(name)
    taken = plan.seconds["briefing"] + plan.turns * plan.turn_seconds + plan.seconds["debrief"]
    assert taken <= 60 * plan.minutes
    assert plan.seconds["debrief"] >= 0.28 * 60 * plan.minutes
    assert plan.seconds["orders"] >= LEAST
    assert from_mapping(plan.as_dict()) == plan
    assert all(minute <= plan.minutes for minute, _ in plan.agenda)


def test_ones_own_plan_opens_its_seats_and_blocs_and_its_card_opens_them_again(tmp_path: Path) -> None:
    path = saved(tmp_path)
    opened = start(Scenario(), rooms=tmp_path / "rooms", days=14, hosts=frozenset(), place="")
    links = opened.first_room(lesson.chosen(str(path)), "any", 1)
    assert links is not None
    game = opened.house.rooms.games[links["room"]]
    assert {seat.seat: seat.places for seat in game.state.seats.values() if seat.places} == {
        **dict.fromkeys(OWN["seats"], 3), "north": 3, "south": 3, "press": 1, "observers": 99,
    }  # fmt: skip
    assert [one.seat for one in game.state.spoken_for("south")] == ["ITA", "ESP"]
    nils = seated(game, "north")["north"]
    assert [game.state.seats[code].mode for code in OWN["blocs"]["north"]] == ["player"] * 3
    assert nils.seat == "north"
    assert opened.house.plans["mine"].title == OWN["title"]
    card = next((tmp_path / "rooms").glob("*.card.json"))
    assert json.loads(card.read_text(encoding="utf-8"))["plan"]["blocs"] == OWN["blocs"]
    again = opened.house.rooms.games[opened.from_card(card)["room"]]
    assert again.plan == game.plan
    assert again.state.own == game.state.own
    opened.house.rooms.close()
    opened.lock.release()


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"turns": 4}, "4 turns of 8 months; allowed: 24 months in all"),
    ({"minutes": 30}, "seconds come to 2090 in all; allowed: 1800, the plan's minutes"),
    ({"title": None}, "title is missing; allowed: a text"),
    ({"places": 0}, "places: 0 is out of range; allowed: 1 to 99"),
    ({"messages": "perhaps"}, "messages: 'perhaps' refused; allowed: true, false"),
    ({"card": "long"}, "card: unknown"),
    ({"tables": []}, "field: unknown"),
    (
        {"seconds": {**OWN["seconds"], "orders": 60}},
        "seconds.orders: 60 is out of range; allowed: 120 to 2400",
    ),
    ({"seconds": {"briefing": 300}}, "seconds.orders is missing"),
    ({"seconds": {**OWN["seconds"], "nap": 60}}, "seconds: unknown"),
    ({"agenda": [[50, "Debrief"]]}, "agenda: 50 is out of range"),
    ({"agenda": ["Join"]}, "agenda: "),
    ({"seats": ["FRA", "XXX"]}, "seats: unknown"),
    ({"seats": ["FRA", "FRA"]}, "seats: FRA is in seats already; allowed: each state once"),
    ({"seats": ["SWE"]}, "blocs.north: SWE is in seats already"),
    ({"seats": [], "blocs": {}}, "seats and blocs are empty"),
    ({"blocs": {"nordics": ["SWE", "DNK"]}}, "blocs: unknown"),
    ({"blocs": {"north": ["SWE"]}}, "blocs.north: "),
    ({"blocs": {"north": "SWE"}}, "blocs.north: "),
    (
        {"blocs": {"north": ["SWE", "DNK"], "east": ["EST", "SWE"]}},
        "blocs.east: SWE is in blocs.north already",
    ),
    ({"blocs": ["SWE", "DNK"]}, "blocs: "),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=range(len(WRONG)))
def test_a_plan_that_cannot_be_played_is_refused_in_one_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    with pytest.raises(ScenarioError, match=re.escape(f"plan mine: {told}")) as refusal:
        lesson.own(saved(tmp_path, **change))
    assert "\n" not in str(refusal.value)


def test_a_plan_has_a_name_of_its_own(tmp_path: Path) -> None:
    path = saved(tmp_path).rename(tmp_path / "50.yaml")
    with pytest.raises(ScenarioError, match=r"50\.yaml is named as one of the package"):
        lesson.chosen(str(path))
    with pytest.raises(ScenarioError, match=r"^plan: .* is not a file"):
        lesson.chosen(str(tmp_path / "none.yaml"))


def test_a_bloc_that_the_scenario_leaves_too_few_states_is_refused_before_a_room_is_made(
    tmp_path: Path,
) -> None:
    rooms = tmp_path / "rooms"
    opened = start(Scenario(exclude=("ITA",)), rooms=rooms, days=14, hosts=frozenset(), place="")
    with pytest.raises(ScenarioError, match="exclude leaves ESP in bloc south; allowed: two or more"):
        opened.first_room(lesson.own(saved(tmp_path)), "any", 1)
    assert list(rooms.glob("*.room")) == []
    opened.lock.release()


def test_the_command_line_takes_a_name_or_a_file() -> None:
    verb = VERBS["seminar"]
    assert command_line.read(verb, ["plan=mine.yaml"])
    assert command_line.read(verb, ["plan=25"])
    with pytest.raises(ScenarioError, match="plan"):
        command_line.read(verb, ["plan=7"])

"""What a reader does with the page: undo, compare, predict, follow the tour, take away, open."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from sim import Scenario
from sim.scenario import LEVERS, files
from sim.web.data import data
from tests.web.sight import BACKED, Sight, seen

RICH: dict[str, Any] = {
    "force_size": 200_000.0,
    "us_backing": 0.75,
    "exclude": ["HUN"],
    "stances": {"POL": 1.0},
    "injects": [{"kind": "us_walkout", "month": 12, "size": 0.0}],
    "schedule": {"roe": [[6, 0.7]]},
    "orders": [{"month": 2, "state": "ITA", "role": "support", "reason": "a reason: with 'quotes'"}],
}
ORDER: dict[str, Any] = {
    "month": 0,
    "state": "ITA",
    "role": ["training", "protection"],
    "if": {"on_ground": ["FRA"], "at_least": 2},
    "hold": "throughout",
    "else": ["arms", "air"],
    "reason": "with France",
}
OWN_TOUR = """\
title: Mine
stops:
  - question: "Who goes?"
    says: "Look at the map."
    try:
      - {words: "robust", setting: {roe: 0.7}}
"""
CHANGED = """() => new Promise((done) => {
    const look = () => (tripwire.shown().sides[0].changes.length ? done(null) : setTimeout(look, 20));
    look();
})"""
DROP = """(text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "dropped.yaml"));
    document.documentElement.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
}"""
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
CHOOSE = "(code) => document.querySelector(`#map [data-code=${code}]`).dispatchEvent(new MouseEvent('click'))"
RESTS = {
    "#headline": ("Countries with soldiers in Ukraine",),
    "#sub": ("Countries with soldiers in Ukraine", "Against base"),
    "#map .lede": ("protection troops in cities",),
    "#map figcaption": ("at base",),
    ".strip": ("Countries with soldiers in Ukraine", "Against base"),
    "#fan .lede": ("nine in ten",),
    ".by-state tbody td:nth-child(2)": ("Rung of commitment",),
    "#panel .sentence": ("Rung of commitment",),
}
"""Where there are figures, and what the first of each says among other things."""
SIDES = "() => tripwire.shown().sides.length"
AT_BASE = """() => ["ground_contributors", "attacked"].map(
    (name) => probe.rowOf(tripwire.shown(), name, 0).level.main,
)"""
HOSTILE = {
    "wrong.yaml": b"us_backing: much",
    "markup.yaml": b'name: "<img src=x onerror=window.hit=1>"\n"<script>window.hit=1</script>": 1',
    "keys.yaml": b"__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}",
    "bomb.yaml": b"a: &a [1]\nb: *a",
    "large.yaml": b"x" * 10_000_000,
    "picture.png": bytes(range(256)),
}


def test_changes_are_listed_undone_and_taken_back(desk: Sight) -> None:
    page = desk.begin()
    page.press("enabling")
    page.settle()
    page.press("robust")
    page.settle()
    assert page.setting() == BACKED | {"roe": 0.7}
    assert page.page.locator(".steps .words").all_inner_texts() == [
        "rules of engagement 0.5 → 0.7",
        "US backing 0.35 → 0.75",
    ]
    page.page.locator("button.undo").first.click()
    page.settle()
    assert page.setting() == BACKED
    page.page.keyboard.press("b")
    page.settle()
    assert page.setting() == {}
    assert page.text(".steps") == "Nothing moved yet."


def test_the_headline_has_the_figures_of_the_table(desk: Sight) -> None:
    """One number, one rounding: what the sentence says stands in the table, or is the base's figure in its row."""
    walkout = {"injects": [{"kind": "us_walkout", "month": 12}]}
    for setting in (BACKED, BACKED | walkout, {"roe": 0.7}, {"roe": 0.1, "us_backing": 0.0}):
        page = desk.begin(setting)
        known = FIGURE.findall(" ".join([page.text(".strip tbody"), *page.ask(AT_BASE)]))
        said = page.text("#headline").rpartition(", ")[2]
        assert set(FIGURE.findall(said)) <= set(known), said


def test_settings_stand_side_by_side_and_any_can_be_the_base(desk: Sight) -> None:
    page = desk.begin(BACKED)
    for _ in range(3):
        page.press("Keep beside")
        page.settle()
    assert page.ask(SIDES) == 4
    assert page.page.get_by_role("button", name="Keep beside").is_disabled()
    assert page.page.locator(".beside th.setting").count() == 4
    page.press("Remove D")
    page.settle()
    assert page.ask(SIDES) == 3
    page.press("Pin")
    page.settle()
    assert page.ask("() => tripwire.session.base") == BACKED
    assert "US backing 0.75" in page.text(".chip.base")


def test_a_prediction_comes_before_the_outcomes_and_is_scored(desk: Sight) -> None:
    page = desk.begin(BACKED)
    page.press("Predict first")
    assert page.text("#headline").endswith("what do you expect?")
    for hidden in ("#map-hold > svg", "#fan-hold > svg", ".strip tbody .figure", ".by-state .number span"):
        assert not page.page.locator(hidden).first.is_visible(), hidden
    page.press("One hand more for more: States")
    page.press("One hand more for fewer: States")
    page.press("Place and reveal")
    note = page.text("#outcomes .note")
    assert note.startswith("Your prediction (◇): 9 states; the model has ")
    assert "1 of 2 hands were right on States: more." in note
    page.page.locator("#lever-us_backing").press("End")
    page.settle()
    assert page.text("#headline").endswith("what do you expect?")
    page.press("Predict first")
    assert page.page.locator(".strip tbody .figure").first.is_visible()


def test_the_tour_asks_six_questions_and_moves_the_page(desk: Sight) -> None:
    page = desk.begin()
    page.press("Tour")
    page.page.locator("dialog .stack button").first.click()
    page.frame()
    questions = [page.text(".tour h2")]
    page.press("ask for 200,000")
    page.settle()
    assert page.setting() == {"force_size": 200_000.0}
    while page.page.get_by_role("button", name="Next").count():
        page.press("Next")
        questions.append(page.text(".tour h2"))
    assert len(set(questions)) == 6
    page.press("End of the tour")
    assert page.page.locator(".tour").count() == 0


def test_a_lecturers_own_tour_is_opened_from_a_file(desk: Sight, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(OWN_TOUR, encoding="utf-8")
    page = desk.begin()
    page.page.locator("#file").set_input_files(own)
    page.page.locator(".tour h2").wait_for()
    assert page.text(".tour h2") == "Who goes?"
    page.press("robust")
    page.settle()
    assert page.setting() == {"roe": 0.7}
    page.press("Leave")


def test_the_address_holds_the_whole_setting(browser: Browser, page_file: Path) -> None:
    with seen(browser, page_file) as page:
        page.set(RICH)
        page.ask("() => tripwire.session.select('FRA')")
        page.settle()
        address = page.ask("() => location.hash")
        figures = page.ask("() => JSON.stringify(tripwire.shown().sides[0].figures)")
    with seen(browser, page_file, fragment=address) as page:
        assert page.setting() == RICH
        assert page.ask("() => JSON.stringify(tripwire.shown().sides[0].figures)") == figures


def test_the_scenario_comes_back_from_its_file_here_and_in_python(desk: Sight, tmp_path: Path) -> None:
    page = desk.begin(RICH)
    page.press("Take away")
    with page.page.expect_download() as saved:
        page.press("Scenario (YAML)")
    path = tmp_path / "tripwire.yaml"
    saved.value.save_as(path)
    digest = Scenario(**RICH).digest
    read = files.read(path)
    assert Scenario(**{**read.levers, **read.excursions["now"]}).digest == digest
    page.page.keyboard.press("Escape")
    page.press("Back to base")
    page.settle()
    page.page.locator("#file").set_input_files(path)
    page.ask(CHANGED)
    assert page.setting() == RICH


def test_a_scenario_that_is_dropped_opens_beside_the_base(desk: Sight) -> None:
    page = desk.begin()
    page.ask(DROP, "name: firm\nroe: robust\n")
    page.ask(CHANGED)
    page.settle()
    assert page.setting() == {"roe": 0.7}
    assert page.ask("() => tripwire.session.base") == {}


def test_a_study_of_the_package_opens(desk: Sight) -> None:
    page = desk.begin()
    page.press("Menu")
    page.press("Questions the articles raise")
    page.press("far in the rear")
    page.ask(CHANGED)
    page.settle()
    assert page.setting()["location"] < 0.3


def test_pictures_and_tables_carry_the_notice(desk: Sight, tmp_path: Path) -> None:
    page = desk.begin(BACKED)
    page.press("Take away")
    for name in ("Map as SVG", "Month by month as SVG", "Outcomes (CSV)", "States (CSV)"):
        with page.page.expect_download() as saved:
            page.press(name)
        text = Path(saved.value.path()).read_text(encoding="utf-8")
        assert "explores assumptions; not a forecast" in text, name
        assert "eed 1" in text, name
    with page.page.expect_download() as saved:
        page.press("Map as PNG")
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


def test_hostile_files_and_addresses_get_a_plain_line(desk: Sight, tmp_path: Path) -> None:
    page = desk.begin()
    for name, content in HOSTILE.items():
        path = tmp_path / name
        path.write_bytes(content)
        page.page.locator("#file").set_input_files(path)
        page.page.locator("#sub", has_text=name).wait_for()
        assert "\n" not in page.text("#sub")
    for address in (
        "#now=%7B",
        "#now=%7B%22__proto__%22%3A1%7D",
        "#now=%5B1%5D",
        "#now=%7B%22roe%22%3A%22<b>x</b>%22%7D",
    ):
        page.ask("(address) => { location.hash = address; }", address)
        page.page.locator("#sub.refused").wait_for()
    assert page.ask("() => [window.hit ?? null, {}.polluted ?? null]") == [None, None]
    page.set(BACKED)
    assert page.setting() == BACKED


def test_what_cannot_be_is_kept_with_a_line_that_says_what_can(desk: Sight) -> None:
    page = desk.begin()
    field = page.page.get_by_label("US backing, as a number")
    field.fill("7")
    field.press("Enter")
    page.frame()
    assert field.input_value() == "7"
    assert "0 to 1" in page.text(".refusal")
    assert page.setting() == {}
    field.fill("full")
    field.press("Enter")
    page.settle()
    assert page.setting() == {"us_backing": 1}


def test_any_number_says_what_it_rests_on(desk: Sight) -> None:
    page = desk.begin(BACKED, width=1920)
    page.ask(CHOOSE, "DEU")
    page.settle()
    for place, words in RESTS.items():
        page.page.locator(f"{place} button.figure").first.press("Enter")
        page.frame()
        said = page.text("dialog")
        assert all(word in said for word in ("2,000, seed 1", "us_backing=0.75", *words)), (place, said)
        page.page.keyboard.press("Escape")
        page.frame()
        assert page.page.locator("dialog[open]").count() == 0
    page.page.keyboard.press("Escape")


def test_arrows_walk_over_the_figures_of_the_table(desk: Sight) -> None:
    page = desk.begin(BACKED)
    page.page.locator(".by-state button.name").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.page.keyboard.press(key)
    page.page.keyboard.press("Enter")
    page.frame()
    second = page.ask("() => document.querySelectorAll('.by-state button.name')[1].textContent")
    assert page.text("#dialog-title") == second
    assert "share of runs with soldiers in Ukraine" in page.text("dialog")
    page.page.keyboard.press("Escape")


def test_map_and_table_follow_the_month(desk: Sight) -> None:
    page = desk.begin()
    stand = "() => tripwire.shown().at?.now.map(({ground}) => ground)"
    rows = "() => [...document.querySelectorAll('.by-state td.number:nth-child(3)')].map((cell) => cell.innerText)"
    last = page.ask(rows)
    slider = page.page.get_by_label("Month looked at")
    slider.press("Home")
    page.settle()
    assert page.text("#map .lede").startswith("In month 0 most often ")
    assert "in month 0" in page.text("#states .lede")
    early = page.ask(stand)
    assert page.ask(rows) != last
    page.set(BACKED)
    assert page.ask(stand) != early
    slider.press("End")
    page.settle()
    assert page.ask(stand) is None
    assert page.text("#map .lede").startswith("Most often ")


def test_an_event_is_dragged_along_its_axis(desk: Sight) -> None:
    page = desk.begin({"injects": [{"kind": "us_walkout", "month": 12}]})
    mark = page.page.locator("button.event")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + 9, box["y"] + 13
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y, steps=4)
    page.page.mouse.up()
    page.settle()
    assert page.setting()["injects"][0]["month"] > 12
    assert page.ask("() => tripwire.session.steps.length") == 1


def open_groups(page: Sight) -> None:
    """Open every group of levers, one drawn before the next is touched."""
    closed = page.page.locator(".group:not([open]) > summary")
    while closed.count():
        closed.first.click()
        page.frame()


def test_every_lever_is_there_and_a_new_one_needs_no_script(
    browser: Browser, page_file: Path, tmp_path: Path
) -> None:
    known = [lever.name for lever in LEVERS]
    text = page_file.read_text(encoding="utf-8")
    row = next(one for one in data()["levers"] if one["name"] == "roe")
    added = json.dumps([row | {"name": "sanctions", "label": "sanctions that snap back", "claims": []}])[1:-1]
    path = tmp_path / "more.html"
    path.write_text(text.replace('"levers":[', f'"levers":[{added},', 1), encoding="utf-8")
    with seen(browser, path) as page:
        open_groups(page)
        shown = page.ask(
            "() => [...document.querySelectorAll('[data-lever]')].map((node) => node.dataset.lever)"
        )
        assert sorted(shown) == sorted([*known, "sanctions"])
        page.ask(
            "() => document.querySelectorAll('.lever:not(.open) .lever-name').forEach((one) => one.click())"
        )
        page.frame()
        assert page.page.locator(".lever.open").count() == len(shown)
        page.page.locator("#lever-sanctions").press("End")
        page.settle()
        assert page.setting() == {"sanctions": 1}


def test_the_command_line_and_the_python_give_the_same_scenario(desk: Sight) -> None:
    page = desk.begin(RICH)
    page.press("Take away")
    command, python = page.page.locator("dialog pre").all_inner_texts()[1:3]
    page.page.keyboard.press("Escape")
    words = [word.partition("=") for word in shlex.split(command)[1:]]
    said = {name: yaml.safe_load(value) for name, _, value in words}
    assert (said.pop("seed"), said.pop("replicates")) == (1, 2000)
    assert Scenario(**said) == Scenario(**RICH)
    names: dict[str, Any] = {}
    exec(python.partition("results =")[0], names)  # noqa: S102 - it is what a reader would run
    assert names["scenarios"] == {"base": Scenario(), "now": Scenario(**RICH)}


def test_the_terms_of_a_state_sum_and_the_panel_closes(desk: Sight) -> None:
    page = desk.begin(BACKED)
    page.ask(CHOOSE, "DEU")
    page.page.locator("#panel svg.waterfall").first.wait_for()
    page.settle()
    terms = page.ask("() => tripwire.shown().why.terms.map((term) => term.value)")
    assert abs(sum(terms) - page.ask("() => tripwire.shown().why.sum")) < 1e-9
    assert "willingness" in str(page.page.locator("#panel svg.waterfall").first.text_content())
    page.page.keyboard.press("Escape")
    page.frame()
    assert not page.page.locator("#panel").is_visible()


@pytest.mark.heavy
def test_what_turns_a_state_can_be_tried(desk: Sight) -> None:
    page = desk.begin()
    page.ask(CHOOSE, "DEU")
    page.page.locator(".turns button").first.wait_for(timeout=120_000)
    page.page.locator(".turns button").first.click()
    page.settle()
    assert page.setting()
    ground = page.ask("() => tripwire.shown().sides[0].countries.find((one) => one.code === 'DEU').ground")
    assert ground > 0.4
    page.page.keyboard.press("Escape")


def test_all_that_a_file_says_of_an_order_can_be_entered(desk: Sight) -> None:
    page = desk.begin()
    levers = page.page.locator("#levers")
    for summary in page.page.locator(".group:not([open]) > summary", has_text="calendar").all():
        summary.click()
    page.frame()
    row = page.page.locator("[data-lever=orders]")
    if not row.locator(".adder").count():
        row.locator(".lever-name").click()
        page.frame()
    levers.get_by_label("Add an order").select_option("ITA")
    page.drawn()
    for label, value in (
        ("role", "exactly"),
        ("states", "2"),
        ("holds", "throughout"),
        ("otherwise", "exactly"),
    ):
        field = row.get_by_label(label, exact=True).first
        field.select_option(value) if label != "states" else field.fill(value)
        field.press("Tab")
        page.drawn()
    row.get_by_label("Only if this state is in Ukraine").select_option("FRA")
    page.drawn()
    row.get_by_role("group", name="otherwise").get_by_role("button", name="air", exact=True).click()
    page.drawn()
    row.get_by_role("group", name="role").get_by_role("button", name="training", exact=True).click()
    page.drawn()
    field = row.get_by_label("reason", exact=True)
    field.fill("with France")
    field.press("Tab")
    page.drawn()
    assert not page.page.locator("#sub.refused").count()
    (order,) = page.setting()["orders"]
    assert order == ORDER
    assert Scenario(**page.setting()).as_dict()["orders"] == [ORDER]
    page.page.locator("#levers .group[open] > summary").last.click()


def test_every_kind_of_entry_can_be_added_and_removed(desk: Sight) -> None:
    page = desk.begin()
    open_groups(page)
    for lever in ("exclude", "stances", "publics", "assume", "injects", "schedule", "orders"):
        row = page.page.locator(f"[data-lever={lever}]")
        if not row.locator(".adder").count():
            row.locator(".lever-name").click()
            page.frame()
        choose = row.locator(".adder select")
        assert choose.evaluate("(node) => node.selectedOptions[0].text").endswith(" …")
        choose.select_option(index=1)
        page.drawn()
        assert page.setting()[lever], lever
        assert Scenario(**page.setting()) != Scenario(), lever
        row.locator("button.remove").click()
        page.drawn()
        assert page.setting() == {}, lever

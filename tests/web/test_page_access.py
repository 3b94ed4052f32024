"""The page for those who read it with keys, a screen reader or in the dark: axe, and every control reached."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.web.sight import BACKED, Sight

GRAVE = ("serious", "critical")
LEAST = 44
"""Pixels of a target for a finger."""
WALKOUT = {"us_backing": 0.75, "injects": [{"kind": "us_walkout", "month": 12, "size": 0.0}]}
CONTROLS = """() => [...document.querySelectorAll("button, input, select, summary, a[href], [tabindex='0']")]
    .filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility({visibilityProperty: true}))
    .map((node) => { node.dataset.seen = ""; return node; }).length"""
REACHED = """() => {
    const node = document.activeElement;
    if (node === document.body || node.dataset.seen === undefined) return false;
    delete node.dataset.seen;
    return true;
}"""
MISSED = """() => [...document.querySelectorAll("[data-seen]")].map((node) => node.outerHTML.slice(0, 120))"""


def violations(page: Sight) -> list[str]:
    """What axe finds that is serious or critical."""
    found: list[dict[str, Any]] = Axe().run(page.page).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def test_axe_finds_nothing_grave(desk: Sight) -> None:
    for width, height, dark in ((1280, 800, False), (390, 844, False), (1920, 1080, True)):
        page = desk.begin(WALKOUT, width, height)
        if dark:
            page.press("Dark")
        page.ask("() => document.querySelector('.states [data-code]').click()")
        page.settle()
        assert violations(page) == [], (width, dark)
        page.page.keyboard.press("Escape")
    page.press("Menu")
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    page.press("Light")


def test_every_control_is_reached_by_tab(desk: Sight) -> None:
    page = desk.begin(WALKOUT)
    page.page.locator("summary").nth(5).click()
    page.frame()
    count = page.ask(CONTROLS)
    assert count > 80
    reached = 0
    for _ in range(count + 80):
        page.page.keyboard.press("Tab")
        reached += page.ask(REACHED)
    assert page.ask(MISSED) == []
    assert reached == count


def test_keys_move_a_slider(desk: Sight) -> None:
    page = desk.begin()
    page.page.locator("#lever-us_backing").focus()
    for key, value in (
        ("ArrowRight", 0.36),
        ("PageUp", 0.46),
        ("End", 1.0),
        ("Home", 0.0),
        ("ArrowLeft", None),
    ):
        page.page.keyboard.press(key)
        if value is not None:
            assert page.setting() == {"us_backing": value}
    page.settle()
    assert page.focused() == "lever-us_backing"
    assert "base 0.35" in page.focused("aria-valuetext")


def test_keys_walk_the_map_and_focus_comes_back(desk: Sight) -> None:
    page = desk.begin()
    page.page.locator("#map [data-code='DEU']").focus()
    page.page.keyboard.press("ArrowRight")
    page.frame()
    assert page.focused("data-code") == "POL"
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.text("#panel h2") == "Poland"
    assert page.focused() == "panel"
    page.page.keyboard.press("Escape")
    page.frame()
    assert page.focused("data-code") == "POL"


def test_keys_move_and_remove_an_event(desk: Sight) -> None:
    page = desk.begin(WALKOUT)
    page.page.locator("button.event").focus()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Shift+ArrowLeft")
    page.settle()
    assert page.setting()["injects"][0]["month"] == 8
    assert str(page.page.locator("button.event").get_attribute("aria-label")).startswith(
        "US walkout, month 8"
    )
    page.page.keyboard.press("Delete")
    page.settle()
    assert page.setting() == BACKED


def test_the_sheet_of_a_phone_opens_and_closes(desk: Sight) -> None:
    page = desk.begin(width=390, height=844)
    page.press("All levers")
    assert page.focused() == "levers"
    page.page.keyboard.press("Escape")
    page.frame()
    assert page.ask("() => document.activeElement.textContent") == "All levers"
    page.page.locator("#levers").wait_for(state="hidden")


@pytest.mark.parametrize("width", [390, 820])
def test_targets_are_large_enough_for_a_finger(desk: Sight, width: int) -> None:
    page = desk.begin(BACKED, width, 844)
    small = page.ask(
        """(least) => [...document.querySelectorAll("button, select, input")].filter((node) => {
            if (!node.checkVisibility({visibilityProperty: true})) return false;
            const box = node.getBoundingClientRect();
            const after = getComputedStyle(node, "::after");
            const grows = after.content !== "none" && after.position === "absolute";
            const grown = grows ? -2 * parseFloat(after.top) || 0 : 0;
            return box.height + grown < least - 0.5;
        }).map((node) => node.outerHTML.slice(0, 100))""",
        LEAST,
    )
    assert small == []


def test_every_sheet_that_a_key_opens_takes_letters_and_closes(desk: Sight) -> None:
    page = desk.begin()
    for key in "/m?":
        page.page.keyboard.press(key)
        page.page.wait_for_selector("dialog[open]")
        if key == "/":
            page.page.keyboard.type("pola")
            page.frame()
            assert page.page.locator("dialog .choices button").all_inner_texts() == ["Poland"]
            page.page.keyboard.press("Escape")  # the first empties the field, as everywhere
        page.page.keyboard.press("Escape")
        page.page.wait_for_selector("dialog[open]", state="hidden")

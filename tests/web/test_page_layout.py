"""The page fits every width, keeps its notice in view, and nothing on it shifts when a lever moves."""

from __future__ import annotations

from tests.web.sight import BACKED, Sight, boxes

WIDTHS = (360, 390, 560, 640, 699, 700, 820, 959, 960, 1100, 1239, 1240, 1280, 1699, 1700, 1920)
"""From a small phone to a projector, at both sides of every change of the frame; 640 is 1280 at a zoom of 200 %."""
STAYS = (
    "#headline",
    "#sub",
    "#setting-line",
    "#map",
    "#map-hold",
    "#outcomes",
    "#fan",
    "#fan-hold",
    "#log",
    "#states",
)
SETTINGS = (
    {"force_size": 200_000.0},
    {"us_backing": 0.0, "roe": 0.95},
    {"mandate": "un", "injects": [{"kind": "us_walkout", "month": 12}]},
)
TYPES = {
    "a monospaced type": '* { font-family: "DejaVu Sans Mono", monospace !important; }',
    "letters set apart": "* { letter-spacing: .1em !important; }",
    "a type of 110 %": "html { font-size: 110% !important; }",
}
"""What another machine's fonts, or a reader's own style sheet, may do to the width of a text."""
NARROWEST = (360, 700, 960, 1240, 1700)
"""The least width of every frame."""
BEYOND = """() => {
    const shown = (node) => getComputedStyle(node).visibility === "visible" && node.getBoundingClientRect().width;
    const cut = (node) => node !== document.body
        && (getComputedStyle(node).overflowX !== "visible" || cut(node.parentElement));
    const edge = (node) => {
        const card = node.parentElement.closest(".card, .bar, .dock");
        return Math.min(innerWidth, card?.getBoundingClientRect().right ?? Infinity);
    };
    const found = [...document.querySelectorAll("body *")].filter((node) => {
        return node.getBoundingClientRect().right > edge(node) + 1 && shown(node) && !cut(node.parentElement);
    });
    return found.filter((node) => ![...node.children].some((child) => found.includes(child))).map((node) => {
        const by = Math.round(node.getBoundingClientRect().right - edge(node));
        const name = `${node.tagName} ${node.getAttribute("class") ?? ""} in #${node.closest("[id]").id}`;
        return `${name} by ${by} px: ${node.textContent.slice(0, 40)}`;
    });
}"""
"""What sticks out of the window or of its card, and is not cut off or scrolled there."""


def test_no_width_scrolls_sideways_and_the_notice_is_in_view(desk: Sight) -> None:
    page = desk.begin(BACKED)
    for width in WIDTHS:
        page.resize(width, 800)
        fits(page, width)
        page.ask("() => scrollTo(0, 1500)")
        box = page.page.locator(".notice").bounding_box()
        assert box
        assert 0 <= box["y"] <= 120 - box["height"], width
        assert page.text(".notice") == "Explores assumptions; not a forecast"
        page.ask("() => scrollTo(0, 0)")


def test_no_type_sticks_out(desk: Sight) -> None:
    page = desk.begin(BACKED | {"injects": [{"kind": "us_walkout", "month": 30}]})
    for name, style in TYPES.items():
        page.dress(style)
        for width in NARROWEST:
            page.resize(width, 800)
            fits(page, f"{width} px, {name}")
    page.dress("")


def fits(page: Sight, case: object) -> None:
    """Nothing sticks out of the window or of its card, and the page does not scroll sideways."""
    assert page.ask(BEYOND) == [], case
    assert page.ask("() => document.documentElement.scrollWidth - innerWidth") <= 0, case


def test_nothing_shifts_when_a_lever_moves(desk: Sight) -> None:
    for width in (360, 820, 1280, 1920):
        page = desk.begin(width=width)
        before = boxes(page.page, STAYS)
        for setting in SETTINGS:
            page.set(setting)
            now = boxes(page.page, STAYS)
            assert {name: box for name, box in now.items() if box != before[name]} == {}, (width, setting)
        page.press("Predict first")
        assert boxes(page.page, STAYS) == before
        page.press("Predict first")


def test_a_lever_and_its_result_are_on_one_screen(desk: Sight) -> None:
    desk.begin(BACKED)
    for width, height, shown in (
        (1280, 800, ("#headline", "#map-hold", "#levers")),
        (360, 640, ("#headline", "#dock")),
    ):
        desk.resize(width, height)
        for selector in shown:
            box = desk.page.locator(selector).bounding_box()
            assert box
            assert box["y"] + box["height"] <= height + 1, (width, selector)


def test_large_type_chooses_the_frame(desk: Sight) -> None:
    page = desk.begin()
    page.press("Menu")
    page.press("Projector: large type")
    assert page.ask("() => document.documentElement.dataset.frame") == "tablet"
    assert page.ask("() => document.documentElement.scrollWidth") <= 1280
    page.press("Menu")
    page.press("Type of usual size")
    assert page.ask("() => document.documentElement.dataset.frame") == "laptop"

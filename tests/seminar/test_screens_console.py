"""The console in a lecturer's hands: what cannot be taken back is asked for, slips are keyed in, a turn is undone."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.seminar.classroom import Class
from tests.seminar.screens import Sight

HARSH = 'button[aria-label="Play: One strike kills many"]'


def test_a_lesson_is_led_from_the_console(browser: Browser, server: Class) -> None:
    """Two questions before many die, none less; Enter signs a slip; an order stays closed until it is opened."""
    server.join("DEU")
    sight = Sight(browser, server, 1280, 900)
    page = sight.open(server.links["lead"], ".seats")
    _bloc(sight, page)
    for phase, line in (("Briefing", "Short card"), ("orders", "Turn 1")):
        _go(sight, page, phase)
        assert line in page.inner_text(".agenda [aria-current=step]")
    _harsh_event(sight, page)
    page.click("tr:has-text('Germany') >> text=Nudge")
    sight.until(lambda page: "nudged" in page.inner_text("tr:has-text('Germany')"))
    _paper(sight, page)
    germany = "tr:has-text('Germany')"
    assert "rear" not in page.inner_text(germany).lower()
    page.click(f"{germany} >> text=Open")
    page.click("dialog .danger")
    sight.until(lambda page: "rear" in page.inner_text(germany).lower())
    for phase in ("forecast", "reveal"):
        _go(sight, page, phase)
    page.click("text=Undo turn 1")
    page.click("dialog button:not(.danger)")
    assert "reveal" in page.inner_text("aside .line")
    page.click("text=Undo turn 1")
    page.click("dialog .danger")
    sight.until(lambda page: "orders" in page.inner_text("aside .line"))
    assert (sight.complaints, sight.foreign) == ([], [])
    sight.context.close()


def _bloc(sight: Sight, page: Page) -> None:
    """A place for two states is opened; chosen again it shows for which it speaks."""
    page.click("details.bloc summary")
    for name in ("Austria", "Belgium"):
        page.check(f"details.bloc label:has-text('{name}') input")
    page.click("text=Let it speak for these")
    sight.until(lambda page: page.locator("tr:has-text('The north')").count() == 1)
    page.select_option("details.bloc select", "east")
    assert page.locator("details.bloc input:checked").count() == 0
    page.select_option("details.bloc select", "north")
    assert page.locator("details.bloc label:has(input:checked)").all_inner_texts() == ["Austria", "Belgium"]
    page.click("details.bloc summary")


def _go(sight: Sight, page: Page, phase: str) -> None:
    """The main button, and the phase that it leads to."""
    page.click("aside .go")
    if phase == "Briefing":  # no projector is open: the check is waived
        page.click("dialog .danger")
    sight.until(lambda page: phase in page.inner_text("aside .line"))


def _harsh_event(sight: Sight, page: Page) -> None:
    """Refused at either question it is not played; with both answered it is, once."""
    for yes in (0, 1, 2):
        page.click(HARSH)
        for _ in range(yes):
            page.click("dialog .danger")
        if yes < 2:
            page.click("dialog button:not(.danger)")
            assert "played" not in page.inner_text("article.event:has-text('One strike')")
    sight.until(lambda page: "played 1×" in page.inner_text("article.event:has-text('One strike')"))


def _paper(sight: Sight, page: Page) -> None:
    """A slip by keys alone: the role, Enter; the next seat's row is ready."""
    page.click("text=Paper slips")
    page.wait_for_selector("#role-DEU option[value=support]", state="attached")
    page.select_option("#role-DEU", "support")
    page.focus("#role-DEU")
    page.keyboard.press("Enter")
    sight.until(lambda page: page.evaluate("document.activeElement.id") == "role-POL")
    sight.until(lambda page: page.locator("tr.done").count() == 1)
    page.click("text=Back to the seats")


def test_who_is_shut_out_reads_why(browser: Browser, server: Class) -> None:
    """A phone whose seat another phone took, and an address whose key is none, say so in words and ask no more."""
    student = server.join("POL")
    sight = Sight(browser, server, 360, 740)
    sight.context.add_cookies(
        [
            {"name": one.name, "value": str(one.value), "url": f"{server.room}/play"}
            for one in student.cookies.jar
        ]
    )
    sight.open(f"{server.room}/play", "header.seat")
    back = {"code": server.code, "rejoin": student.headers["x-rejoin"]}
    assert server.client().post(f"{server.place}/api/rejoin", json=back).status_code == 200
    sight.until(lambda page: page.locator(".lost").all_inner_texts() == ["join this room first"])
    answer = sight.page.goto(f"{server.place}/host?key=<b>")
    assert answer is not None
    assert answer.status == 401
    assert "the address that the server printed" in sight.page.inner_text("h1")
    sight.context.close()

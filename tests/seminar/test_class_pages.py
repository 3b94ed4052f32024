"""A class of thirty real pages in one browser: they join, decide, five drop, one returns, the debrief appears on all.

The small form, with every screen looked at, is `test_screens.py`; here it is the number that counts.
"""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

import httpx
import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from tests.seminar.classroom import Class, Watch, serving
from tests.seminar.screens import Sight
from tests.seminar.test_class import memory

SEATS = ("FRA", "GBR", "DEU", "POL", "ITA", "SWE", "EST", "TUR")
PLACES = ([seat for seat in SEATS for _ in range(3)] + ["press"] + ["observers"] * 5)[:30]
ROLES = ("support", "training", "arms")
DROP = 5
ROOM_FOR_A_PAGE = 150_000_000
"""Bytes that a page with its own context may take."""
PHONE = 390, 844
NOTES_WHEN = """(selector) => { window.seenAt = 0; const look = () => {
  if (!window.seenAt && document.querySelector(selector)) { window.seenAt = Date.now(); } };
  new MutationObserver(look).observe(document.getElementById("page"), {childList: true, subtree: true}); look(); }"""


class Pupil:
    """A student's page."""

    def __init__(self, browser: Browser, room: Class, seat: str, name: str) -> None:
        """Join by the room's code, as one does who has read it from the projector."""
        self.sight, self.seat, self.name = Sight(browser, room, *PHONE), seat, name
        self.page: Page = self.sight.open(f"/j/{room.code.replace(' ', '')}", ".option")
        self.page.fill("#name", name)
        self.page.check(f"input[value={seat}]")
        self.page.click(".go")
        self.page.wait_for_selector(".seat")
        self.code = self.page.inner_text(".big-code")

    def back(self, room: Class) -> None:
        """Come back on another page with the personal code."""
        self.page = self.sight.open("/", ".go")
        self.page.click("text=I was here before")
        self.page.fill("#code", room.code)
        self.page.fill("#back", self.code)
        self.page.click(".go")
        self.page.wait_for_selector(".seat")

    def order(self, role: str) -> None:
        """Seal an order; a role that is closed to the state is left for arms."""
        self.page.wait_for_selector("input[name=role]")
        open_to = self.page.locator(f"input[value={role}]")
        (open_to if open_to.count() else self.page.locator("input[value=arms]")).check()
        self.page.click(".go")
        self.page.wait_for_selector("section.sealed")

    def forecast(self) -> None:
        """Say what the sliders say."""
        self.page.click("text=Seal the forecast")
        self.page.wait_for_selector("p.ok")


class Lesson:
    """A lesson of so many pages, and when each saw a turn resolved."""

    def __init__(self, browser: Browser, room: Class, count: int) -> None:
        """Everybody joins."""
        self.browser, self.room = browser, room
        self.lead: httpx.Client = room.keeper("lead")
        self.watch = Watch(self.lead, f"{room.room}/lead")
        self.pupils = [Pupil(browser, room, seat, f"Student {k}") for k, seat in enumerate(PLACES[:count])]
        self.waited: list[float] = []
        self.streams = self.live()
        room.go(self.lead, "lobby", "briefing")

    def live(self) -> int:
        """Open streams of students, as the lecturer's console counts them."""
        return sum(one["live"] for one in self.watch.last["players"])

    def turn(self, turn: int) -> None:
        """One of each seat seals, everybody forecasts, and everybody sees the turn resolved."""
        self.room.act(self.lead, "extend", seconds=600)
        speakers = {one.seat: one for one in self.pupils if one.seat in SEATS}
        for k, one in enumerate(speakers.values()):
            one.order(ROLES[(k + turn) % len(ROLES)])
        self.room.go(self.lead, "orders")
        self.room.act(self.lead, "extend", seconds=300)
        for one in self.pupils:
            one.forecast()
            one.page.evaluate(NOTES_WHEN, ".paper")
        began = 1000 * time.time()
        self.room.go(self.lead, "forecast")
        for one in self.pupils:
            one.sight.until(lambda page: page.evaluate("window.seenAt") > 0)
            self.waited.append((one.page.evaluate("window.seenAt") - began) / 1000)
        self.room.go(self.lead, "reveal")

    def drop(self) -> None:
        """Five close their pages; the first of them comes back on another."""
        gone, self.pupils = self.pupils[:DROP], self.pupils[DROP:]
        for one in gone:
            one.sight.context.close()
        self.watch.until(lambda view: sum(one["live"] for one in view["players"]) == len(self.pupils))
        again = gone[0]
        again.sight = Sight(self.browser, self.room, *PHONE)
        again.back(self.room)
        self.pupils.append(again)


def fits() -> int:
    """How many pages this machine has memory for, of thirty."""
    pages, size = os.sysconf("SC_AVPHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return min(len(PLACES), pages * size // ROOM_FOR_A_PAGE)


@pytest.mark.heavy
def test_thirty_pages_join_decide_drop_return_and_see_the_debrief(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count = fits()
    with serving(tmp_path, "plan=25") as server:
        found = Lesson(browser, server, count)
        assert found.streams == count
        found.turn(1)
        found.drop()
        assert found.live() == count - DROP + 1
        found.turn(2)
        found.turn(3)
        for one in found.pupils:
            one.page.wait_for_selector("#wrong")
            one.page.wait_for_selector("article.figure")
            assert (one.sight.foreign, one.sight.complaints) == ([], [])
        held = memory(server.process.pid)
        for one in found.pupils:
            one.sight.context.close()
    with capsys.disabled():
        print(
            f"\n{platform.node()}, {platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: "
            f"{count} pages in one Chromium, {found.streams} streams open; a turn resolved and drawn on all in "
            f"{float(np.quantile(found.waited, 0.95)):.2f} s (p95); five dropped, one returned; "
            f"the debrief on {len(found.pupils)} pages; {held / 1e6:.0f} MB on the server"
        )

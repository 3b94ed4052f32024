"""A class as its browsers show it: from the way in to the debrief, on phones, console and projector.

One game is played once; every screen that it passes is looked at, and the tests say what must not be found there.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Route

from tests.seminar.classroom import Class, Server
from tests.seminar.screens import Sight

NARROW, DESK, PROJECTOR = (360, 740), (1280, 900), (1920, 1080)
LEAST = 28.0
"""Pixels of the smallest text on a projector of 1,080 lines."""
NAME = "<img src=x onerror=hit=1"
REASON = '=HYPERLINK("http://x.invalid")<script>window.hit=1</script><iframe src=//x.invalid>'
AUDITED = ("join", "order", "talk", "debrief", "console at the end", "screen made")
"""Screens that are held against axe in the default tests."""
SLEEP = """() => {
  window.opened = 0;
  const Real = window.EventSource;
  window.EventSource = class extends Real { constructor(url) { super(url); window.opened += 1; } };
  for (const hidden of [true, false]) {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }
  return window.opened;
}"""
FIGURES = ("turning", "class", "surprise", "change", "scores", "board")


@dataclass
class Seen:
    """What was found on every screen of the game."""

    grave: dict[str, list[str]] = field(default_factory=dict)
    out: dict[str, list[str]] = field(default_factory=dict)
    small: dict[str, list[Any]] = field(default_factory=dict)
    low: dict[str, list[Any]] = field(default_factory=dict)
    harm: dict[str, dict[str, Any]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    maps: dict[str, float] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)


class Lesson:
    """A game of a few browsers, and what is seen on the way."""

    def __init__(self, browser: Browser, server: Class, audited: Collection[str] = AUDITED) -> None:
        """Open all windows; `audited` screens are held against axe, which takes half a second each."""
        self.server, self.seen, self.audited = server, Seen(), audited
        self.germany, self.press = Sight(browser, server, *NARROW), Sight(browser, server, *NARROW)
        self.console, self.screen = Sight(browser, server, *DESK), Sight(browser, server, *PROJECTOR)
        self.lead: httpx.Client = server.keeper("lead")
        self.screen.open(server.links["screen"], ".way-in")
        self.console.open(server.links["lead"], ".seats")

    def phone(self, sight: Sight, name: str) -> None:
        """Look at a phone, or at the console."""
        self.seen.out[name] = sight.sticks_out()
        self.seen.harm[name] = sight.harm()
        self.audit(sight, name)

    def audit(self, sight: Sight, name: str) -> None:
        """Ask axe."""
        if not self.audited or name in self.audited:
            self.seen.grave[name] = sight.grave()

    def projected(self, name: str, shows: str) -> None:
        """Look at the projector."""
        self.screen.page.wait_for_selector(shows)
        texts = self.screen.texts()
        self.seen.small[name] = [one for one in texts if one[1] < LEAST]
        self.seen.low[name] = [one for one in texts if one[2] > PROJECTOR[1]]
        self.seen.harm[f"screen {name}"] = self.screen.harm()
        self.audit(self.screen, f"screen {name}")
        if name in ("turn", "forecast", "made"):
            box = self.screen.page.locator(".map").bounding_box()
            assert box is not None
            self.seen.maps[name] = box["width"] * box["height"] / (PROJECTOR[0] * PROJECTOR[1])

    def join(self) -> None:
        """Both phones take a seat; France is a client without a page."""
        for sight, name, seat in ((self.germany, NAME, "DEU"), (self.press, "Pia", "press")):
            page = sight.open(f"/j/{self.server.code.replace(' ', '')}", ".option")
            page.check(f"input[value={seat}]")
            if seat == "press":
                self.hundred_kilobytes(sight)
            page.fill("#name", name)
            if seat == "DEU":
                self.phone(sight, "join")
            page.click(".go")
            page.wait_for_selector(".seat")
        self.seen.notes["code"] = self.germany.page.inner_text(".big-code")
        self.france = self.server.join("FRA", name="=1+1")
        self.screen.until(lambda page: "3 in the room" in page.inner_text("footer"))
        self.projected("lobby", ".qr")

    def hundred_kilobytes(self, sight: Sight) -> None:
        """Too long a name is refused in words, and the same page then takes a fair one."""
        sight.page.evaluate(
            """() => { const field = document.getElementById("name"); field.value = "x".repeat(100000);
            field.dispatchEvent(new Event("input")); }"""
        )
        sight.page.click(".go")
        sight.until(lambda page: "up to" in page.inner_text(".says"))
        self.seen.notes["too long"] = sight.page.inner_text(".says")

    def back(self) -> None:
        """The press comes back with its personal code on the same phone, which then sleeps and wakes."""
        page = self.press.page
        page.click("nav button:last-child")
        code = page.inner_text(".big-code")
        page = self.press.open("/", ".go")
        page.click("text=I was here before")
        page.fill("#code", self.server.code)
        page.fill("#back", code.lower())
        self.phone(self.press, "back")
        page.click(".go")
        page.wait_for_selector(".seat")
        self.seen.notes["back"] = page.inner_text(".who")
        self.seen.notes["opened"] = page.evaluate(SLEEP)

    def go(self, phase: str) -> None:
        """The lecturer's main button, until the class is in a phase."""
        self.console.page.click("aside .go")
        if phase == "briefing":  # no projector is open: the check is waived
            self.console.page.click("dialog .danger")
        sight = self.germany
        sight.until(lambda page: phase in page.inner_text(".who small").lower())

    def brief(self) -> None:
        """The card, and the forecast before the game."""
        self.go("briefing")
        page = self.germany.page
        page.wait_for_selector("dl.card")
        self.phone(self.germany, "card")
        page.click("nav button:first-child")
        page.click("text=Seal the forecast")
        page.wait_for_selector("p.ok")

    def order(self) -> None:
        """Germany signs with a condition and a wicked reason; the answer to its first try is lost on the way."""
        self.go("orders")
        page = self.germany.page
        page.check("input[value=support]")
        page.select_option("select.chip", "on_ground FRA")
        page.wait_for_selector(".chip.on")
        page.fill("#reason", REASON)
        self.phone(self.germany, "order")
        tries: list[str] = []

        def lose(route: Route) -> None:
            tries.append(str(route.request.post_data))
            if len(tries) == 1:
                route.fetch()
                route.abort()
            else:
                route.continue_()

        page.route("**/play/order", lose)
        page.click(".go")
        page.wait_for_selector("section.sealed")
        self.germany.until(lambda page: len(tries) == 2)
        page.unroute("**/play/order")
        self.seen.notes["tries"] = tries
        self.phone(self.germany, "sealed")

    def talk(self) -> None:
        """France orders, writes, offers a deal; the press prints; the lecturer plays an event."""
        view = self.view(self.france)
        said = {"turn": view["turn"], "epoch": view["epoch"]}
        form = {"role": "protection", "share": 0.8}
        for deed, more in (
            ("order", {"version": 0, "form": form, "reason": REASON, "sure": 5}),
            ("message", {"to": "DEU", "text": REASON}) if view["settings"]["messages"] else ("", {}),
            ("deal", {"to": "DEU", "gives": form, "asks": {"role": "support", "share": 0.5}}),
            ("statement", {"text": REASON}),
        ):
            if deed:
                nonce = f"{len(deed):032x}"
                answer = self.france.post(
                    f"{self.server.room}/play/{deed}", json={**said, "nonce": nonce, **more}
                )
                assert answer.status_code == 200, answer.text
        page = self.press.page
        page.click("nav button:last-child")
        page.fill("#statement", REASON[:90])
        page.click("text=Send")
        page.wait_for_selector(".message.me")
        self.phone(self.press, "press")
        self.germany.page.click("nav button:last-child")
        self.germany.page.wait_for_selector(".deal")
        self.phone(self.germany, "talk")
        self.germany.page.click("nav button:first-child")
        self.console.page.click("article.event:first-of-type button")
        self.projected("turn", "p.event")
        self.phone(self.console, "console")

    def view(self, client: httpx.Client) -> dict[str, Any]:
        """A client's view of now."""
        with client.stream("GET", f"{self.server.room}/play/events") as answer:
            lines = answer.iter_lines()
            for line in lines:
                if line == "event: view":
                    return dict(json.loads(next(lines).partition(": ")[2]))
        raise AssertionError("no view")

    def reveal(self) -> None:
        """Forecast, reveal in three beats, and the talk after it."""
        self.go("forecast")
        self.projected("forecast", ".asked")
        self.germany.page.click("text=Seal the forecast")
        self.germany.page.wait_for_selector("p.ok")
        self.go("reveal")
        self.projected("wanted", ".orders")
        for beat in ("struck", "made"):
            self.screen.page.keyboard.press("ArrowRight")
            self.projected(beat, {"struck": "h1", "made": ".numbers"}[beat])
        self.germany.page.wait_for_selector(".because")
        self.seen.notes["fate"] = self.germany.page.inner_text(".because")
        self.phone(self.germany, "reveal")

    def end(self) -> None:
        """To the debrief, all figures, the board."""
        self.console.page.click("text=Go to the debrief now")
        self.console.page.click("dialog .danger")
        page = self.germany.page
        page.wait_for_selector("#wrong")
        page.fill("#about", "US absence")
        page.fill("#wrong", REASON)
        page.click("text=Put it on the board")
        page.wait_for_selector("p.message")
        page.click("article.figure:first-of-type .bar")
        page.wait_for_selector(".chart")
        self.phone(self.germany, "debrief")
        self.projected("start", "h1")
        self.console.page.click("text=Work it out and show it")
        self.projected("change", ".slide.change .figure-body")
        for name in FIGURES:
            if name != "change":
                self.server.act(self.lead, "show", what=name)
                shows = ".board li" if name == "board" else ".figure-body"
                self.projected(name, f".slide.{name} {shows}")
        self.seen.notes["files"] = self.console.page.inner_text(".files")
        self.phone(self.console, "console at the end")

    def close(self) -> None:
        """Gather what all windows complained of."""
        meant = (
            "net::ERR_FAILED",
            "status of 413",
        )  # the answer that is lost here, the name that is too long
        for sight in (self.germany, self.press, self.console, self.screen):
            self.seen.complaints += [
                words for words in sight.complaints if not any(one in words for one in meant)
            ]
            self.seen.foreign += sight.foreign
            sight.context.close()


STEPS = (Lesson.join, Lesson.brief, Lesson.order, Lesson.talk, Lesson.reveal, Lesson.end, Lesson.back)


@pytest.fixture(scope="module")
def seen(browser: Browser, server: Class) -> Seen:
    """A whole game, looked at."""
    return played(Lesson(browser, server))


def played(lesson: Lesson) -> Seen:
    """What is seen of a lesson from its first step to its last."""
    for step in STEPS:
        step(lesson)
    lesson.close()
    return lesson.seen


def test_the_game_goes_from_the_door_to_the_debrief(seen: Seen) -> None:
    """Who signs is told what became of it; in the debrief all files are there to take home."""
    assert len(seen.notes["code"]) == 8
    assert "Your order" in seen.notes["fate"]
    assert {"scenario.yaml", "decisions.csv", "log.jsonl"} <= set(seen.notes["files"].split())


def test_a_lost_answer_makes_no_second_order(seen: Seen) -> None:
    """The phone sends the same bytes again, nonce and all, and gets the same answer."""
    assert len(seen.notes["tries"]) == 2
    assert seen.notes["tries"][0] == seen.notes["tries"][1]


def test_axe_finds_nothing_grave(seen: Seen) -> None:
    """No serious and no critical violation where most of what a page may show is on it."""
    assert seen.grave.keys() == set(AUDITED)
    assert {name: found for name, found in seen.grave.items() if found} == {}


@pytest.mark.heavy
def test_axe_finds_nothing_grave_on_any_screen(browser: Browser, host: Server) -> None:
    """Phones, console and all slides."""
    seen = played(Lesson(browser, host.another("50"), audited=()))
    assert len(seen.grave) > 20
    assert {name: found for name, found in seen.grave.items() if found} == {}


def test_nothing_is_fetched_from_elsewhere_and_nothing_complains(seen: Seen) -> None:
    """No request leaves for another host; no error and no warning in any console."""
    assert (seen.foreign, seen.complaints) == ([], [])


def test_a_phone_of_360_pixels_need_not_scroll_sideways(seen: Seen) -> None:
    """Nor need the console on 1,280; nothing sticks out, with the letters of this machine and with wider ones."""
    assert len(seen.out) >= 10
    assert {name: found for name, found in seen.out.items() if found} == {}


def test_a_projector_can_be_read_from_eight_metres(seen: Seen) -> None:
    """At 1,080 lines nothing is below 28 pixels, and nothing falls off the lower edge."""
    assert len(seen.small) >= 12
    assert {name: found for name, found in seen.small.items() if found} == {}
    assert {name: found for name, found in seen.low.items() if found} == {}


def test_the_map_takes_its_share_of_the_projector(seen: Seen) -> None:
    """A quarter of it at least, on each screen that has one."""
    assert len(seen.maps) == 3
    assert min(seen.maps.values()) > 0.25


def test_markup_in_names_reasons_and_lines_is_text(seen: Seen) -> None:
    """Nothing that anybody wrote runs, and nothing becomes an element."""
    assert len(seen.harm) >= 18
    assert {name: found for name, found in seen.harm.items() if found != {"hit": False, "made": 0}} == {}


def test_a_hundred_kilobytes_are_refused_and_the_page_lives(seen: Seen) -> None:
    """With a fair name the same page goes in."""
    assert seen.notes["too long"] == "up to 16,384 bytes"


def test_a_personal_code_brings_a_phone_back_and_sleep_does_not_lose_it(seen: Seen) -> None:
    """A phone that sleeps closes its stream, and opens one when it wakes."""
    assert "The press" in seen.notes["back"]
    assert seen.notes["opened"] == 1

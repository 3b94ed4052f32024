"""The explorer in a browser: from a lever's move to what is redrawn, the first view, and the size of the page."""

from __future__ import annotations

import gzip
import importlib.util
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.report import Chapter, Row, spell, verdict
from sim.web import page
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

TITLE = "The explorer in a browser"
NOTE = """Chromium without a window, the panel of one state open. A time runs from a lever's move to the frame after the
one in which map, outcomes, fan and panel are drawn anew; each move is to a setting that was not there before."""
STATE = "#now=%7B%7D&state=POL"
MOST_BYTES = 400_000
READY = "() => tripwire.refined().then(() => null)"
WATCH = """
window.firstView = new Promise((resolve) => {
    const look = () => {
        if (!window.tripwire) return setTimeout(look, 1);
        const leave = tripwire.session.subscribe(() => requestAnimationFrame(() => setTimeout(() => {
            resolve(performance.now() / 1000);
            leave();
        })));
    };
    look();
});
"""
MOVE = """(value) => new Promise((resolve) => {
    const began = performance.now();
    const took = {};
    const drawn = (name, done) => requestAnimationFrame(() => setTimeout(() => {
        took[name] ??= (performance.now() - began) / 1000;
        done?.();
    }));
    const leave = tripwire.session.subscribe((shown) => {
        if (performance.now() === began || shown.sides[0].setting.us_backing !== value) return;
        if (!shown.refined) drawn("first");
        else drawn("refined", () => (leave(), resolve(took)));
    });
    tripwire.set({us_backing: value});
})"""


def chapters(moves: int) -> Iterator[Chapter]:
    """One table, or why it could not be measured."""
    path = browser.found()
    if path is None or not importlib.util.find_spec("playwright"):
        yield Chapter(TITLE, note="MISSED: not measured (no Chromium, or no playwright).")
        return
    yield Chapter(TITLE, [*_measured(path, moves), _size()], NOTE)


def _measured(path: str, moves: int) -> Iterator[Row]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "explorer.html")
        file.write_text(page.page(), encoding="utf-8")
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = chromium.new_page(viewport={"width": 1280, "height": 800})
        opened.add_init_script(WATCH)
        firsts = [_first_view(opened, file) for _ in range(5)]
        yield _row("opened to first view", firsts, median_goal=1.0)
        took = [_moved(opened, k, moves) for k in range(moves)]
        yield _row("lever to first draw, 300 runs", [one["first"] for one in took], 0.15, 0.3)
        yield _row("lever to refined, 2,000 runs", [one["refined"] for one in took], 0.6)
        slowed = opened.context.new_cdp_session(opened)
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": 6})
        took = [_moved(opened, k + 0.5, moves) for k in range(moves // 4)]
        yield _row("the same to first draw, page slowed down 6 ×", [one["first"] for one in took], 1.0)
        chromium.close()


def _first_view(opened: Page, file: Path) -> float:
    """Seconds from the start of loading to the first draw."""
    opened.goto("about:blank")
    opened.goto(f"{file.as_uri()}{STATE}")
    taken: float = opened.evaluate("() => window.firstView")
    return taken


def _moved(opened: Page, place: float, moves: int) -> dict[str, Any]:
    opened.evaluate(READY)
    took: dict[str, Any] = opened.evaluate(MOVE, round((place + 0.25) / (moves + 1), 6))
    return took


def _row(
    what: str, seconds: Sequence[float], median_goal: float | None = None, p95_goal: float | None = None
) -> Row:
    ordered = sorted(seconds)
    at_95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    goals = [("median", median(ordered), median_goal), ("95 %", at_95, p95_goal)]
    return {
        "what": what,
        "median": spell(median(ordered)),
        "95 %": spell(at_95),
        "times": str(len(ordered)),
        "goal": "; ".join(
            verdict(f"{name} ≤ {spell(goal)}", value <= goal) for name, value, goal in goals if goal
        ),
    }


def _size() -> Row:
    size = len(gzip.compress(page.page().encode(), 9))
    return {
        "what": "size of the page, compressed",
        "median": f"{size / 1000:.0f} KB",
        "goal": verdict(f"≤ {MOST_BYTES / 1000:.0f} KB", size <= MOST_BYTES),
    }

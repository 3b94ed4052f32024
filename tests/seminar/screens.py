"""Pages of the class server as a browser shows them, and what is found wrong when one is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.seminar.classroom import Class

GRAVE = ("serious", "critical")
WIDE = "* { letter-spacing: .06em !important; }"
"""Letters as wide as those of the widest fonts that a phone may bring."""
STICKS_OUT = """(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  const width = document.documentElement.clientWidth;
  const found = Array.from(document.querySelectorAll("#page *")).filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && !one.closest("svg") && (box.right > width + 0.5 || box.left < -0.5);
  });
  const out = found.map((one) => `${one.localName} ${one.className}: ${one.textContent.slice(0, 40)}`);
  if (document.documentElement.scrollWidth > width) { out.push(`page: ${document.documentElement.scrollWidth}`); }
  document.adoptedStyleSheets = [];
  return out;
}"""
HARM = """() => ({
  hit: window.hit !== undefined,
  made: document.querySelectorAll("img:not(.qr), script:not([src]), iframe, #page b > b, #page i > i").length,
})"""
TEXT = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim();
    const holder = walker.currentNode.parentElement;
    if (!words || !holder.getClientRects().length) { continue; }
    const matrix = holder.ownerSVGElement ? holder.getScreenCTM() : null;
    const size = parseFloat(getComputedStyle(holder).fontSize) * (matrix ? matrix.a : 1);
    found.push([words.slice(0, 40), size, holder.getBoundingClientRect().bottom]);
  }
  return found;
}"""


class Sight:
    """A page in a window of its own, with all that it asked for and complained of."""

    def __init__(self, browser: Browser, server: Class, width: int, height: int) -> None:
        """Open an empty window."""
        self.server = server
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.server.place, "data:")):
            self.foreign.append(request.url)

    def open(self, path: str, shows: str) -> Page:
        """Go to an address and wait until something is there."""
        self.page.goto(path if path.startswith("http") else self.server.place + path)
        self.page.wait_for_selector(shows)
        return self.page

    def sticks_out(self) -> list[str]:
        """What stands off the window at either side, with letters as they are and with wide ones."""
        return [*self.page.evaluate(STICKS_OUT, ""), *self.page.evaluate(STICKS_OUT, WIDE)]

    def texts(self) -> list[tuple[str, float, float]]:
        """Every text that is shown, its size in pixels and its lower end."""
        return [tuple(one) for one in self.page.evaluate(TEXT)]

    def harm(self) -> dict[str, Any]:
        """What text of others has made of the page."""
        return dict(self.page.evaluate(HARM))

    def grave(self) -> list[str]:
        """What axe finds that is serious or critical."""
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in GRAVE]

    def until(self, true: Callable[[Page], bool]) -> None:
        """Wait until something is so."""
        for _ in range(400):
            if true(self.page):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never came; the page says: {self.page.inner_text('#page')[:500]}")

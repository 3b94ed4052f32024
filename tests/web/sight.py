"""The page as it is seen and touched: opened at a size, with what a reader's hand and eye do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from tests.web.probe import Explorer

BACKED = {"us_backing": 0.75}
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"
DRAWN = """() => new Promise((done, fail) => {
    const {session} = tripwire;
    const began = performance.now();
    const look = () => {
        const shown = session.shown.sides.map(({setting}) => setting);
        if (JSON.stringify(shown) === JSON.stringify(session.settings)) return done(null);
        if (performance.now() - began > 20_000) return fail(new Error("not drawn after 20 seconds"));
        return setTimeout(look, 10);
    };
    look();
})"""
SETTLED = """() => new Promise((done, fail) => {
    const began = performance.now();
    const look = () => {
        if (tripwire.shown()?.refined) return requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
        if (performance.now() - began > 60_000) return fail(new Error("not refined after a minute"));
        return setTimeout(look, 20);
    };
    look();
})"""


class Sight(Explorer):
    """The page at one size."""

    def begin(self, setting: dict[str, Any] | None = None, width: int = 1280, height: int = 800) -> Sight:
        """The page with this setting against the default base, no steps behind it, in a window of this size."""
        if self.page.locator("dialog[open]").count():
            self.page.keyboard.press("Escape")
        self.resize(width, height)
        self.page.evaluate(
            "(setting) => { tripwire.session.open({settings: [setting]}).catch(() => null); }", setting or {}
        )
        self.settle()
        return self

    def frame(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate(FRAME)

    def drawn(self) -> None:
        """Wait until the present setting is drawn, though not yet refined."""
        self.page.evaluate(DRAWN)
        self.frame()

    def settle(self) -> None:
        """Wait until all runs are done and drawn."""
        self.page.evaluate(SETTLED)

    def set(self, setting: dict[str, Any]) -> None:
        """Move the page to a setting."""
        self.page.evaluate("(setting) => { tripwire.set(setting); }", setting)
        self.settle()

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.frame()
        self.frame()

    def dress(self, style: str) -> None:
        """Lay a style sheet over that of the page, in place of the one before."""
        self.page.evaluate(
            """(style) => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(style);
                document.adoptedStyleSheets = [sheet];
                dispatchEvent(new Event("resize"));
            }""",
            style,
        )

    def setting(self) -> Any:
        """The setting that the page has now."""
        return self.page.evaluate("() => tripwire.session.settings[0]")

    def text(self, selector: str) -> str:
        """The text of an element."""
        return self.page.locator(selector).first.inner_text()

    def press(self, name: str) -> None:
        """Press the first button of that name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.frame()

    def focused(self, what: str = "id") -> str:
        """An attribute of what has the focus."""
        return str(self.page.evaluate("(what) => document.activeElement?.getAttribute(what) ?? ''", what))


@contextmanager
def seen(
    browser: Browser,
    path: Path,
    width: int = 1280,
    height: int = 800,
    *,
    dark: bool = False,
    fragment: str = "",
) -> Iterator[Sight]:
    """The page in a window of its own; at the end it has complained of nothing and asked for nothing."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    context.set_default_timeout(20_000)
    sight = Sight(context.new_page(), path, fragment)
    sight.settle()
    yield sight
    assert sight.complaints == []
    assert [url for url in sight.requests if not url.startswith(("file:", "blob:", "data:"))] == []
    context.close()


def fragment(now: dict[str, Any], base: dict[str, Any] | None = None, **more: str) -> str:
    """The address of a setting, as the page writes it."""
    parts = {"seed": "1", "base": json.dumps(base or {}), "now": json.dumps(now), **more}
    return "#" + "&".join(f"{key}={quote(value)}" for key, value in parts.items())


def boxes(page: Page, selectors: tuple[str, ...]) -> dict[str, list[float]]:
    """Place and size of elements on the page, in pixels."""
    found: dict[str, list[float]] = page.evaluate(
        """(selectors) => Object.fromEntries(selectors.map((selector) => {
            const box = document.querySelector(selector).getBoundingClientRect();
            return [selector, [box.x, box.y + scrollY, box.width, box.height].map(Math.round)];
        }))""",
        list(selectors),
    )
    return found

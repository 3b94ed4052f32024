"""Pictures of the screens on the pages of documentation: the explorer at four sizes, and a game of the seminar.

python -m tools.pictures explorer   # docs/explorer
python -m tools.pictures seminar    # docs/teaching/pictures
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from sim.seminar import tokens
from sim.web.page import page as explorer_page
from tests.seminar.classroom import Class, Server, serving
from tools.browser import found
from tools.marks import ROOT

COLOURS = 256
"""Of a picture: enough for screens without photographs."""
BACKED: Mapping[str, Any] = {"us_backing": 0.75}
WALKOUT: Mapping[str, Any] = {**BACKED, "injects": [{"kind": "us_walkout", "month": 12}]}
REFINED = """async () => {
  while (!globalThis.tripwire?.shown()?.refined) await new Promise((done) => setTimeout(done, 50));
}"""
PUPILS = {
    "FRA": "Amira",
    "GBR": "Ben",
    "DEU": "Lena",
    "POL": "Kasia",
    "ITA": "Giulia",
    "NLD": "Femke",
    "SWE": "Nils",
    "DNK": "Ida",
    "EST": "Marta",
    "press": "Pia",
}
ORDERS: Mapping[str, Mapping[str, Any]] = {
    "FRA": {"role": "protection", "share": 0.8},
    "GBR": {"role": "protection", "share": 0.6},
    "POL": {"role": "hub"},
    "ITA": {"role": "training"},
    "NLD": {
        "role": "support",
        "share": 0.5,
        "if": {"on_ground": ["DEU"]},
        "hold": "entry",
        "else": "training",
    },
    "SWE": {
        "role": "support",
        "share": 0.6,
        "if": {"on_ground": ["DEU"]},
        "hold": "entry",
        "else": "training",
    },
    "DNK": {"role": "protection", "share": 0.5},
}
REASON = "Not alone, but not absent."


def keep(picture: bytes, path: Path, width: int | None = None) -> None:
    """Write a picture in few colours, narrower if a width is given."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def explorer(browser: Browser, folder: Path) -> None:
    """The explorer wide with an open state, on a phone and a tablet, and dark."""
    with TemporaryDirectory() as place:
        file = Path(place) / "explorer.html"
        file.write_text(explorer_page(), encoding="utf-8")

        def shot(
            name: str,
            size: tuple[int, int],
            setting: Mapping[str, Any],
            *,
            dark: bool = False,
            scale: float = 1,
        ) -> None:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
                device_scale_factor=scale,
            )
            page = context.new_page()
            page.goto(f"{file.as_uri()}#seed=1&base=%7B%7D&now=%7B%7D")
            page.evaluate(REFINED)
            for lever, value in setting.items():  # one by one, so that each stands in the list of changes
                page.evaluate(
                    "(some) => { tripwire.set({...tripwire.session.settings[0], ...some}); }", {lever: value}
                )
                page.evaluate(REFINED)
            if name == "wide":
                page.locator('#map [data-code="DEU"]').first.click()
                page.wait_for_selector("#panel :text('Two together')", timeout=120_000)
                page.evaluate("scrollTo(0, 0)")
            page.wait_for_selector(".theories tbody tr", timeout=60_000, state="attached")
            page.wait_for_timeout(1000)
            keep(page.screenshot(), folder / f"{name}.png")
            context.close()

        shot("wide", (1920, 1080), WALKOUT)
        shot("phone", (390, 844), BACKED, scale=1.6)
        shot("tablet", (820, 1180), BACKED)
        shot("dark", (1280, 1500), WALKOUT, dark=True)


def seminar(browser: Browser, folder: Path) -> None:
    """The first turn of a class: a phone, the console, the projector after it, and a figure of the debrief."""
    with TemporaryDirectory() as place, serving(Path(place), "plan=50") as server:
        lead = server.keeper("lead")
        pages = {name: opened(browser, server.links[name], size) for name, size in WINDOWS.items()}
        pupils = {seat: server.join(seat, name) for seat, name in PUPILS.items()}
        phones = {seat: phone(browser, server, client) for seat, client in pupils.items()}
        server.go(lead, "lobby", "briefing")
        server.act(lead, "inject", kind="drone_incursion", size=1).raise_for_status()
        for seat, form in ORDERS.items():
            seal(server, pupils[seat], form)
        pages["lead"].wait_for_selector("tr:has-text('Denmark') .sealed")
        pages["lead"].wait_for_timeout(500)
        keep(pages["lead"].screenshot(), folder / "console.png")
        fill(phones["DEU"])
        keep(phones["DEU"].screenshot(), folder / "phone.png")
        phones["DEU"].click(".act .go")
        phones["DEU"].wait_for_selector("section.sealed")
        play(server, lead, pages["screen"], folder)


WINDOWS = {"lead": (1280, 900), "screen": (1920, 1080)}


def opened(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    """A page in a window of its own."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    return page


def phone(browser: Browser, server: Class, client: httpx.Client) -> Page:
    """A pupil's phone: the page of the seat that a client has taken."""
    context = browser.new_context(viewport={"width": 390, "height": 1260})
    jar = [
        {"name": one.name, "value": str(one.value), "url": f"{server.room}/play"}
        for one in client.cookies.jar
    ]
    context.add_cookies(jar)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.room}/play")
    page.wait_for_selector("header.seat")
    return page


def seal(server: Class, client: httpx.Client, form: Mapping[str, Any]) -> None:
    """Seal an order of the first turn."""
    said = {
        "turn": 1,
        "epoch": 0,
        "version": 0,
        "nonce": tokens.token(),
        "form": dict(form),
        "reason": "",
        "sure": 3,
    }
    client.post(f"{server.room}/play/order", json=said).raise_for_status()


def fill(page: Page) -> None:
    """Germany's order: support if France goes and Washington backs it, with a reason."""
    page.locator("fieldset.roles label:has-text('Support')").click()
    for condition in ("on_ground FRA", "us_backing 0.3"):
        page.select_option("select.chip", condition)
        page.wait_for_timeout(200)
    page.fill("#reason", REASON)
    page.locator("#reason").blur()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1200)


def play(server: Server, lead: httpx.Client, screen: Page, folder: Path) -> None:
    """On to the third beat of the reveal, and to the class among 2,000 runs."""
    server.go(lead, "orders", "forecast")
    screen.wait_for_selector(".beat")
    for _ in range(2):
        screen.keyboard.press("ArrowRight")
    screen.wait_for_selector("h1.headline")
    screen.wait_for_timeout(500)
    keep(screen.screenshot(), folder / "projector.png", 960)
    server.act(lead, "debrief", confirm=True)
    server.act(lead, "show", what="class")
    screen.wait_for_selector(".beeswarm", timeout=60_000)
    screen.wait_for_timeout(500)
    keep(screen.screenshot(), folder / "debrief.png", 960)


SETS: Mapping[str, tuple[Callable[[Browser, Path], None], Path]] = {
    "explorer": (explorer, ROOT / "docs" / "explorer"),
    "seminar": (seminar, ROOT / "docs" / "teaching" / "pictures"),
}


def main(words: list[str]) -> int:
    """Make what the words ask for; 2 for words that ask for nothing there is."""
    if len(words) != 1 or words[0] not in SETS:
        print(__doc__, file=sys.stderr)
        return 2
    make, folder = SETS[words[0]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=["--no-sandbox"])
        make(browser, folder)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

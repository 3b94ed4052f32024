"""Drives the page: opens it, calls its modules, and hears what it complains of and asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from sim.web import modules

DOORS = {
    "chance.js": ("assumed",),
    "flip.js": ("Search", "flip", "movesOf"),
    "view/written.js": ("rowOf",),
    "numbers.js": (
        "bare",
        "digits",
        "ends",
        "estimate",
        "exact",
        "figure",
        "finest",
        "in_common",
        "interval",
        "level",
        "of_printed",
        "tick",
        "touches",
    ),
    "runs.js": ("Runs",),
    "session.js": ("session",),
    "setting.js": ("check", "refusal", "textOf", "tidy"),
    "side_by_side.js": ("SideBySide",),
    "spread.js": ("knob", "parameters", "theories"),
    "summary.js": ("figures",),
    "workers.js": ("Stopped",),
    "yaml.js": ("from_yaml", "to_yaml"),
}
"""What the tests call of each module."""
REFINED = """() => Promise.race([
    tripwire.refined().then(() => null),
    new Promise((_, reject) => setTimeout(() => reject(new Error("not refined after a minute")), 60_000)),
])"""


def script() -> str:
    """The page's own script, and beside it `probe`, which holds what the tests call."""
    lines = ['import {} from "./main.js";']
    lines += [f'import {{{", ".join(names)}}} from "./{module}";' for module, names in DOORS.items()]
    held = ", ".join(name for names in DOORS.values() for name in names)
    text = "\n".join([*lines, "", f"window.probe = {{{held}}};", ""])
    return modules.page_script("probe.js", {"probe.js": text})


class Explorer:
    """The page in a browser."""

    def __init__(self, page: Page, path: Path, fragment: str = "") -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri() + fragment)
        assert self.complaints == []
        page.evaluate(REFINED)

    def ask(self, function: str, argument: Any = None) -> Any:
        """What a function of the page gives."""
        return self.page.evaluate(function, argument)

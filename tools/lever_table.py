"""Write the table of levers between the marks in README.md, from the one listing of levers."""

from __future__ import annotations

from pathlib import Path

from sim.scenario import LEVERS, Lever

README = Path(__file__).parent.parent / "README.md"
OPEN, CLOSE = "<!-- levers -->\n", "<!-- /levers -->"


def allowed(lever: Lever) -> str:
    """Range, unit and presets of a lever, in short."""
    if lever.kind in ("number", "whole"):
        names = "; " + ", ".join(f"`{name}`" for name in lever.names) if lever.names else ""
        return f"{lever.low:,g} – {lever.high:,g} {lever.unit}{names}"
    return {
        "choice": "a name",
        "roles": "a list of roles",
        "parts": "a list of parts",
        "countries": "a list of states",
        "injects": "a list of events",
    }.get(lever.kind, "names and values")


def table() -> str:
    """The table, in Markdown."""
    rows = [f"| `{lever.name}` | {lever.meaning} | {allowed(lever)} |" for lever in LEVERS]
    return "\n".join(["| lever | what it sets | allowed |", "|---|---|---|", *rows, ""])


def renewed(text: str) -> str:
    """README with the table as it should be."""
    before, rest = text.split(OPEN)
    _, after = rest.split(CLOSE)
    return before + OPEN + table() + CLOSE + after


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")

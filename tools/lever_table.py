"""Write the table of levers between the marks in README.md, from the one listing of levers."""

from __future__ import annotations

from pathlib import Path

from sim.scenario import LEVERS

README = Path(__file__).parent.parent / "README.md"
OPEN, CLOSE = "<!-- levers -->\n", "<!-- /levers -->"


def table() -> str:
    """The table, in Markdown."""
    rows = [
        f"| `{lever.name}` | {lever.meaning} | {lever.kind.allowed()} | `{lever.example}` |"
        for lever in LEVERS
    ]
    return "\n".join(["| lever | what it sets | allowed | for example |", "|---|---|---|---|", *rows, ""])


def renewed(text: str) -> str:
    """README with the table as it should be."""
    before, rest = text.split(OPEN)
    _, after = rest.split(CLOSE)
    return before + OPEN + table() + CLOSE + after


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")

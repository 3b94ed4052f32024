"""The explorer as one HTML file: script, style, data and the engine inside, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.scenario import Scenario
from sim.version import STATEMENT
from sim.web import still
from sim.web.data import changed, data
from sim.web.modules import FOLDER, page_script

TITLE = f"Tripwire: {STATEMENT}"
STYLES = ("page.css", "frames.css", "print.css")
MOST_SETTINGS = 4
"""Settings that a page shows side by side."""
MAX_SEED = 2**53 - 1
"""The largest whole number that a page holds exactly."""


@dataclass(frozen=True)
class Speech:
    """The language of a page: its tag, texts that stand in place of the page's own, and names of states by code."""

    language: str = "en"
    texts: Mapping[str, Any] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """What the page opens with: base and settings beside it, the seed of the draws, a game's debrief, its language."""

    base: Scenario = field(default_factory=Scenario)
    settings: Mapping[str, Scenario] = field(default_factory=dict)
    seed: int = 1
    game: Mapping[str, Any] | None = None
    """The figures of the debrief by name, if the page is written from a game."""
    speech: Speech = field(default_factory=Speech)

    def plain(self) -> dict[str, Any]:
        """As the page reads it."""
        return {
            "base": changed(self.base),
            "settings": [changed(one) for one in self.settings.values()],
            "names": list(self.settings),
            "seed": self.seed,
        }


def page(opening: Opening | None = None, *, script: str | None = None) -> str:
    """The whole page as text.

    Parameters
    ----------
    opening
        What it opens with; left out, the default scenario.
    script
        Another script than the page's own.

    Returns
    -------
    str
        HTML that asks for nothing from anywhere.

    Examples
    --------
    >>> "connect-src 'none'" in page()
    True
    """
    opening = opening or Opening()
    speech, known = opening.speech, data()
    texts = json.loads((FOLDER / "texts.json").read_text(encoding="utf-8")) | dict(speech.texts)
    states = [row | {"name": speech.states.get(row["code"], row["name"])} for row in known["states"]]
    style = "".join((FOLDER / name).read_text(encoding="utf-8") for name in STYLES)
    script = page_script() if script is None else script
    parts = {
        "policy": policy([style], [script]),
        "language": speech.language,
        "title": TITLE,
        "style": style,
        "data": embedded(
            known | {"states": states, "texts": texts, "game": opening.game, "opening": opening.plain()}
        ),
        "still": still.table(opening.base, seed=opening.seed),
        "script": script,
    }
    text = (FOLDER / "page.html").read_text(encoding="utf-8")
    pieces = text.replace("{{", "}}").split("}}")  # every second piece is the name of a part
    return "".join(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """The Content-Security-Policy: what stands in the page by its hash, its own workers, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))} 'wasm-unsafe-eval'",
            f"style-src {' '.join(map(_hash, styles))}",
            "worker-src blob:",
            "img-src data: blob:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def embedded(plain: Any) -> str:
    """Plain data as JSON that cannot end the element it stands in."""
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

"""The pages: files that the server hands out as they are; everything on them comes by the wire.

What draws them, `dom.js`, is the explorer's.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from starlette.responses import Response

from sim.seminar.words import spoken

SHARED = "dom.js"
KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json"}


@cache
def _names() -> frozenset[str]:
    """The files of this folder: a name that was asked for is compared with them, and never looked for on the disk."""
    return frozenset({SHARED, *(part.name for part in files(__name__).iterdir() if part.is_file())})


@cache
def content(name: str) -> bytes:
    """A file of this folder, or the one that it shares with the explorer."""
    return files("sim.web" if name == SHARED else __name__).joinpath(name).read_bytes()


def there(name: str) -> bool:
    """Whether there is such a file to hand out."""
    return name.rpartition(".")[2] in KINDS and name in _names()


def refused(words: str, status: int) -> Response:
    """Words for whoever opens an address that is closed to them, as a page."""
    text = content("refused.html").decode().replace("{language}", str(spoken()["language"]))
    return Response(text.replace("{words}", escape(words)), status, media_type="text/html; charset=utf-8")


def page(name: str) -> Response:
    """A file as an answer."""
    return Response(content(name), media_type=f"{KINDS[name.rpartition('.')[2]]}; charset=utf-8")

"""The pages: files that the server hands out as they are; everything on them comes by the wire."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from starlette.responses import Response

KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json"}


@cache
def content(name: str) -> bytes:
    """A file of this folder."""
    return files(__name__).joinpath(name).read_bytes()


def there(name: str) -> bool:
    """Whether there is such a file to hand out."""
    kind = name.rpartition(".")[2]
    return kind in KINDS and "/" not in name and files(__name__).joinpath(name).is_file()


def page(name: str) -> Response:
    """A file as an answer."""
    return Response(content(name), media_type=f"{KINDS[name.rpartition('.')[2]]}; charset=utf-8")

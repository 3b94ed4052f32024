"""The class server: one process, Starlette and uvicorn; events down, forms up, nothing fetched from elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.scenario import Scenario, ScenarioError
from sim.seminar.pages import page, refused, there
from sim.seminar.refusal import RefusedError
from sim.seminar.served import door, lead_routes, routes
from sim.seminar.served.guard import HEADERS
from sim.seminar.served.house import House
from sim.seminar.words import say, spoken

RETRY = {423: "5", 429: "10", 503: "1"}
"""Seconds after which a refused request may come again."""
STOP = 1
"""Seconds that requests under way get when the server stops."""


class Headers:
    """Puts the headers that every answer has on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [
                    (name.lower().encode(), value.encode()) for name, value in HEADERS.items()
                ]
            await send(message)

        await self.app(scope, receive, sent)


def app_of(house: House, scenario: Scenario) -> Starlette:
    """The application; `scenario` is what new rooms play."""

    async def static(request: Request) -> Response:
        house.check(request, writes=False)
        name = str(request.path_params["name"])
        if name == "words.json":
            return JSONResponse({"language": spoken()["language"], **spoken()["pages"]})
        if not there(name) or name.endswith(".html"):
            raise RefusedError("no_room", say("no.page"))
        return page(name)

    return Starlette(
        routes=[
            *door.of_students(house),
            *door.of_host(house, scenario),
            *routes.of_seats(house),
            *lead_routes.of_figures(house),
            *lead_routes.of_lead(house),
            *routes.of_keepers(house),
            Route("/static/{name}", static),
        ],
        middleware=[Middleware(Headers)],
        exception_handlers={
            RefusedError: _refused,
            ScenarioError: _no_value,
            HTTPException: _no_page,
            ClientDisconnect: _gone,
        },
        lifespan=house.life,
    )


async def _refused(request: Request, refusal: Exception) -> Response:
    """What is refused: as a page to who opens an address, as JSON to a page that asks."""
    assert isinstance(refusal, RefusedError)
    if "text/html" in request.headers.get("accept", ""):
        return refused(refusal.words, refusal.status)
    wait = {"Retry-After": RETRY[refusal.status]} if refusal.status in RETRY else {}
    return JSONResponse(refusal.as_dict(), refusal.status, wait)


async def _no_value(request: Request, refusal: Exception) -> Response:
    """A value in an address that is none of those allowed."""
    return await _refused(request, RefusedError("bad_form", str(refusal)))


async def _gone(request: Request, refusal: Exception) -> Response:
    """Nobody is there to read it: a phone that lost the network while it sent is no fault of the program."""
    del request, refusal
    return Response(status_code=400)


async def _no_page(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    if "text/html" in request.headers.get("accept", ""):
        return refused(say("no.page"), refusal.status_code)
    return JSONResponse({"error": "no_room", "words": say("no.page")}, refusal.status_code)


class Server(uvicorn.Server):
    """A server that ends its streams before it waits for them."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        """`end` closes all streams."""
        super().__init__(config)
        self._end = end
        self._loop: asyncio.AbstractEventLoop | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at the first Ctrl-C."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._end)
        super().handle_exit(sig, frame)

    async def serve(self, sockets: Any = None) -> None:
        """Serve until stopped."""
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)


def serve(house: House, scenario: Scenario, bound: Any) -> None:
    """Serve on a socket that is bound already, until Ctrl-C."""
    config = uvicorn.Config(
        app_of(house, scenario),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=STOP,
        proxy_headers=False,
    )
    Server(config, house.close_streams).run(sockets=[bound])

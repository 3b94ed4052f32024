"""The way in: the join page, codes, and the host's page from which rooms are opened."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice
from sim.seminar.model import world
from sim.seminar.pages import page
from sim.seminar.refusal import RefusedError
from sim.seminar.room import student
from sim.seminar.room.game import Game, issue_keys
from sim.seminar.seen import atlas
from sim.seminar.served import guard
from sim.seminar.served.house import COOKIE, House
from sim.seminar.words import called, name_of, say

WEEKS = 14 * 86_400
"""Seconds for which a browser keeps a token."""
SETTINGS = ("messages", "press", "roster")


def of_students(house: House) -> list[Route]:
    """What anybody may ask who has a code."""

    async def front(request: Request) -> Response:
        house.check(request, writes=False)
        return page("join.html")

    async def known(request: Request) -> Response:
        house.check(request, writes=False)
        return JSONResponse(atlas.atlas())

    async def look(request: Request) -> Response:
        house.check(request, writes=True)
        said = await guard.body(request)
        game = _by_code(house, request, said)
        return JSONResponse(seats(game))

    async def join(request: Request) -> Response:
        house.check(request, writes=True)
        said = student.fields(await guard.body(request), code=str, name=str, seat=str)
        game = _by_code(house, request, said)
        token, answer = student.join(game, said["name"], said["seat"])
        house.touch(game)
        path = f"/r/{game.room}/play"
        return with_token(request, JSONResponse({**answer, "url": path}), token, path)

    async def rejoin(request: Request) -> Response:
        house.check(request, writes=True)
        said = student.fields(await guard.body(request), code=str, rejoin=str)
        game = _by_code(house, request, said)
        try:
            token, answer = student.rejoin(game, said["rejoin"])
        except RefusedError:
            house.failures.note(guard.address(request))
            raise
        house.shut(game, answer["player"])
        house.touch(game)
        path = f"/r/{game.room}/play"
        return with_token(request, JSONResponse({**answer, "url": path}), token, path)

    return [
        Route("/", front),
        Route("/j/{code}", front),
        Route("/atlas", known),
        Route("/api/look", look, methods=["POST"]),
        Route("/api/join", join, methods=["POST"]),
        Route("/api/rejoin", rejoin, methods=["POST"]),
    ]


def of_host(house: House, base: Scenario) -> list[Route]:
    """What the host may ask; `base` is the scenario that new rooms play."""

    async def host(request: Request) -> Response:
        house.check(request, writes=False)
        if "key" in request.query_params:
            house.host(request, request.query_params["key"])
            away = RedirectResponse("/host", 303)
            return with_token(request, away, request.query_params["key"], "/host")
        house.host(request)
        return page("host.html")

    async def listing(request: Request) -> Response:
        house.check(request, writes=False)
        house.host(request)
        return JSONResponse(
            {
                "rooms": [in_short(game) for game in house.rooms],
                "refused": house.rooms.refused,
                "plans": {name: plan.title for name, plan in house.plans.items()},
                "worlds": {
                    name: f"{name}: {called('world', name, words)}" for name, words in world.RULES.items()
                },
                "place": house.place,
            }
        )

    async def opened(request: Request) -> Response:
        house.check(request, writes=True)
        house.host(request)
        said = student.fields(await guard.body(request), plan=str, world=str, seed=int, settings=dict)
        try:
            chosen = house.plans[choice("plan", said["plan"], house.plans)]
            scenario = base.but(horizon=chosen.horizon)
            picked = await house.in_thread(lambda: world.pick(scenario, said["seed"], said["world"]))
        except ScenarioError as refusal:
            raise RefusedError("bad_form", str(refusal)) from None
        wanted = {name: bool(said["settings"][name]) for name in SETTINGS if name in said["settings"]}
        make = house.rooms.create
        game, keys = await asyncio.to_thread(make, scenario, picked, chosen, wanted)
        return JSONResponse(links(game, keys))

    async def entered(request: Request) -> Response:
        house.check(request, writes=True)
        house.host(request)
        game = house.rooms.by_name(student.fields(await guard.body(request), room=str)["room"])
        return JSONResponse(links(game, issue_keys(game)))

    return [
        Route("/host", host),
        Route("/host/rooms", listing),
        Route("/host/open", opened, methods=["POST"]),
        Route("/host/enter", entered, methods=["POST"]),
    ]


def _by_code(house: House, request: Request, said: Any) -> Game:
    """The room whose code was typed; failures of an address are counted, and slow it down."""
    who = guard.address(request)
    if house.failures.full(who):
        raise RefusedError("slow_down", say("slow.codes"))
    try:
        return house.rooms.by_code(said.get("code"))
    except RefusedError:
        house.failures.note(who)
        raise


def seats(game: Game) -> dict[str, Any]:
    """What somebody sees before taking a seat."""
    return {
        "title": game.plan.title,
        "phase": game.state.room.phase,
        "seats": [
            {
                "seat": seat.seat,
                "kind": seat.kind,
                "name": name_of(seat.state or seat.seat),
                "left": seat.places - len(game.state.crew(seat.seat)),
                "places": seat.places,
                "states": [
                    name_of(one.state) for one in game.state.spoken_for(seat.seat) if one.bloc == seat.seat
                ],
            }
            for seat in game.state.seats.values()
            if seat.places
        ],
    }


def in_short(game: Game) -> dict[str, Any]:
    """A room in a line of the host's list."""
    room = game.state.room
    return {
        "room": game.room,
        "phase": room.phase,
        "turn": room.turn,
        "plan": game.plan.title,
        "players": sum(not one.gone for one in game.state.players.values()),
        "seed": room.seed,
    }


def links(game: Game, keys: dict[str, str]) -> dict[str, Any]:
    """The lecturer's and the projector's addresses, each of which lets one browser in."""
    return {"room": game.room, **{name: f"/r/{game.room}/{name}?key={key}" for name, key in keys.items()}}


def with_token(request: Request, answer: Response, token: str, path: str) -> Response:
    """Give a browser a token that no script can read and no other page can send.

    Parameters
    ----------
    request, answer
        What was asked, and what is answered.
    token, path
        The token, and the path under which the browser sends it.

    Returns
    -------
    Response
        The answer.
    """
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, token, WEEKS, path=path, secure=secure, httponly=True, samesite="strict")
    return answer

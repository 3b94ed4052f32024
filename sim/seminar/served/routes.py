"""The routes of a room: a seat's, the lecturer's, the projector's; each behind a token of its own path."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from sim.seminar.debrief.by_name import EARLY
from sim.seminar.log.records import Player
from sim.seminar.pages import page
from sim.seminar.refusal import RefusedError
from sim.seminar.room import cards, console, lecturer, student
from sim.seminar.room.deeds import DEEDS
from sim.seminar.room.game import Game
from sim.seminar.seen import atlas
from sim.seminar.seen.allow import Audience
from sim.seminar.served import guard, preflight
from sim.seminar.served.door import links, with_token
from sim.seminar.served.house import Answer, House
from sim.seminar.words import say


def streamed(house: House, game: Game, audience: Audience) -> Response:
    """A stream of an audience's views."""
    return StreamingResponse(house.stream(game, audience), media_type="text/event-stream")


def of_seats(house: House) -> list[Route]:
    """What somebody on a seat may ask."""

    async def phone(request: Request) -> Response:
        house.check(request, writes=False)
        try:
            house.player(request)
        except RefusedError:
            return RedirectResponse("/", 303)
        return page("play.html")

    async def events(request: Request) -> Response:
        house.check(request, writes=False)
        game, player = house.player(request)
        return streamed(house, game, house.audience(game, player))

    async def card(request: Request) -> Response:
        house.check(request, writes=False)
        game, player = house.player(request)
        depth = request.query_params.get("depth", game.plan.card)
        return JSONResponse(cards.of_seat(game, house.audience(game, player), depth))

    async def draft(request: Request) -> Response:
        house.check(request, writes=True)
        game, player = house.player(request)
        house.drafts.spend(player.token)
        answer = student.draft(game, player, await guard.body(request, guard.DRAFT))
        house.touch(game)
        return JSONResponse(answer)

    async def deed(request: Request) -> Response:
        house.check(request, writes=True)
        game, player = house.player(request)
        house.deeds.spend(player.token)
        said = await guard.body(request)
        return JSONResponse(_done(house, game, player, str(request.path_params["deed"]), said))

    base = "/r/{room}/play"
    return [
        Route(base, phone),
        Route(f"{base}/events", events),
        Route(f"{base}/card", card),
        Route(f"{base}/draft", draft, methods=["PUT"]),
        Route(f"{base}/{{deed}}", deed, methods=["POST"]),
    ]


def _done(house: House, game: Game, player: Player, name: str, said: Any) -> dict[str, Any]:
    """Do what a player asks; a conflict carries the asker's own view of what is true now."""
    if name not in DEEDS:
        raise RefusedError("bad_form", say("no.request"))
    try:
        answer = DEEDS[name](game, player, said)
    except RefusedError as refusal:
        if refusal.status == 409:
            refusal.more["view"] = game.view(house.audience(game, player))
        raise
    house.touch(game)
    return answer


def of_keepers(house: House) -> list[Route]:
    """What the lecturer and the projector may ask."""

    def opening(which: str, name: str) -> Answer:
        async def opened(request: Request) -> Response:
            house.check(request, writes=False)
            path = f"/r/{request.path_params['room']}/{which}"
            if "key" in request.query_params:
                house.keeper(request, which, request.query_params["key"])
                return with_token(request, RedirectResponse(path, 303), request.query_params["key"], path)
            house.keeper(request, which)
            return page(name)

        return opened

    def watching(which: str) -> Answer:
        async def events(request: Request) -> Response:
            house.check(request, writes=False)
            return streamed(house, house.keeper(request, which), Audience(which))

        return events

    async def place(request: Request) -> Response:
        house.check(request, writes=False)
        house.keeper(request, "screen")
        return JSONResponse({"place": house.place})

    async def code(request: Request) -> Response:
        house.check(request, writes=False)
        game = house.keeper(request, "screen")
        text = game.texts.get(game.state.room.code_text, "")
        if not text:
            raise RefusedError("no_room", say("no.code"))
        return Response(atlas.qr(f"{house.place}/j/{text}"), media_type="image/svg+xml")

    async def act(request: Request) -> Response:
        house.check(request, writes=True)
        game = house.keeper(request, "lead")
        said = await guard.body(request)
        return JSONResponse(await _acted(house, game, str(request.path_params["act"]), said))

    return [
        Route("/r/{room}/lead", opening("lead", "lead.html")),
        Route("/r/{room}/screen", opening("screen", "screen.html")),
        Route("/r/{room}/screen/qr.svg", code),
        Route("/r/{room}/screen/place", place),
        Route("/r/{room}/lead/events", watching("lead")),
        Route("/r/{room}/screen/events", watching("screen")),
        Route("/r/{room}/lead/{act}", act, methods=["POST"]),
    ]


async def _acted(house: House, game: Game, name: str, said: Any) -> dict[str, Any]:
    """Do what the lecturer asks."""
    if name == "branch":
        seq = console.start_of(game, student.fields(said, turn=int)["turn"])
        made, keys = house.rooms.branch(game, seq)
        house.ask(made)
        return links(made, keys)
    if name == "forget":
        if said.get("confirm") is not True:
            raise RefusedError("bad_form", say("confirm.forget"))
        house.forget(game)
        return {"done": "forgotten"}
    if name not in lecturer.ACTS:
        raise RefusedError("bad_form", say("no.request"))
    if name == "go":
        said = preflight.hold(game, frozenset(house.addresses), said, alone=house.alone)
    answer = await lecturer.ACTS[name](game, house.hands, said)
    if name == "reseat":
        house.shut(game, said["player"])
    house.touch(game)
    house.start(house.work_out(game, EARLY if game.state.room.phase in ("reveal", "talk", "debrief") else ()))
    return answer

"""What the lecturer may fetch and have worked out: figures, files, the check, a rehearsal, the printed pack."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sim.seminar.debrief import change_one, surprise
from sim.seminar.debrief.by_name import FIGURES
from sim.seminar.model import fan, order_form
from sim.seminar.model.game_file import HELD, Change
from sim.seminar.model.world import World
from sim.seminar.pages import page
from sim.seminar.refusal import RefusedError
from sim.seminar.room import bots, cards, console, student
from sim.seminar.room.game import Game
from sim.seminar.served import guard, preflight
from sim.seminar.served.door import links
from sim.seminar.served.house import Answer, House
from sim.seminar.take_home import exports
from sim.seminar.words import say

NAMED = (*FIGURES, "change")


async def figure(house: House, game: Game, name: str) -> dict[str, Any]:
    """A figure of the debrief, worked out if it is not there yet. Raises `RefusedError` before the debrief."""
    if name not in NAMED:
        raise RefusedError("no_room", say("no.page"))
    if not game.state.open or not game.state.revealed:
        raise RefusedError("not_now", say("not.figures"))
    if name == "change":
        if "change" not in game.figures:
            raise RefusedError("not_now", say("not.changed"))
    elif name == "scores" or name not in game.figures:
        await house.work_out(game, (name,))
    return game.figures[name]


async def change(house: House, game: Game, said: Any) -> dict[str, Any]:
    """Change one order, for all to see: another form, none, or the model's own decision."""
    if not game.state.open:
        raise RefusedError("not_now", say("not.changing"))
    read = student.fields(said, turn=int, seat=str, form=dict | str | None, lasting=bool)
    place, form = game.state.seats.get(read["seat"]), read.get("form")
    if place is None or place.kind != "state" or not 1 <= read["turn"] <= game.state.revealed:
        raise RefusedError("bad_form", say("bad.change"))
    if isinstance(form, str) and form != HELD:
        raise RefusedError("bad_form", say("bad.change_form", held=HELD))
    if isinstance(form, dict):
        month = game.plan.first_month(read["turn"])
        form = order_form.check(game.world.scenario, place.state, month, form)
    asked = Change(read["turn"], place.seat, form, read["lasting"])
    played = game.snapshot()
    game.figures["change"] = await house.in_thread(lambda: change_one.figure(played, asked))
    house.touch(game)
    return game.figures["change"]


def pack(game: Game, *, private: bool) -> dict[str, Any]:
    """Cards, table tents and paper slips of all seats; the private side only where it is asked for."""
    scenario, plan = game.world.scenario, game.plan
    found = []
    for seat in game.state.seats.values():
        if seat.kind != "state":
            continue
        card = cards.public(scenario, seat.state, plan.card)
        own = cards.private(game.state.known(seat.seat), plan.card) if private else []
        slip = [one for one in game.world.roles(seat.state) if not one["closed"]]
        found.append({**card, "private": own, "slip": slip})
    return {"title": plan.title, "turns": plan.turns, "months": plan.months, "cards": found}


def rehearse(house: House, game: Game) -> dict[str, Any]:
    """A room of its own in which 30 bots play this lesson in a few minutes."""
    room = game.state.room
    made, keys = house.rooms.create(
        game.world.scenario,
        World(room.seed, room.replicate, room.world_rule, 1.0),
        bots.rehearsal(game.plan),
        {"messages": room.settings["messages"]},
    )
    players = bots.take_seats(made)
    house.start(bots.play(made, players, lambda: house.touch(made)))
    return links(made, keys)


def of_lead(house: House) -> list[Route]:
    """The routes."""

    async def options(request: Request) -> Response:
        house.check(request, writes=False)
        house.keeper(request, "lead")
        return JSONResponse(console.options() | {"place": house.place})

    async def checked(request: Request) -> Response:
        house.check(request, writes=False)
        game = house.keeper(request, "lead")
        return JSONResponse({"checks": preflight.check(game, frozenset(house.addresses), alone=house.alone)})

    async def exported(request: Request) -> Response:
        house.check(request, writes=False)
        game = house.keeper(request, "lead")
        name = str(request.path_params["name"])
        text, kind = await asyncio.to_thread(exports.export, game, name)
        head = {"Content-Disposition": f'attachment; filename="{game.room}-{name}"'}
        return Response(text, media_type=f"{kind}; charset=utf-8", headers=head)

    async def printed(request: Request) -> Response:
        house.check(request, writes=False)
        house.keeper(request, "lead")
        return page("print.html")

    async def packed(request: Request) -> Response:
        house.check(request, writes=False)
        return JSONResponse(pack(house.keeper(request, "lead"), private=False))

    async def worked(request: Request) -> Response:
        house.check(request, writes=True)
        game, said = house.keeper(request, "lead"), await guard.body(request)
        act = str(request.path_params["work"])
        if act == "change":
            return JSONResponse(await change(house, game, said))
        if act == "rehearse":
            return JSONResponse(rehearse(house, game))
        if said.get("confirm") is not True:
            raise RefusedError("bad_form", say("confirm.pack"))
        game.write("pack_printed", {})
        return JSONResponse(pack(game, private=True))

    base = "/r/{room}/lead"
    return [
        Route(f"{base}/options", options),
        Route(f"{base}/preflight", checked),
        Route(f"{base}/export/{{name}}", exported),
        Route(f"{base}/print", printed),
        Route(f"{base}/pack", packed),
        Route(f"{base}/work/{{work}}", worked, methods=["POST"]),
    ]


def of_figures(house: House) -> list[Route]:
    """The figures, for the lecturer, the projector and everybody in the room."""

    def shown(who: str) -> Answer:
        async def answered(request: Request) -> Response:
            house.check(request, writes=False)
            game = house.player(request)[0] if who == "play" else house.keeper(request, who)
            return JSONResponse(await figure(house, game, str(request.path_params["name"])))

        return answered

    async def why(request: Request) -> Response:
        house.check(request, writes=False)
        game = house.keeper(request, "lead")
        code, turn = request.query_params.get("state", ""), request.query_params.get("turn", "")
        known = code in game.state.own and turn.isdecimal() and 1 <= int(turn) <= game.state.revealed
        if not game.state.open or not known:
            raise RefusedError("not_now", say("not.why"))
        played = game.snapshot()
        return JSONResponse(await house.in_thread(lambda: surprise.why(played, code, int(turn))))

    async def own(request: Request) -> Response:
        house.check(request, writes=False)
        game, player = house.player(request)
        if not game.state.open:
            raise RefusedError("not_now", say("not.scores"))
        return JSONResponse({"score": house.score(game, player.player)})

    async def fanned(request: Request) -> Response:
        house.check(request, writes=False)
        game = house.keeper(request, "screen")
        scenario, horizon, seed = game.world.scenario, game.plan.horizon, game.state.room.seed
        return JSONResponse(await house.in_thread(lambda: fan.fan(scenario, horizon, seed)))

    return [
        Route("/r/{room}/play/score", own),
        Route("/r/{room}/screen/fan", fanned),
        Route("/r/{room}/lead/why", why),
        *(Route(f"/r/{{room}}/{who}/figure/{{name}}", shown(who)) for who in ("play", "lead", "screen")),
    ]

"""What the lecturer has beside the clock: rehearsal, check, cards, run cards; nothing that is sent breaks a room."""

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import Scenario, ScenarioError
from sim.seminar.lessons import agenda
from sim.seminar.lessons.lesson import read
from sim.seminar.lessons.lesson_plan import LEAST
from sim.seminar.log.fold import fold
from sim.seminar.refusal import RefusedError
from sim.seminar.room import bots, cards, flow, rooms
from sim.seminar.room.deeds import DEEDS
from sim.seminar.room.flow import advance
from sim.seminar.room.game import Game
from sim.seminar.room.lecturer import ACTS
from sim.seminar.seen.allow import Audience
from sim.seminar.seen.audience import Stream
from sim.seminar.served import lead_routes, preflight
from sim.seminar.served.start import read_card, start
from sim.seminar.take_home import exports
from tests.seminar.classroom import HANDS, do, done, forward, lead, refused, room, seal, seated


@pytest.fixture
def game(tmp_path: Path) -> Game:
    return room(tmp_path)


ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    10**12,
    0.5,
    -1e300,
    "",
    "FRA",
    "=1",
    "${x}",
    "\x00",
    "x" * 500,
    [],
    {},
    [[]],
)
"""Values that a forger sends."""


def odd(rng: random.Random, depth: int = 2) -> Any:
    """Something that JSON can say."""
    kind = rng.random()
    if depth and kind < 0.2:
        names = ("role", "share", "if", "else", "hold", "on_ground", "kind", "size", "x")
        return {rng.choice(names): odd(rng, depth - 1) for _ in range(rng.randint(0, 4))}
    if depth and kind < 0.3:
        return [odd(rng, depth - 1) for _ in range(rng.randint(0, 3))]
    return rng.choice(ODD)


NAMES = (
    *(
        "turn",
        "epoch",
        "version",
        "nonce",
        "form",
        "reason",
        "sure",
        "n20",
        "text",
        "to",
        "gives",
        "asks",
        "deal",
    ),
    *(
        "about",
        "from",
        "seconds",
        "seat",
        "what",
        "confirm",
        "kind",
        "size",
        "country",
        "words",
        "places",
        "player",
    ),
    *("line", "open"),
)


def test_nothing_that_anybody_sends_breaks_a_room(game: Game) -> None:
    player = seated(game, "FRA", "DEU")["FRA"]
    forward(game, "orders")
    rng = random.Random(3)
    taken = 0
    for _ in range(1_500):
        real = {
            "turn": game.state.room.turn,
            "epoch": 0,
            "version": game.state.seats["FRA"].version,
            "nonce": str(rng),
        }
        said = {name: real.get(name, odd(rng)) for name in rng.sample(NAMES, rng.randint(0, 8))}
        said = {**real, **said} if rng.random() < 0.5 else said
        deed = rng.choice([*DEEDS, *(act for act in ACTS if act not in ("go", "undo", "debrief"))])
        try:
            if deed in DEEDS and deed != "leave":
                DEEDS[deed](game, player, said)
            elif deed in ACTS:
                done(ACTS[deed](game, HANDS, said))
            taken += 1
        except RefusedError as refusal:
            json.dumps(refusal.as_dict())
    assert taken
    assert fold(game.journal.events()) == game.state


def test_bots_rehearse_a_lesson(game: Game) -> None:
    players = bots.take_seats(game)
    assert len(players) == bots.PLAYERS
    rng = random.Random(1)
    for turn in (1, 2, 3):
        forward(game, "orders")
        for name in players:
            for _ in range(2):
                try:
                    bots.act(game, game.state.players[name], rng)
                except RefusedError:
                    continue
        assert {at[1] for at in game.state.sealed if at[0] == turn} >= {"FRA", "DEU"}
        forward(game, "reveal")
    assert len(game.state.forecasts) > bots.PLAYERS
    assert game.state.revealed == 3


def test_a_rehearsal_runs_by_itself(game: Game) -> None:
    plan = bots.rehearsal(game.plan)
    assert plan.seconds["orders"] == bots.FAST["orders"]
    assert plan.turns == game.plan.turns

    async def run() -> None:
        players = bots.take_seats(game, 4)
        await advance(game, HANDS)
        await advance(game, HANDS)
        task = asyncio.create_task(bots.play(game, players, lambda: None))
        for _ in range(100):
            await asyncio.sleep(0.02)
            if game.state.sealed:
                break
        await advance(game, HANDS)
        game.write("phase", {"phase": "debrief", "turn": 1, "ends_at": None})
        await asyncio.wait_for(task, 10)

    done(run())
    assert [event.kind for event in game.journal.events() if event.kind == "order_sealed"]


def test_the_check_says_what_is_not_ready(game: Game) -> None:
    alone = {row["check"]: row for row in preflight.check(game, frozenset({"127.0.0.1"}))}
    assert {name for name, row in alone.items() if not row["ok"]} == {"network", "projector"}
    reached = {row["check"]: row for row in preflight.check(game, frozenset({"127.0.0.1", "192.168.1.7"}))}
    assert reached["network"]["ok"]


def test_the_printed_pack_has_every_seat_and_its_private_side_only_if_asked(game: Game) -> None:
    pack = lead_routes.pack(game, private=False)
    assert [card["state"] for card in pack["cards"]] == list(game.plan.seats)
    assert all(card["private"] == [] for card in pack["cards"])
    whole = lead_routes.pack(game, private=True)
    assert all(card["private"] for card in whole["cards"])
    (germany,) = [card for card in whole["cards"] if card["state"] == "DEU"]
    assert f"{game.state.own['DEU'].known['capacity']:,}" in germany["private"][0]


@pytest.mark.parametrize("depth", cards.DEPTHS)
def test_a_card_cites_what_it_says(depth: str) -> None:
    for code in ("DEU", "POL", "AUT", "EST"):
        card = cards.public(Scenario(), code, depth)
        assert len(card["interests"]) <= cards.DEPTHS[depth]
        assert all(claim["id"] in claim["source"] or claim["source"] for claim in card["interests"])
        assert all(row["grade"] in "ABCD" for part in ("law", "army", "public") for row in card[part])
        assert len(card["asks"]) == (1 if depth == "short" else 3)
        assert all(ask["to"] != code for ask in card["asks"])


def test_a_card_knows_nothing_later_than_its_reading() -> None:
    early = {
        claim["date"] for claim in cards.public(Scenario(reading="jan2025"), "DEU", "expert")["interests"]
    }
    late = {
        claim["date"] for claim in cards.public(Scenario(reading="sep2025"), "DEU", "expert")["interests"]
    }
    assert early < late
    assert max(early) < "2025-02"


def test_a_run_card_opens_the_same_world(game: Game, tmp_path: Path) -> None:
    path = tmp_path / "a.card.json"
    path.write_text(exports.run_card(game), encoding="utf-8")
    opened = start(Scenario(), rooms=tmp_path / "new", days=14, hosts=frozenset(), place="")
    links = opened.from_card(path)
    other = opened.house.rooms.games[links["room"]]
    assert other.state.own == game.state.own
    assert other.state.room.scenario == game.state.room.scenario
    opened.lock.release()
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "rulebook": "another"}), encoding="utf-8")
    with pytest.raises(ScenarioError, match="made by version"):
        read_card(path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ScenarioError, match="is no run card"):
        read_card(path)


def test_a_name_is_forgotten_on_request(game: Game) -> None:
    seated(game, "FRA")
    lead(game, "forget_name", player="p1", confirm=True)
    assert "Name of FRA" not in game.texts.values()
    assert refused(lambda: lead(game, "forget_name", player="p1", confirm=True)).error == "bad_form"


def test_a_late_class_gets_a_shorter_last_turn_and_is_told_before(game: Game) -> None:
    seated(game, "FRA")
    plan = read("25")
    state = game.state
    state.room.began, state.room.phase, state.room.turn = 1, "talk", 2
    planned = plan.seconds["briefing"] + 2 * plan.turn_seconds
    state.room.ends_at = 1_000.0 * (planned + 20)
    assert agenda.advice(state, plan) == {"late": 20, "words": "", "drops": False}
    state.room.ends_at = 1_000.0 * (planned + 25 + 60)
    assert agenda.late(state, plan) == 85
    told = agenda.advice(state, plan)
    assert "it will be dropped" in told["words"]
    assert told["drops"]
    assert agenda.seconds_of(state, plan, "orders") == LEAST
    assert agenda.seconds_of(state, plan, "reveal") == plan.seconds["reveal"]


def test_a_class_that_is_later_than_its_last_turn_can_give_goes_on_to_the_debrief(
    game: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, began = game.state.room, 1_000
    planned = game.plan.seconds["briefing"] + 2 * game.plan.turn_seconds
    slack = game.plan.seconds["orders"] - LEAST
    room.began, room.phase, room.turn = began, "talk", game.plan.turns - 1
    for late, following in ((slack - 1, "orders"), (slack + 1, "debrief")):
        monkeypatch.setattr(flow, "now", lambda late=late: began + 1_000 * (planned + late))
        room.ends_at = began + 1_000.0 * (planned + late)
        assert flow.following(game) == following
    room.turn = 1
    assert flow.following(game) == "orders"


def test_a_lesson_begins_when_the_check_is_green_or_waived_in_the_log(game: Game) -> None:
    near, far = frozenset({"127.0.0.1"}), frozenset({"192.168.1.7"})
    refusal = refused(lambda: preflight.hold(game, near, {"from": "lobby"}))
    assert [one["check"] for one in refusal.more["checks"]] == ["network", "projector"]
    assert refusal.words.startswith("not ready: network: no other device")
    game.streams.append(Stream(Audience("screen")))
    assert preflight.hold(game, far, {"from": "lobby"}) == {"from": "lobby"}
    assert preflight.hold(game, near, {"from": "lobby", "waive": True}) == {"from": "lobby"}
    waived = [event.body["checks"] for event in game.journal.events() if event.kind == "waived"]
    assert waived == [["network"]]
    forward(game, "orders")
    assert preflight.hold(game, near, {"from": "orders"}) == {"from": "orders"}


def test_after_an_undo_a_seat_may_speak_again(game: Game) -> None:
    player = seated(game, "FRA")["FRA"]
    forward(game, "orders")
    do(game, player, "statement", text="We go.")
    forward(game, "reveal")
    lead(game, "undo", confirm=True)
    do(game, player, "statement", text="We wait.")
    assert refused(lambda: do(game, player, "statement", text="Or not.")).error == "not_now"
    assert fold(game.journal.events()) == game.state


def test_the_folders_rooms_are_listed_with_their_cards(game: Game, tmp_path: Path) -> None:
    found = rooms.card(game)
    assert found["seed"] == 1
    assert found["replicate"] == 6
    assert not {"lead", "screen", "code"} & found.keys()


def test_an_order_that_the_lecturer_opened_is_told_to_its_seat(game: Game) -> None:
    from sim.seminar.seen.allow import Audience

    player = seated(game, "FRA")["FRA"]
    forward(game, "orders")
    seal(game, player, {"role": "arms"})
    audience = Audience("seat", "FRA", player.player)
    assert game.view(audience)["sealed"]["opened"] is False
    lead(game, "look", seat="FRA", confirm=True)
    assert game.view(audience)["sealed"]["opened"] is True
    assert [one["seat"] for one in game.view(Audience("lead"))["orders"]] == ["FRA"]
    assert game.view(Audience("screen"))["orders"] == []


def test_a_branch_waits_for_its_lecturer(game: Game, tmp_path: Path) -> None:
    from sim.seminar.room.branch import branch
    from sim.seminar.room.console import start_of

    forward(game, "orders")
    forward(game, "reveal")
    made = branch(game, tmp_path, "other", start_of(game, 1))
    assert (made.state.room.phase, made.state.room.ends_at) == ("orders", None)
    assert made.state.room.left == 1000 * game.plan.seconds["orders"]


def test_a_view_that_comes_while_another_goes_out_is_not_left_lying() -> None:
    from sim.seminar.seen.allow import Audience
    from sim.seminar.seen.audience import BEAT, Stream

    async def run() -> list[str]:
        stream, found = Stream(Audience("screen")), []
        stream.offer({"rev": "a"})
        events = stream.events()
        found.append(await anext(events))
        stream.offer({"rev": "b"})
        stream.offer({"rev": "c"})
        found.append(await asyncio.wait_for(anext(events), BEAT / 2))
        stream.offer({"rev": "d"})
        stream.offer({"rev": "c"})  # back to what was sent: nothing is new
        stream.close()
        found.append(await anext(events))
        return found

    first, second, last = done(run())
    assert '"rev":"a"' in first
    assert '"rev":"c"' in second
    assert last.startswith("event: bye")


def test_a_bell_that_rang_unheard_leaves_a_minute(game: Game) -> None:
    from sim.seminar.room.rooms import Rooms
    from sim.seminar.served.house import AWAY, House

    forward(game, "orders")
    game.write("extended", {"ends_at": 1_000})
    game.close()

    async def run() -> float | None:
        house = House(Rooms(game.journal.path.parent), "key", frozenset(), "")
        async with house.life(None):
            (found,) = house.rooms
            return found.state.room.left

    assert done(run()) == AWAY

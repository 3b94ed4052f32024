"""`tripwire seminar`: a class plays the coalition on its phones."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from sim import extras
from sim.cli.parse.rows import FILE, SEED
from sim.cli.parse.value_kinds import Count, Place, choices, one_of
from sim.cli.parse.value_kinds import Text as Words
from sim.cli.parse.verbs import Setting, verb
from sim.scenario import Scenario, ScenarioError
from sim.scenario.kinds import Choice
from sim.version import STATEMENT

NEEDED = ("segno", "starlette", "uvicorn")
LAN = one_of(true="phones of the same network too", false="this computer alone")
LOOPBACK = "127.0.0.1"
PLAN, WORLD = "50", "typical"


def _plans() -> tuple[str, ...]:
    from sim.seminar.lessons.lesson import names

    return names()


def _worlds() -> dict[str, str]:
    from sim.seminar.model.world import RULES

    return RULES


@dataclass(frozen=True)
class Plan(Choice):
    """A plan by its minutes, or the file of one's own."""

    def check(self, name: str, value: object) -> str:
        """The name, or the path; whether a plan is there is seen when the room opens."""
        own = isinstance(value, str) and value.endswith(".yaml")
        return str(value) if own else super().check(name, value)

    def allowed(self) -> str:
        """The list, and files."""
        return f"{super().allowed()}, or a plan.yaml of your own"


@verb(
    "a class plays the coalition on its phones, and the game is a scenario",
    levers="scenario",
    settings=(
        Setting(
            "lan", LAN, "false", "let phones of the same network in, and show its QR code", sample="true"
        ),
        Setting("port", Count(1024, 65_535, "port"), 8000, "port on which it listens", sample="8765"),
        Setting(
            "plan", Plan(lambda: dict.fromkeys(_plans(), "")), PLAN, "the lesson, by its minutes", sample="25"
        ),
        Setting("world", choices(_worlds), WORLD, "rule by which the class's world is picked", sample="any"),
        SEED,
        Setting("rooms", Place("a folder of rooms"), Path("outputs/seminar"), "folder that keeps the rooms"),
        Setting("days", Count(1, 365, "days"), 14, "days after which a room is forgotten", sample="30"),
        Setting(
            "address",
            Words("a host name, as in class.example.org"),
            None,
            "name under which a proxy serves it to the world",
            unset="none",
            sample="class.example.org",
        ),
        Setting(
            "card",
            Place("a run card", "room.card.json"),
            None,
            "opens a room on the world of an earlier one",
            unset="none",
        ),
        Setting(
            "language",
            Place("a translated words.json", "words.json"),
            None,
            "words of pages and server in another language",
            unset="English",
        ),
        FILE,
    ),
)
def seminar(
    scenario: Scenario,
    lan: str,
    port: int,
    plan: str,
    world: str,
    seed: int,
    rooms: Path,
    days: int,
    address: str | None,
    card: Path | None,
    language: Path | None,
) -> None:
    """Start the class server and open a room: students join by code, the lecturer by the printed address.

    Without `lan` it answers this computer alone. Rooms of earlier lessons are back by themselves. Ctrl-C stops it.
    """
    extras.require(NEEDED, "seminar", "seminar: the class server")
    from sim.seminar import words
    from sim.seminar.lessons import lesson
    from sim.seminar.served import start

    if card and (plan, world, seed) != (PLAN, WORLD, SEED.default):
        raise ScenarioError("plan, world, seed: cannot be set beside card; the card says them")
    words.speak(language)
    chosen = lesson.chosen(plan)
    out = Console(highlight=False)
    open_to_all = lan == "true"
    bound = listen("0.0.0.0" if open_to_all else LOOPBACK, port)
    own = own_address() if open_to_all else LOOPBACK
    place = f"https://{address}" if address else f"http://{own}:{port}"
    names = {"localhost", LOOPBACK, own, *([address] if address else ())}
    hosts = frozenset({*(f"{name}:{port}" for name in names), *([address] if address else ())})
    opened = start.start(scenario, rooms=rooms, days=days, hosts=hosts, place=place)
    first = opened.from_card(card) if card else opened.first_room(chosen, world, seed)
    for line in opened.welcome(first, lan=open_to_all):
        out.print(Text(line), soft_wrap=True)
    out.print(Text(STATEMENT, style="dim"))
    with suppress(KeyboardInterrupt):  # the way to stop it
        opened.serve(bound)
    out.print(Text("Stopped; every room is kept, and opens again with the next start."))


def listen(host: str, port: int) -> socket.socket:
    """A socket that is bound, so that a port in use is refused before anything starts."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as refusal:
        bound.close()
        raise ScenarioError(
            f"port: {port} cannot be used here ({refusal.strerror}); allowed: another, as in port={port + 1}"
        ) from None
    return bound


def own_address() -> str:
    """The address by which the local network reaches this computer; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return LOOPBACK
        return str(probe.getsockname()[0])

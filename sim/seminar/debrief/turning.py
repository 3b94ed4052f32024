"""Figure 1: turning points. Months in which one order changed the coalition, found by leaving each order out."""

from __future__ import annotations

from typing import Any

from sim.seminar.debrief.played import Played
from sim.seminar.lessons.lesson_plan import from_mapping
from sim.seminar.model.game_file import Change, new_orders
from sim.seminar.model.game_runs import on_ground, soldiers
from sim.seminar.model.order_form import in_words
from sim.seminar.words import count, listed, name_of, say

MOST = 6
"""Turning points that are shown."""


def figure(played: Played) -> dict[str, Any]:
    """What each order changed at the end of this world, the greatest first."""
    at = [one for one in new_orders(played.state, played.through) if one in played.state.sealed]
    points: list[dict[str, Any]] = []
    if at:
        block = played.here([played.scenario(), *(played.scenario(Change(*one)) for one in at)])
        force, there = soldiers(block, played.months)[:, 0], on_ground(block, 0)
        points = [
            _point(played, *one, there, on_ground(block, k), force[0] - force[k])
            for k, one in enumerate(at, 1)
        ]
    points = [point for point in points if point["brought"] or point["lost"] or abs(point["soldiers"]) >= 1]
    points.sort(key=lambda one: (-len(one["brought"]) - len(one["lost"]), -abs(one["soldiers"]), one["turn"]))
    return {
        "figure": "turning",
        "title": _title(points),
        "points": sorted(points[:MOST], key=lambda one: (one["turn"], one["seat"])),
        "orders": len(at),
        "path": [round(month["deployed"]) for turn in played.state.settled for month in turn.months],
        "question": say("turning.question"),
        "first": "press",
        "runs": len(at) + 1,
    }


def _point(
    played: Played, turn: int, seat: str, there: set[str], without: set[str], gained: float
) -> dict[str, Any]:
    """What one order made of the end, in this world."""
    sealed = played.state.sealed[turn, seat]
    return {
        "turn": turn,
        "month": from_mapping(played.state.room.plan).first_month(turn) + 1,
        "seat": seat,
        "words": in_words(sealed.form),
        "reason": played.texts.get(sealed.reason, ""),
        "brought": sorted(there - without),
        "lost": sorted(without - there),
        "soldiers": round(float(gained)),
    }


def _title(points: list[dict[str, Any]]) -> str:
    if not points:
        return say("turning.none")
    top = points[0]
    others = [code for code in top["brought"] if code != top["seat"]]
    who = {"who": name_of(top["seat"]), "month": top["month"]}
    if others:
        return say("turning.brought", states=listed(map(name_of, others)), **who)
    if top["brought"]:
        return say("turning.alone", **who)
    if top["lost"]:
        return say("turning.cost", states=listed(map(name_of, top["lost"])), **who)
    return say("turning.force", n=count(top["soldiers"], signed=True), **who)

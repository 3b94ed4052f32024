"""The engines against each other, on the base scenario: 36 months, all countries."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from benchmarks import c_loop
from benchmarks.clock import Times, in_turn
from benchmarks.report import Chapter, speed, spell, verdict
from sim import chance, ensemble, rules
from sim.ensemble.state import ASSUMED
from sim.engine.model import DeploymentModel
from sim.rules.plain import plain
from sim.scenario import Scenario
from sim.engine.inputs import lay_out

RUNS = 256
"""Runs of the compiled engines in one repeat: one chunk."""
WANTED_PER_SECOND, REQUIRED = 10_000, 300.0


class Lean(DeploymentModel):
    """The Mesa model at its fastest: no data collector, and no path of the publics' mood, which nobody asks for."""

    def __init__(self) -> None:
        super().__init__(collect=False)

    def _mood(self) -> float:
        return 0.0


def play(model: DeploymentModel) -> None:
    """All months of a Mesa model, without labelling its results."""
    while model.running:
        model.step()


def ratios(repeats: int) -> list[Chapter]:
    """Runs a second; ensemble against Mesa, against C, two threads against one; the work of a run."""
    deck, tape = lay_out([Scenario()]), chance.tape(1, 0, RUNS, Scenario().horizon)
    tasks: dict[str, Any] = {
        "ensemble": lambda: ensemble.run_piece(deck, seed=1, first=0, replicates=RUNS),
        "tape": lambda: chance.tape(1, 0, RUNS, deck.horizon),
    }
    given = c_loop.compiler() is not None
    if given:
        loop = c_loop.c_loop()
        tasks |= {"C": lambda: loop(deck, tape), "peak": c_loop.peak()}
    tasks |= {
        "mesa": lambda: play(Lean()),
        "construction": Lean,
    }
    took = in_turn(tasks, repeats, time.thread_time)
    ours, drawn = took["ensemble"].per(RUNS), took["tape"].per(RUNS)
    chapters = [_rate(ours, drawn), _mesa(took, repeats)]
    if given:
        chapters += [_against_c(ours, drawn, took["C"].per(RUNS)), _limit(took, ours)]
    else:
        chapters.append(Chapter("Ensemble against C", note="Not measured: no C compiler on the path."))
    return [*chapters, _threads(max(2, repeats // 20))]


def _rate(ours: Times, drawn: Times) -> Chapter:
    rate = 1.0 / ours.least
    row = {
        "what": "base scenario, one core, draws included",
        "runs a second": f"{rate:,.0f}",
        "by medians": f"{1.0 / ours.median:,.0f}",
        "a run": spell(ours.least),
        "of it draws": spell(drawn.least),
        "goal": verdict(f"≥ {WANTED_PER_SECOND:,}", rate >= WANTED_PER_SECOND),
    }
    return Chapter("Runs a second", [row])


def _mesa(took: dict[str, Times], repeats: int) -> Chapter:
    mesa, built, ours = took["mesa"], took["construction"], took["ensemble"].per(RUNS)
    months = Times(mesa.least - built.least, mesa.median - built.median)
    drawn = took["tape"].per(RUNS)
    alone = Times(ours.least - drawn.least, ours.median - drawn.median)
    note = (
        f"{_forms(repeats)} The Mesa model runs without its data collector and without the path of the mood."
    )
    return Chapter(
        "Ensemble against the Mesa engine",
        [
            speed("a run, construction included", ("ensemble", ours), ("Mesa", mesa), REQUIRED),
            speed("construction and draws left out", ("ensemble", alone), ("Mesa", months), REQUIRED),
        ],
        note,
    )


def _forms(repeats: int) -> str:
    """Which form of a rule the agents should call: one rule, called from Python in both forms."""
    row = np.zeros(1, ASSUMED)[0]
    assumed = DeploymentModel(collect=False).p
    spoken, pledge, calls = plain(rules.force).pledge, rules.force.pledge, range(200)
    took = in_turn(
        {
            "plain": lambda: [spoken(assumed, 1_000.0, 5_000.0, 40_000.0) for _ in calls],
            "compiled": lambda: [pledge(row, 1_000.0, 5_000.0, 40_000.0) for _ in calls],
        },
        repeats,
        time.thread_time,
    )
    plainly, compiled = (took[form].per(len(calls)).least for form in ("plain", "compiled"))
    wins = "plain" if plainly < compiled else "compiled"
    return (
        f"A rule called from Python takes {spell(plainly)} in its plain form and {spell(compiled)} compiled "
        f"(the record must be handed over), so {wins} rules are the faster for Mesa; its agents call them plain."
    )


def _against_c(ours: Times, drawn: Times, theirs: Times) -> Chapter:
    alone = Times(ours.least - drawn.least, ours.median - drawn.median)
    with_tape = Times(theirs.least + drawn.least, theirs.median + drawn.median)
    return Chapter(
        "Ensemble against a hand-written C loop",
        [
            speed("one thread, tape handed in", ("ensemble", alone), ("C", theirs), 0.5),
            speed("one thread, tape included", ("ensemble", ours), ("C", with_tape), 0.5),
        ],
        f"`benchmarks/loop.c`, `{' '.join(c_loop.FLAGS)}`: the same rules, arrays and tape, and the same bits "
        "(`tests/test_c_loop.py`). A ratio below 1 says that C is faster.",
    )


def _limit(took: dict[str, Times], ours: Times) -> Chapter:
    deck = lay_out([Scenario()])
    work = c_loop.work(deck, chance.tape(1, 0, RUNS, deck.horizon))
    peak = c_loop.peak()() / took["peak"].least
    months = deck.levers["horizon"][0]
    rows = [
        {"what": "operations a run", "figure": f"{work.total:,.0f}"},
        {"what": "of these + and −, ×, ÷, √", "figure": ", ".join(f"{count:,.0f}" for count in work)},
        {"what": "operations a month", "figure": f"{work.total / months:,.0f}"},
        {
            "what": "operations a country and month",
            "figure": f"{work.total / months / deck.stance.shape[1]:,.0f}",
        },
        {"what": "peak of this core, measured", "figure": f"{peak / 1e9:.1f} billion a second"},
        {"what": "least time of a run at that peak", "figure": spell(work.total / peak)},
        {"what": "reached by the ensemble", "figure": f"{work.total / ours.least / peak:.0%} of the peak"},
        {
            "what": "reached by the C loop",
            "figure": f"{work.total * RUNS / took['C'].least / peak:.0%} of the peak",
        },
    ]
    note = (
        "Counted by compiling the C loop with numbers that count (`benchmarks/counting.cpp`), comparisons left out; "
        "the peak is what sums and products that wait for nothing reach (`benchmarks/peak.c`). A run cannot come near "
        "it: the months wait for one another, sums over countries are whole numbers and not counted, and quotients and "
        "branches cost several operations each."
    )
    return Chapter("The theoretical limit", rows, note)


def _threads(repeats: int) -> Chapter:
    deck, runs = lay_out([Scenario()]), 16 * RUNS
    took = in_turn(
        {
            str(threads): lambda threads=threads: ensemble.run_inputs(deck, replicates=runs, threads=threads)  # type: ignore[misc]
            for threads in (1, 2)
        },
        repeats,
    )
    row = speed("4,096 runs", ("two threads", took["2"].per(runs)), ("one", took["1"].per(runs)))
    return Chapter("Two threads against one", [row], f"{ensemble.cores()} cores may be used.")

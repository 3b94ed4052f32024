"""The engines against each other, on the base scenario: 36 months, all countries."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import product

from benchmarks import builds, earlier, wasm, work
from benchmarks.builds import ONE, REPLICATES, RUNS, SCENARIOS, WAYS, Build
from benchmarks.clock import Task, Times, in_turn, timed
from benchmarks.report import Chapter, Row, multiple, speed, spell, verdict
from sim.engine import chance
from sim.engine.ensemble import cores, run_inputs
from sim.engine.model import Replicate
from sim.scenario import roster

ABREAST = {"x86-64-v4": 1 / 1.75, "x86-64-v3": 1 / 1.75}
"""How many times as fast as 0.1.0's engine the best build of each level must be, replicates abreast.

The second rulebook asks for 2.2 times the operations of the first, which is what 0.1.0 runs.
"""
OVER_MESA, WITHIN = 750.0, 3.5
"""How many times as fast as the Mesa model, and how many times as slow in WebAssembly."""
PEAK = "peak"


class Lean(Replicate):
    """The Mesa model at its fastest: no data collector, and no path by month, which nobody asks for."""

    def __init__(self) -> None:
        super().__init__(builds.base(), 0, seed=1, replicate=0)

    def _leave_month(self) -> None:
        return


@dataclass(frozen=True)
class Measured:
    """Times of a run: of each build in each way, of the Mesa model, and of version 0.1.0 where it was at hand."""

    builds: list[Build]
    took: dict[str, Times]

    def way(self, build: Build, way: str) -> Times | None:
        """A build's time in one way, if it has it."""
        return self.took.get(_task(build, way))

    def best(self, way: str, level: str = "") -> Times | None:
        """The fastest of all builds in one way, on one level if it is named."""
        times = [self.way(build, way) for build in self.builds if level in ("", build.level)]
        return min((time for time in times if time), default=None)

    @property
    def usual(self) -> Times:
        """What a run takes here when replicates are asked for: the first build, abreast where it can."""
        first = self.builds[0]
        return self.way(first, REPLICATES) or self.took[_task(first, ONE)]

    @property
    def measured_earlier(self) -> bool:
        """Whether 0.1.0 was measured in this run."""
        return earlier.REPLICATES in self.took

    def earlier(self, way: str) -> Times | None:
        """Version 0.1.0's time on the same scenarios: measured in this run, else from the ratio that is quoted."""
        if self.measured_earlier:
            return self.took[earlier.SCENARIOS if way == SCENARIOS else earlier.REPLICATES]
        first = self.builds[0]
        ratio, plain = earlier.QUOTED.get(first.level), self.took[_task(first, ONE)]
        if ratio is None:
            return None
        return plain.per(1 / (ratio * (earlier.QUOTED_GRID if way == SCENARIOS else 1.0)))


def chapters(repeats: int, *, every_build: bool) -> list[Chapter]:
    """Runs a second; every build against version 0.1.0; against Mesa; the theoretical limit; threads."""
    measured = _measure(repeats, builds.built(all_of_them=every_build))
    return [
        _rate(measured),
        _against_numba(measured),
        _every_build(measured),
        _mesa(measured),
        _page(measured),
        _limit(measured),
        _threads(max(2, repeats // 20)),
    ]


def _task(build: Build, way: str) -> str:
    return f"{build.name}, {way}"


def _measure(repeats: int, found: list[Build]) -> Measured:
    tape = chance.tape(1, 0, RUNS, builds.base().horizon)
    first = found[0]
    tasks: dict[str, Task] = {
        "mesa": timed(lambda: Lean().play()),
        "construction": timed(Lean),
        "given draws": timed(lambda: first.run(builds.base(), draws=tape)),
    }
    parts = {"given draws": RUNS}
    for build in found:
        for way, call in build.ways().items():
            tasks[_task(build, way)], parts[_task(build, way)] = timed(call), RUNS
    with suppress(FileNotFoundError):
        tasks[PEAK] = timed(work.peak())
    with earlier.at_hand() as old, wasm.at_hand() as page:
        parts |= dict.fromkeys((earlier.REPLICATES, earlier.SCENARIOS, wasm.TASK), RUNS)
        took = in_turn(tasks | old | page, repeats)
    return Measured(found, {name: times.per(parts.get(name, 1)) for name, times in took.items()})


def _rate(measured: Measured) -> Chapter:
    ours = {"one scenario, many replicates": measured.usual}
    if points := measured.way(measured.builds[0], SCENARIOS):
        ours["many scenarios, one replicate each"] = points
    rows = [
        {
            "what": f"{what}, one core, draws included",
            "runs a second": f"{1.0 / times.least:,.0f}",
            "by medians": f"{1.0 / times.median:,.0f}",
            "a run": spell(times.least),
        }
        for what, times in ours.items()
    ]
    draws = measured.usual.less(measured.took["given draws"])
    return Chapter(
        "Runs a second",
        rows,
        f"The build that every run takes here: {measured.builds[0].name}. Making the draws rather than being handed "
        f"them takes {spell(max(0.0, draws.least))} of a run.",
    )


def _against_numba(measured: Measured) -> Chapter:
    wanted = [("one run at a time, best build", ONE, "", 0.0)]
    wanted += [
        (f"replicates abreast, best {level}", REPLICATES, level, goal) for level, goal in ABREAST.items()
    ]
    wanted += [("scenarios abreast, best build", SCENARIOS, "", 0.0)]
    rows: list[Row] = []
    for what, way, level, goal in wanted:
        ours, theirs = measured.best(way, level), measured.earlier(way)
        if ours and theirs:
            rows.append(speed(what, ("now", ours), ("0.1.0", theirs), *([goal] if goal else [])))
    note = (
        "Both versions in this run, in turn."
        if measured.measured_earlier
        else "Version 0.1.0 is not at hand (`BENCH_OLD`, `BENCH_OLD_PYTHON`): its time is that of the first build, "
        f"one run at a time, times a ratio measured before ({earlier.QUOTED_FROM})."
    )
    return Chapter(
        "Against the engine of 0.1.0, which numba compiled",
        rows,
        f"{note} Scenarios are a grid of 16 sizes of the force × 16 rules of engagement.",
    )


def _every_build(measured: Measured) -> Chapter:
    rows: list[dict[str, str]] = [
        {"build": build.name} | dict.fromkeys(WAYS, "") for build in measured.builds
    ]
    for (row, build), way in product(zip(rows, measured.builds, strict=True), WAYS):
        ours, theirs = measured.way(build, way), measured.earlier(way)
        if ours:
            row[way] = spell(ours.least) + (f" ({theirs.least / ours.least:.2f} ×)" if theirs else "")
    if measured.measured_earlier:
        times = {REPLICATES: measured.earlier(REPLICATES), SCENARIOS: measured.earlier(SCENARIOS)}
        cells = {way: spell(time.least) for way, time in times.items() if time}
        rows.append(
            {"build": "0.1.0, numba", ONE: cells[REPLICATES], REPLICATES: "", SCENARIOS: cells[SCENARIOS]}
        )
    return Chapter(
        "Every build",
        rows,
        "Time of a run, draws included, and how many times as fast that is as 0.1.0. All give the same bits. Levels "
        "are those of x86-64: v3 has AVX2 (4 lanes), v4 AVX-512 (8 lanes), the one without a number has no lanes.",
    )


def _mesa(measured: Measured) -> Chapter:
    took, ours = measured.took, measured.usual
    mesa, months = took["mesa"], took["mesa"].less(took["construction"])
    rows = [
        speed("a run, construction and draws included", ("compiled", ours), ("Mesa", mesa), OVER_MESA),
        speed("construction and draws left out", ("compiled", took["given draws"]), ("Mesa", months)),
    ]
    if old := took.get(earlier.MESA):
        rows.append(speed("against 0.1.0's Mesa model", ("compiled", ours), ("Mesa then", old)))
    return Chapter(
        "Compiled engine against the Mesa model",
        rows,
        "The Mesa model runs without its data collector and without the path by month. In 0.1.0 it called the compiled "
        "`exp` and `log` of numba; now all its arithmetic is plain Python, which costs it time and moves this ratio.",
    )


def _page(measured: Measured) -> Chapter:
    title = "WebAssembly against the native engine"
    plain, theirs = measured.best(ONE), measured.took.get(wasm.TASK)
    if not plain or not theirs:
        return Chapter(title, note=f"Not measured: {wasm.missing()} not found.")
    ratio = theirs.least / plain.least
    row = {
        "what": "in node, against the best native build, one run at a time",
        "times as long": multiple(ratio),
        "by medians": multiple(theirs.median / plain.median),
        "figures": f"WebAssembly {spell(theirs.least)}, native {spell(plain.least)}",
        "goal": verdict(f"≤ {WITHIN:g} ×", ratio <= WITHIN),
    }
    return Chapter(title, [row])


def _limit(measured: Measured) -> Chapter:
    title = "The theoretical limit"
    try:
        operations, points = (work.count(inputs)[0] for inputs in (builds.base(), builds.grid()))
    except FileNotFoundError as missing:
        return Chapter(title, note=f"Not measured: {missing}.")
    peak = work.ROUNDS * work.OPERATIONS_A_ROUND / measured.took[PEAK].least
    months, countries = builds.base().horizon, len(roster.codes())
    figures = {
        "operations a run": f"{operations.total:,.0f}; {points.total:,.0f} in the grid of scenarios",
        "of these + and −, ×, ÷, √": ", ".join(f"{count:,.0f}" for count in operations),
        "operations a month": f"{operations.total / months:,.0f}",
        "operations a country and month": f"{operations.total / months / countries:,.0f}",
        "peak of this core, measured": f"{peak / 1e9:.1f} billion a second",
        "least time of a run at that peak": spell(operations.total / peak),
    }
    reached = [(way, points if way == SCENARIOS else operations, measured.best(way)) for way in WAYS]
    if measured.measured_earlier:
        reached.append(("by 0.1.0 on the same operations", operations, measured.took[earlier.REPLICATES]))
    for way, done, best in reached:
        if best:
            figures[f"reached, {way}"] = f"{done.total / best.least / peak:.0%} of the peak"
    return Chapter(
        title,
        [{"what": what, "figure": figure} for what, figure in figures.items()],
        "Counted by compiling the engine's own C, one run at a time, with numbers that count "
        "(`benchmarks/counting.cpp`), draws and comparisons left out; where both arms of a choice are computed, both "
        "count. The peak is what sums and products that wait for nothing reach (`benchmarks/peak.c`). A run cannot "
        "come near it: the months wait for one another, sums over countries are whole numbers and not counted, and "
        "quotients and branches cost several operations each.",
    )


def _threads(repeats: int) -> Chapter:
    runs = 16 * RUNS

    def on(threads: int) -> Task:
        return timed(lambda: run_inputs(builds.base(), replicates=runs, threads=threads), time.perf_counter)

    took = in_turn({"one": on(1), "two": on(2)}, repeats)
    row = speed(f"{runs:,} runs", ("two threads", took["two"].per(runs)), ("one", took["one"].per(runs)))
    return Chapter("Two threads against one", [row], f"{cores()} cores may be used.")

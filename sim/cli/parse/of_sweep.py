"""`from=NAME`: a finished sweep in place of levers, as a whole or one point of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.parse.left_behind import LEFT
from sim.cli.parse.rows import FROM, OUT, POINT
from sim.cli.parse.run_settings import Run
from sim.cli.parse.verbs import Verb
from sim.scenario import ScenarioError

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

MAX_SCENARIOS = 12
"""Points that one brief speaks of."""


def named(words: list[str], verb: Verb, out: Path | None = None) -> Sweep | None:
    """The sweep that the words name, if they do, in `out` or else where sweeps usually lie.

    Raises `ScenarioError` for levers beside it.
    """
    names = {row.name for row in verb.settings}
    said = dict(word.split("=", 1) for word in words)
    if FROM.name not in names or FROM.name not in said:
        if POINT.name in names and POINT.name in said:
            raise ScenarioError("point: of which sweep? say from=NAME too")
        return None
    for name in said:
        if name not in (FROM.name, POINT.name, *(row.name for row in LEFT)):
            raise ScenarioError(f"{name}: cannot be set beside from=; the sweep says what was run")
    from sim.sweeps.store import is_store, open_store  # pyarrow, which a scenario does without
    from sim.sweeps.sweep import opened

    name = FROM.kind.check(FROM.name, said[FROM.name])
    usual = OUT.default
    assert isinstance(usual, Path)
    root = next((root for root in (out, usual) if root and is_store(root / name)), out or usual)
    return opened(open_store(root, name))


def as_run(sweep: Sweep, out: str | None) -> Run:
    """The points of a sweep as scenarios of a run, on the chance that they met; raises `ScenarioError`."""
    plan = sweep.store.plan
    if plan.design.count > MAX_SCENARIOS:
        raise ScenarioError(f"from: {plan.design.count:,} points; allowed: {MAX_SCENARIOS} at most")
    return Run(
        sweep.scenarios(),
        sweep.store.name,
        plan.replicates,
        plan.seed,
        threads=None,
        engine="auto",
        out=Path(out or OUT.default),
        plate=True,
        progress="auto",
        assumptions="priors",
    )


def values(sweep: Sweep, words: list[str], verb: Verb) -> dict[str, Any]:
    """What the verb's function gets: the sweep, or a point of it with the sweep's own seed."""
    if POINT.name not in {row.name for row in verb.settings}:
        return {verb.levers: sweep}
    said = dict(word.split("=", 1) for word in words)
    most = sweep.store.plan.design.count - 1
    if POINT.name not in said:
        raise ScenarioError(f"point: which of the sweep's, 0 to {most:,}? tripwire export lists them")
    scenario = sweep.scenario(POINT.kind.check(POINT.name, said[POINT.name]))
    return {verb.levers: scenario, "seed": sweep.store.plan.seed}

"""A sweep's plan: all that decides its results, in one frozen value; its digest binds every part of a store to it.

How the points are cut into chunks stands here too: it decides the bytes of the parts, but never a result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from sim import outcomes
from sim.engine.ensemble import ENGINES
from sim.engine.rulebook import rulebook_digest
from sim.evidence import load
from sim.scenario import ScenarioError
from sim.scenario.errors import check_seed, choice, number, show, whole
from sim.sweeps.design import Design, from_plain
from sim.version import __version__

KEEP = ("rows", "summaries")
MAX_ROWS = 1_000_000
"""Runs up to which every run is kept unless the user says otherwise, and the results end as one file."""
MAX_RUNS = 10_000_000_000
MAX_AT_A_POINT = 1_000_000
"""Runs of one point that are summarised or made precise in one piece of memory."""
USUAL_BATCH = 100
MIN_CHUNK, MAX_CHUNK, CHUNKS_ASKED = 8_192, 16_384, 64


@dataclass(frozen=True)
class Precision:
    """Run a point until the 95 % interval of an outcome's mean is ± `half_width`, or replicates are used up.

    Batches double from `batch`, and every point stops by its own results alone: chunks and order do not
    matter.
    """

    outcome: str
    half_width: float
    batch: int = USUAL_BATCH


@dataclass(frozen=True)
class Chunk:
    """A piece of work: points `first` to `last`, replicates `left` to `right` (the ends not included)."""

    number: int
    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True)
class Plan:
    """A sweep, ready to run. Replicates 0 … `replicates` − 1 are the same chance at every point."""

    design: Design
    replicates: int
    seed: int
    keep: str
    chunk: int
    precision: Precision | None = None
    engine: str = field(default="auto", compare=False)
    """Which engine runs it; part of no digest, since all give the same bits."""

    @property
    def runs(self) -> int:
        """Runs at most; fewer where points become precise earlier."""
        return self.design.count * self.replicates

    @property
    def height(self) -> int:
        """Points in a chunk."""
        return max(1, self.chunk // self.replicates)

    @property
    def width(self) -> int:
        """Replicates in a chunk: all of them, unless rows are kept and one point is more than a chunk."""
        whole_points = self.keep == "summaries" or self.precision is not None
        return self.replicates if whole_points else min(self.replicates, self.chunk)

    @property
    def chunks(self) -> int:
        """Number of chunks."""
        return -(-self.design.count // self.height) * self.across

    def piece(self, chunk: int) -> Chunk:
        """Points and replicates of one chunk; chunks in their order hold the runs in theirs."""
        row, column = divmod(chunk, self.across)
        first, left = row * self.height, column * self.width
        last, right = min(self.design.count, first + self.height), min(self.replicates, left + self.width)
        return Chunk(chunk, first, last, left, right)

    @cached_property
    def text(self) -> str:
        """The plan and what it rests on as one line of JSON, always the same for the same plan."""
        plan = {
            "design": self.design.as_dict(),
            "replicates": self.replicates,
            "seed": self.seed,
            "keep": self.keep,
            "chunk": self.chunk,
            "precision": None if self.precision is None else asdict(self.precision),
            "outcomes": [outcome.name for outcome in outcomes.RUN],
        }
        return canonical(plan | made_with())

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the plan."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def across(self) -> int:
        """Chunks that hold the same points; one, unless a point is more than a chunk."""
        return -(-self.replicates // self.width)


def read_plan(design: Design, settings: Mapping[str, Any]) -> Plan:
    """A plan from what a user says beside the design; raises `ScenarioError`."""
    replicates = whole("replicates", settings.get("replicates", 100), 1, 100_000_000)
    runs = design.count * replicates
    if runs > MAX_RUNS:
        raise ScenarioError(f"replicates: makes {runs:,} runs; allowed: 1 to {MAX_RUNS:,}")
    precision = _precision(settings.get("precision"), replicates)
    keep = settings.get("keep") or ("rows" if runs <= MAX_ROWS else "summaries")
    plan = Plan(
        design,
        replicates,
        check_seed(settings.get("seed", 1)),
        choice("keep", keep, KEEP),
        whole("chunk", settings.get("chunk") or usual_chunk(runs), 1, 10_000_000, "runs"),
        precision,
        choice("engine", settings.get("engine", "auto"), ENGINES),
    )
    if plan.width > MAX_AT_A_POINT:
        raise ScenarioError(
            f"replicates: {replicates:,} of one point; allowed: 1 to {MAX_AT_A_POINT:,}, or keep=rows"
        )
    return plan


def usual_chunk(runs: int) -> int:
    """Runs in a chunk unless the user says otherwise."""
    return min(MAX_CHUNK, max(MIN_CHUNK, runs // CHUNKS_ASKED))


def from_text(text: str, engine: str = "auto") -> Plan:
    """The plan that `Plan.text` wrote down, to be run on an engine."""
    plan = json.loads(text)
    precision = plan["precision"]
    return Plan(
        from_plain(plan["design"]),
        plan["replicates"],
        plan["seed"],
        plan["keep"],
        plan["chunk"],
        None if precision is None else Precision(**precision),
        engine,
    )


def made_with() -> dict[str, str]:
    """What the results of this installation, with the study folder in use, rest on."""
    known = load()
    study = {"study": known.overlay.mark} if known.overlay.mark else {}
    return {"version": __version__, "rulebook": rulebook_digest(), "evidence": known.digest, **study}


def canonical(value: Mapping[str, Any]) -> str:
    """JSON in one form only, so that equal values have equal text."""
    return json.dumps(value, sort_keys=True, allow_nan=False, separators=(",", ":"))


def _precision(settings: Any, replicates: int) -> Precision | None:
    if settings is not None and not isinstance(settings, Mapping):
        raise ScenarioError(
            f"precision: {show(settings)} refused; say precision.outcome and precision.half_width"
        )
    if not settings:
        return None
    if not settings.get("outcome"):
        if settings.get("half_width") is not None or settings.get("batch", USUAL_BATCH) != USUAL_BATCH:
            raise ScenarioError("precision: of which outcome? say precision.outcome too")
        return None
    for key in settings:
        choice("precision", key, ("outcome", "half_width", "batch"))
    return Precision(
        choice("precision.outcome", settings["outcome"], [outcome.name for outcome in outcomes.RUN]),
        number("precision.half_width", settings.get("half_width"), 1e-9, 1e9),
        min(replicates, whole("precision.batch", settings.get("batch", USUAL_BATCH), 20, 1_000_000)),
    )

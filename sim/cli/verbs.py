"""The verbs in front: where each is defined and what it does, in one line; imported when called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

Function = Callable[[list[str]], int | None]


@dataclass(frozen=True)
class Verb:
    """A verb: `function(argv)` in `module`, with the words that show how it is called."""

    module: str
    usage: str
    meaning: str

    def load(self, name: str) -> Function:
        """Import the verb's function."""
        return cast(Function, getattr(import_module(self.module), name))


VERBS = {
    "run": Verb("sim.cli.app", "[lever=value …]", "one run, or a comparison; the word may be left out"),
    "demo": Verb("sim.cli.demo", "", "what the articles argue about, side by side"),
    "compare": Verb("sim.cli.comparing", "FOLDER FOLDER …", "runs made earlier, side by side"),
    "scenarios": Verb(
        "sim.cli.listing",
        "[mission | force | us | experiment]",
        "the presets and experiments that have a name",
    ),
    "sources": Verb("sim.cli.sources", "[lever=value …] [--all]", "what a run rests on, weakest first"),
    "claims": Verb(
        "sim.cli.claims", "[C045 | word … | --articles]", "what the articles claim, and who says so"
    ),
    "explain": Verb(
        "sim.cli.insight", "COUNTRY [month=12] [lever=value …]", "why a state decides as it does"
    ),
    "flip": Verb(
        "sim.cli.insight",
        "COUNTRY [levers=roe,us_backing] [lever=value …]",
        "the smallest change that turns a state's decision",
    ),
    "enough": Verb(
        "sim.cli.insight",
        "[measure=attacked] [at_most=0.2] [lever=value …]",
        "how many soldiers would be enough for an aim",
    ),
    "rank": Verb("sim.cli.insight", "[draws=16] [lever=value …]", "which option is regretted least"),
    "sensitivity": Verb(
        "sim.cli.insight",
        "[measure=attacked] [method=sobol] [lever=value …]",
        "which assumptions the answer hangs on",
    ),
    "discover": Verb(
        "sim.cli.insight",
        "[measure=attacked] [above=0.25] [lever=value …]",
        "the region in which an outcome arises",
    ),
    "decompose": Verb(
        "sim.cli.insight",
        "[measure=attacked] [lever=value …]",
        "how much of the spread is chance, parameters, theory",
    ),
    "divergence": Verb(
        "sim.cli.insight", "lever=value … [replicate=7]", "where a run parts from the base scenario's"
    ),
    "hindcast": Verb("sim.cli.insight", "", "whether past missions are told apart, printed even if not"),
    "brief": Verb(
        "sim.cli.studying",
        "[question=…] [lever=value …]",
        "a run and all it rests on, in one file to hand on",
    ),
    "experiments": Verb(
        "sim.cli.studying",
        "[NAME | FILE.yaml … | --all] [--table]",
        "named studies: what was expected and what came out",
    ),
    "gallery": Verb("sim.cli.gallery", "", "every plate"),
    "sweep": Verb("sim.cli.sweeping", "lever=a,b,c …", "many settings at once, kept safely"),
    "resume": Verb("sim.cli.sweeping", "FOLDER", "finish a sweep that was cut off"),
    "verify": Verb("sim.cli.sweeping", "FOLDER", "check that a sweep is whole and unchanged"),
    "export": Verb("sim.cli.sweeping", "FOLDER", "a sweep as one table"),
    "ls": Verb("sim.cli.sweeping", "", "the sweeps there are"),
    "help": Verb("sim.cli.about", "[LEVER | VERB]", "this page, or one lever in depth"),
}

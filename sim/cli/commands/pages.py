"""`tripwire explore`: the explorer, opened or written as one file."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.parse.rows import FILE
from sim.cli.parse.run_settings import ROW, Run
from sim.cli.parse.value_kinds import Place, Text
from sim.cli.parse.verbs import Argument, Flag, Setting, verb
from sim.scenario import ScenarioError

if TYPE_CHECKING:
    from sim.web.page import Opening


@verb(
    "the model on one page: move levers and see what follows",
    levers="run",
    argument=Argument(
        "STUDY",
        "chosen",
        Text("the name of a study, or a file.yaml"),
        "study it opens with",
        "near_or_far",
    ),
    settings=(
        Setting(
            "to",
            Place("a file that ends in .html", "explorer.html"),
            None,
            "write the page there, and open nothing",
            unset="served to this machine, and opened",
        ),
        ROW["excursions"],
        ROW["seed"],
        FILE,
    ),
    flags=(Flag(("--no-browser",), "quiet", "serve the page, and open no browser"),),
)
def explore(run: Run, chosen: str | None, to: Path | None, quiet: bool) -> None:
    """Write the explorer, one HTML file with the engine inside, or serve it to this machine and open it.

    It opens with the levers that are set, beside the base, or with excursions, a scenario file or a study. The file
    needs no network and no server: it can be mailed, put on a stick or on any web host.
    """
    from sim.disk import Disk
    from sim.web.page import page
    from sim.web.serve import serve

    if to is not None and to.suffix.lower() != ".html":
        raise ScenarioError(f"to: {to} does not end in .html; allowed: a file that does")
    text = page(_opening(run, chosen))
    if to is not None:
        Disk().put(to, text.encode("utf-8"))
        print(f"explorer    {to}")
        return
    try:
        serve(text, opened=_ignored if quiet else webbrowser.open, tell=_tell)
    except KeyboardInterrupt:
        print("stopped")


def _opening(run: Run, chosen: str | None) -> Opening:
    """What the page shows first."""
    from sim.report import study
    from sim.web.page import MAX_SEED, MOST_SETTINGS, Opening

    scenarios = run.scenarios
    if chosen:
        if len(scenarios) > 1:
            raise ScenarioError(f"{chosen}: a study says its own levers; allowed: beside it seed and to")
        named = study.read(Path(chosen)) if chosen.endswith(".yaml") else study.named(chosen)
        scenarios = named.scenarios
    if run.seed > MAX_SEED:
        raise ScenarioError(f"seed: {run.seed} is more than a page can count; allowed: 0 to {MAX_SEED}")
    base, *others = scenarios
    shown = {name: scenarios[name] for name in others[:MOST_SETTINGS]}
    return Opening(scenarios[base], shown, run.seed)


def _tell(address: str) -> None:
    print(f"explorer    {address}  (Ctrl-C stops it)", flush=True)


def _ignored(_: str) -> None:
    """Open nothing."""

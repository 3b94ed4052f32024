"""`tripwire demo`: what the five articles argue about, side by side."""

from __future__ import annotations

from sim.cli.app import run

STUDY = "experiment=debate"


def demo(words: list[str]) -> None:
    """Run the debate with its story; settings may be added, as in `tripwire demo replicates=500`."""
    run([STUDY, *words])

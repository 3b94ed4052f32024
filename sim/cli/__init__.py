"""The command line: `tripwire …` and `python -m sim …` are one Hydra application with verbs in front."""

from __future__ import annotations

from sim.cli.app import main

__all__ = ["main"]

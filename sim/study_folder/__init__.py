"""Study folders: presets, scenarios, sweeps, studies and rows of evidence that somebody adds without changing the package."""

from __future__ import annotations

from sim.study_folder.use import InUse, use

__all__ = ["InUse", "use"]

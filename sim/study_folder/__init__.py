"""Study folders: presets, scenarios, sweeps, studies and evidence that somebody adds beside the package."""

from __future__ import annotations

from sim.study_folder.use import InUse, use

__all__ = ["InUse", "use"]

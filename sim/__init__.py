"""Tripwire: an agent-based model of the argument about sending European soldiers to Ukraine.

It explores assumptions; it is not a forecast. The theory is in `docs/model.md`, the sources in `docs/evidence.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.version import __version__

if TYPE_CHECKING:
    from sim.analysis.against_record import against_record
    from sim.analysis.compare import compare
    from sim.analysis.explain import explain
    from sim.analysis.pivotal import pivotal
    from sim.deployment_model import DeploymentModel
    from sim.loading import load
    from sim.results import simulate
    from sim.scenario import Condition, Order, Scenario, ScenarioError
    from sim.scenario.provenance import sources
    from sim.study_folder.use import use
    from sim.sweeps.sweep import Sweep, sweep

__all__ = [
    "Condition",
    "DeploymentModel",
    "Order",
    "Scenario",
    "ScenarioError",
    "Sweep",
    "__version__",
    "against_record",
    "compare",
    "explain",
    "load",
    "pivotal",
    "simulate",
    "sources",
    "sweep",
    "use",
]

_HOME = {
    "Condition": "sim.scenario",
    "Order": "sim.scenario",
    "Scenario": "sim.scenario",
    "ScenarioError": "sim.scenario",
    "simulate": "sim.results",
    "against_record": "sim.analysis.against_record",
    "compare": "sim.analysis.compare",
    "explain": "sim.analysis.explain",
    "pivotal": "sim.analysis.pivotal",
    "sources": "sim.scenario.provenance",
    "DeploymentModel": "sim.deployment_model",
    "load": "sim.loading",
    "Sweep": "sim.sweeps.sweep",
    "sweep": "sim.sweeps.sweep",
    "use": "sim.study_folder.use",
}
_PACKAGES = {"brief": "sim.report.brief", "study": "sim.report.study"}
"""Packages that are used as a whole: `from sim import brief`."""


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that the command line does not wait for what it does not need."""
    from importlib import import_module

    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    if name in _PACKAGES:
        return import_module(_PACKAGES[name])
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

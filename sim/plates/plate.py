"""A plate's row, at the end of its file: what it shows, what to read off it, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.figure import Figure

    from sim.analysis.against_record import AgainstRecord
    from sim.analysis.indices import Sensitivity
    from sim.analysis.ranking import Ranking

Marks = Mapping[str, Any]
"""Seed, replicates, version and hashes, for the footer."""


class Data(Protocol):
    """What a plate may be drawn from; whoever implements it runs only what is asked for.

    `about` is the word that stands beside the plate's name, such as a scenario or an outcome.
    """

    @property
    def ds(self) -> xr.Dataset:
        """Results of some scenarios, the base first."""

    @property
    def base(self) -> str:
        """The scenario that the others are compared with."""

    @property
    def outcomes(self) -> Sequence[str]:
        """The outcomes that are asked about; empty for those that are usual."""

    @property
    def lying(self) -> bool:
        """Whether the plate is to be wider than high, where it can."""

    @property
    def narrow(self) -> bool:
        """Whether the plate is to be as narrow as a phone, where it can."""

    @property
    def about(self) -> str:
        """What this plate is about; empty for what is usual."""

    def terms(self, country: str) -> tuple[pd.DataFrame, Marks]:
        """The terms of a country's willingness in the base scenario."""

    def grid(self, outcome: str) -> tuple[pd.DataFrame, Marks]:
        """An outcome over force sizes and US backing."""

    def ranking(self) -> tuple[Ranking, Marks]:
        """Options by regret."""

    def indices(self, outcome: str) -> tuple[Sensitivity, Marks]:
        """How much of an outcome's variance each lever makes."""

    def record(self) -> tuple[AgainstRecord, AgainstRecord, Marks]:
        """The model against the public record, with stances kept and removed."""

    def sample(self, outcome: str) -> tuple[pd.DataFrame, Marks]:
        """An outcome at points drawn at random from the ranges of levers, its column last."""


@dataclass(frozen=True)
class Plate:
    """A plate, as gallery and studies know it.

    `place` orders the gallery; `gallery_scenarios` names the scenarios that the gallery draws it from; `about` says
    what a study may name beside it, `in_studies` whether a study may ask for it, and `narrows` whether it has a form
    for a phone.
    """

    place: int
    head: str
    text: str
    draw: Callable[[Data], Figure]
    about: Literal["", "scenario", "outcome", "flag", "path", "country"] = ""
    gallery_scenarios: Literal["debate", "forces", "theories"] = "debate"
    in_studies: bool = True
    narrows: bool = True


def listing() -> dict[str, Plate]:
    """Every plate by the name of its file, in the order of the gallery."""
    package = import_module("sim.plates")
    modules = [import_module(f"sim.plates.{found.name}") for found in iter_modules(package.__path__)]
    rows = {
        module.__name__.rpartition(".")[2]: module.PLATE for module in modules if hasattr(module, "PLATE")
    }
    return dict(sorted(rows.items(), key=lambda row: row[1].place))

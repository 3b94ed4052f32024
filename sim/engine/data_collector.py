"""What Mesa's data collector gathers every month of a replicate, from the model and from each country."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from operator import attrgetter
from typing import Any

from mesa.datacollection import DataCollector

from sim.engine.agents.country import Country

OF_MODEL = {
    "deployed": "force.troops",
    "tension": "force.tension",
    "us_backing": "washington.trust",
    "belief": "view.m.belief",
    "attacked": "moscow.attacked",
}
"""Where each number stands in the model."""
OF_COUNTRY = {name: name for name in ("rung", "troops", "willingness")}
"""Where each number stands in a country."""


def empty() -> DataCollector:
    """A data collector that has gathered nothing yet."""
    return DataCollector(
        model_reporters=_reporters(OF_MODEL), agenttype_reporters={Country: _reporters(OF_COUNTRY)}
    )


def _reporters(places: Mapping[str, str]) -> dict[str, Any]:
    """Functions with a name, unlike Mesa's own for attributes: a model that has them can be pickled."""
    return {name: partial(_read, place) for name, place in places.items()}


def _read(place: str, asked: Any) -> Any:
    return attrgetter(place)(asked)

"""What a figure needs to be drawn again, as it stands in the figure's file: a plate, its scenarios, and their runs.

A figure carries it as JSON in its own metadata: levers of every scenario, seed, runs, version, hashes, the plate's name
and what the plate was asked for. It is data: whoever reads it checks every value, and nothing in it is executed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from inspect import signature
from typing import Any

import numpy as np
import xarray as xr

Recipe = dict[str, Any]
SEAL = "seal"
"""The entry that holds a hash over all others."""


def of_results(draw: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Recipe:
    """What a plate was drawn from: the plate, which of the results were shown, and what it was asked for.

    Empty for a plate that is drawn from a table; what is then known stands in the marks of the table.
    """
    bound = signature(draw).bind(*args, **kwargs)
    bound.apply_defaults()
    (_, ds), *asked = bound.arguments.items()
    plate = draw.__module__.rpartition(".")[2]
    if not isinstance(ds, xr.Dataset):
        return {"plate": plate, **({"narrow": True} if bound.arguments.get("narrow") else {})}
    runs = ds["replicate"].values
    in_a_row = len(runs) and np.array_equal(runs, np.arange(runs[0], runs[0] + len(runs)))
    return {
        "plate": plate,
        "shown": [str(name) for name in ds["scenario"].values],
        "runs": [int(runs[0]), len(runs)] if in_a_row else None,
        "arguments": {name: list(one) if isinstance(one, tuple) else one for name, one in asked},
    }


def text(marks: Mapping[str, Any], drawn: Recipe) -> str:
    """A figure's marks and recipe as one line of JSON in ASCII, the same each time, with a hash over the rest."""
    known = {name: json.loads(value) if name == "scenarios" else value for name, value in marks.items()}
    said = json.dumps({**known, **drawn}, default=str)
    return json.dumps({**json.loads(said), SEAL: _hash(said)})


def unsealed(found: Mapping[str, Any]) -> Recipe | None:
    """A recipe without its seal; None where the seal is that of another. Figures of earlier versions have none.

    >>> sealed = json.loads(text({"seed": 1}, {"plate": "fans"}))
    >>> unsealed(sealed), unsealed({**sealed, "seed": 2})
    ({'seed': 1, 'plate': 'fans'}, None)
    """
    rest = {name: value for name, value in found.items() if name != SEAL}
    return rest if found.get(SEAL, _hash(json.dumps(rest))) == _hash(json.dumps(rest)) else None


def _hash(said: str) -> str:
    return sha256(said.encode()).hexdigest()[:16]

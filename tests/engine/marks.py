"""One hash over everything that runs leave behind: equal hashes are equal bits."""

from __future__ import annotations

import hashlib

import numpy as np
import xarray as xr

from sim.engine.block import Block


def of_block(block: Block) -> str:
    """SHA-256 over the results of a block by run, by country and by month."""
    digest = hashlib.sha256()
    for array in (block.run, block.by_country, block.by_month):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def of_dataset(ds: xr.Dataset) -> str:
    """SHA-256 over all variables of labelled results."""
    digest = hashlib.sha256()
    for name in sorted(map(str, ds.data_vars)):
        values = ds[name].values
        values = values.astype(str) if values.dtype.kind == "O" else values  # words read from a file
        digest.update(name.encode() + np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()

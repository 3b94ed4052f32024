"""The rulebook's digest: a hash over every file that decides what a run gives."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
DECIDING = (
    "rules/*.py",
    "engine/*.py",
    "engine/agents/*.py",
    "engine/month/*.py",
    "engine/translate/*.py",
    "engine/c/*",
    "scenario/*.py",
    "evidence/*.py",
    "outcomes.py",
    "evidence/parameters.csv",
    "evidence/countries.csv",
)
"""Files that the translated text takes values from, or that lay out what the engines are given.

Of the ledgers, the two whose names and order are translated; what the others say is handed in, and has a digest of its
own.
"""


@functools.cache
def rulebook_digest() -> str:
    """SHA-256 over the deciding files of this package; read once."""
    return digest_of(PACKAGE)


def digest_of(package: Path) -> str:
    """SHA-256 over the deciding files of a package, in a fixed order and whatever ends their lines."""
    digest = hashlib.sha256()
    for pattern in DECIDING:
        for path in sorted(package.glob(pattern), key=lambda path: path.name):
            text = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(package).as_posix()} {len(text)}\n".encode() + text)
    return digest.hexdigest()

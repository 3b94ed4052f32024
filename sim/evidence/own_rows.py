"""What a study folder lays over the package's ledgers, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Level:
    """A name for a level of a lever, and who gives the number."""

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of a study folder: its ledger, the cells that name it, and whether it replaces one of the package's."""

    file: str
    key: tuple[str, ...]
    replaces: bool


@dataclass(frozen=True)
class Overlay:
    """What a study folder lays over the package's ledgers: rows, and names for levels of levers; nothing by default."""

    name: str = ""
    folder: Path | None = None
    rows: tuple[OwnRow, ...] = ()
    levels: Mapping[str, Mapping[str, Level]] = field(default_factory=dict)
    digest: str = ""
    """Hash over the folder's ledgers, names of levels aside; empty where it has none: results are the package's."""

    @property
    def mark(self) -> str:
        """How results name it: the folder's name and the first digits of its digest; empty if it has no ledgers."""
        return f"{self.name} {self.digest[:12]}" if self.digest else ""


NO_OVERLAY = Overlay()
"""The package's own ledgers as they are."""

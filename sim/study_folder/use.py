"""Puts a study folder in use: from then on its ledgers stand over the package's, and its presets have their names."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from sim.evidence import LEDGERS, Evidence, EvidenceError, put_in_use
from sim.evidence.overlay import LEVELS, OWN, lay_over
from sim.evidence.own_rows import NO_OVERLAY, Overlay
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import nearest, number, show
from sim.scenario.kinds import Number
from sim.study_folder import contents


class InUse:
    """A study folder, or the package alone, in use; as a context, what was in use before comes back after it."""

    def __init__(self, evidence: Evidence | None) -> None:
        self._before = put_in_use(evidence)
        self.overlay = evidence.overlay if evidence else NO_OVERLAY

    def __enter__(self) -> InUse:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        put_in_use(self._before)

    def __repr__(self) -> str:
        return summary(self.overlay) if self.overlay.folder else "the package's own ledgers and presets"


def use(folder: str | Path | None) -> InUse:
    """Put a study folder in use, or None for the package alone.

    Which ledgers are read is one setting of the process. Scenarios that were made before are refused by every engine,
    for they were checked against other ledgers; results name the folder and a hash of its ledgers.

    Parameters
    ----------
    folder
        A folder that `tripwire init` made, or None.

    Returns
    -------
    InUse
        What is in use; in a `with` statement, until its end.

    Raises
    ------
    ScenarioError
        One line that names the file, and row and column or field, of what is refused.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import sim
    >>> from sim.study_folder.make import make
    >>> with TemporaryDirectory() as place, sim.use(make(Path(place, "my-study"))) as mine:
    ...     print(mine, "|", sim.Scenario(roe="hesitant").roe)
    my-study: 1 name of a level | 0.35
    """
    return InUse(None if folder is None else read(Path(folder)))


def read(folder: Path) -> Evidence:
    """The package's ledgers with those of a study folder over them; raises `ScenarioError`."""
    folder = Path(os.path.realpath(folder))
    overlay = Overlay(contents.title(folder), folder)
    try:
        evidence = lay_over(LEDGERS, overlay, contents.ledgers(folder))
        _check_seats(evidence)
        _check_levels(evidence)
    except (EvidenceError, ScenarioError) as refusal:
        raise ScenarioError(_placed(str(refusal), overlay, folder)) from None
    except OSError as refusal:
        raise ScenarioError(f"with: {show(str(folder))} cannot be read: {refusal.strerror}") from None
    return evidence


def _placed(refusal: str, overlay: Overlay, folder: Path) -> str:
    """A refusal of a ledger, by the place where its file lies."""
    said = refusal.removeprefix(f"{overlay.name}/")
    file = f"{said.partition('.csv')[0]}.csv"
    if file in OWN:
        return f"{folder.name}/evidence/{said}"
    return f"{folder.name}/{refusal}" if refusal.startswith("evidence/") else refusal


def summary(overlay: Overlay) -> str:
    """Name of a study folder, and what it lays over the package's ledgers, in a few words."""
    replaced = sum(row.replaces for row in overlay.rows)
    added, levels = len(overlay.rows) - replaced, sum(map(len, overlay.levels.values()))
    parts = []
    if overlay.rows:
        some = f"{replaced} row{'s replace' if replaced != 1 else ' replaces'} the package's"
        parts.append(f"{some}, {added} {'are' if added != 1 else 'is'} added")
    if levels:
        parts.append(f"{levels} name{'s' if levels > 1 else ''} of {'levels' if levels > 1 else 'a level'}")
    return f"{overlay.name}: {'; '.join(parts) or 'presets alone'}"


def _check_seats(evidence: Evidence) -> None:
    from sim.engine.layout import SEATS  # only a folder with ledgers waits for it

    if len(evidence.codes) > SEATS:
        raise ScenarioError(
            f"countries.csv: {len(evidence.codes)} contributors; the engine has {SEATS} seats, "
            f"so at most {SEATS - len(evidence.codes) + _added(evidence)} may be added; more are "
            "added to the package's own ledgers, in a checkout, where seats are made by themselves"
        )


def _added(evidence: Evidence) -> int:
    return sum(row.file == "countries.csv" and not row.replaces for row in evidence.overlay.rows)


def _check_levels(evidence: Evidence) -> None:
    """Every level has a lever that takes it, and a name that the lever does not use yet."""
    for lever, levels in evidence.overlay.levels.items():
        if lever not in BY_NAME:
            raise ScenarioError(f"{LEVELS}: no lever {show(lever)}; {nearest(lever, BY_NAME)}")
        kind = BY_NAME[lever].kind
        if not isinstance(kind, Number):
            raise ScenarioError(f"{LEVELS}: {lever} is no number; allowed: levers that are numbers")
        for name, level in levels.items():
            if name in kind.presets:
                raise ScenarioError(
                    f"{LEVELS}: {lever} {name} stands for {kind.presets[name]:g}; choose another name"
                )
            number(f"{LEVELS}: {lever} {name}", level.value, kind.low, kind.high, kind.unit)

"""Checks that a store is complete and unchanged: lists everything that is wrong, and changes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.disk import UNFINISHED
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.lock import HOLDER, LOCK
from sim.sweeps.part import KEY, NAME, made_for
from sim.sweeps.store import ASIDE, MANIFEST, OVERVIEW, PARTS, TABLES, Store
from sim.sweeps.totals import results_hash, wrong_tables

ANOTHERS = "is another sweep's than the parts; put the right one back, or move the parts elsewhere"
EXPECTED = {MANIFEST, PARTS, ASIDE, LOCK, HOLDER, *TABLES, *OVERVIEW}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: which file, and what about it; one that is `beside` the results leaves them sound.

    What is not `mendable` no resumption computes again.
    """

    file: str
    wrong: str
    beside: bool = False
    mendable: bool = True


def verify(store: Store) -> list[Finding]:
    """Everything that is wrong with a store; empty if it is complete and sound.

    Raises `SweepError` if it is of other rules or ledgers, which says nothing about what lies in it.
    """
    try:
        plan = store.plan
    except DamagedError as error:
        return [Finding(MANIFEST, str(error).removeprefix(f"{store.folder / MANIFEST}: "), mendable=False)]
    judged = list(store.judged())
    findings = [*_parts(store, judged), *_strangers(store)]
    if store.earlier is None and of_another(judged):
        findings.insert(0, Finding(MANIFEST, ANOTHERS, mendable=False))
    if not store.parts.is_dir():
        findings.insert(0, Finding(PARTS, "is missing"))
    if store.complete:
        findings += [Finding(name, wrong) for name, wrong in wrong_tables(store)]
    else:
        findings.append(Finding(MANIFEST, "the sweep is not finished"))
    sound = all(finding.beside for finding in findings)
    if sound and results_hash(plan, _paths(store)) != store.manifest["results_hash"]:
        findings.append(Finding(MANIFEST, "the results are not those that were recorded"))
    return findings


def require_sound(store: Store) -> None:
    """Refuse a sweep that is not finished, or whose results are not those that were written; raises `SweepError`."""
    if not store.complete:
        raise SweepError(f"{store.folder}: is not finished; `tripwire resume {store.typed}` finishes it")
    for finding in verify(store):
        if not finding.beside:
            cure = f"; `tripwire resume {store.typed}` mends what can be" if finding.mendable else ""
            raise DamagedError(f"{store.folder}: {finding.file} {finding.wrong}{cure}")


def _paths(store: Store) -> list[Path]:
    return [path for _, path in sorted(store.sound().items())]


def of_another(judged: Sequence[tuple[int, Path, bool]]) -> bool:
    """Whether all parts that are sound were made for another plan: it is the manifest that is the stranger then."""
    return not any(good for _, _, good in judged) and any(made_for(path) for _, path, _ in judged)


def _parts(store: Store, judged: Sequence[tuple[int, Path, bool]]) -> Iterator[Finding]:
    part_count: Counter[int] = Counter()
    for chunk, path, good in judged:
        if good:
            part_count[chunk] += 1
        elif path.name.startswith(UNFINISHED):
            yield Finding(path.name, "was not finished")
        else:
            yield Finding(path.name, _why(store, path))
    for chunk in range(int(store.manifest["chunks"])):
        if part_count[chunk] != 1:
            yield Finding(
                f"chunk {chunk}",
                "is missing" if not part_count[chunk] else f"is there {part_count[chunk]} times",
            )


def _why(store: Store, path: Path) -> str:
    """What is wrong with a part: whose it is, if that can still be read."""
    claim = NAME.fullmatch(path.name)
    if claim is None:
        return "does not belong here"
    try:
        note = json.loads(pq.read_schema(path).metadata[KEY])
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError):
        return "is damaged"
    if note["plan"] != store.digest:
        return "belongs to another sweep"
    if note["chunk"] != int(claim[1]):
        return f"is chunk {note['chunk']} under another's name"
    return "is damaged"


def _strangers(store: Store) -> Iterator[Finding]:
    for path in sorted(store.folder.iterdir()):
        if path.name.startswith(UNFINISHED):
            yield Finding(path.name, "was not finished", beside=True)
        elif path.name not in EXPECTED:
            yield Finding(path.name, "does not belong here; take it away", beside=True)

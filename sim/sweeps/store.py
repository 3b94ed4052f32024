"""The store: a folder that is at every moment a correct, possibly unfinished, sweep.

    manifest.json       the plan, what it rests on, and, when finished, the hash of the results
    parts/              one Parquet file a chunk, named by a hash over its bytes, the plan and the chunk
    results.parquet     all rows in one file, if they are few
    comparison.csv      one row a point
    failures.csv        points that gave no result, if any
    overview.*          the plate of the points, where one was drawn

A part that does not match its own name is as good as missing: it is set aside and computed again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.disk import UNFINISHED, Disk
from sim.evidence import load
from sim.scenario.errors import show
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.part import NAME, Part, seal
from sim.sweeps.plan import Plan, canonical, from_text, made_with
from sim.version import STATEMENT

MANIFEST = "manifest.json"
PARTS = "parts"
ASIDE = "set_aside"
TABLES = RESULTS, COMPARISON, FAILURES = ("results.parquet", "comparison.csv", "failures.csv")
OVERVIEW = ("overview.png", "overview.svg")
RUN_NAME = re.compile(r"[^\W_]([\w .,()+-]{0,98}[\w),+-])?")
DEVICES = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])([. ].*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever ending it has."""


@dataclass(frozen=True)
class Store:
    """A sweep's folder. Reading needs no lock; writing is done by `driver.run` alone, under one."""

    folder: Path
    disk: Disk = field(default_factory=Disk)

    @property
    def name(self) -> str:
        """The run's name."""
        return self.folder.name

    @property
    def typed(self) -> str:
        """Its folder as a shell takes it: the name alone would be looked for among the usual results."""
        return shlex.quote(str(self.folder))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest, checked against its own hash; raises `SweepError`."""
        return _read_manifest(self.folder / MANIFEST)

    @cached_property
    def plan(self) -> Plan:
        """The plan; raises `SweepError` if this installation would give other results than the store's."""
        recorded = self.manifest["plan"]
        study, here = recorded.get("study", ""), load().overlay.mark
        if study != here:
            made = f"with the study folder {study}" if study else "without a study folder"
            cure = f"{here} is in use" if here and study else "say with=FOLDER" if study else "say with=none"
            raise SweepError(f"{self.folder}: made {made}; {cure}")
        for what, here in made_with().items():
            if recorded.get(what) != here:
                raise SweepError(
                    f"{self.folder}: made with {what} {recorded.get(what, '?')[:12]}, but this is {here[:12]}"
                )
        return plan_in(self.manifest, self.folder)

    @property
    def digest(self) -> str:
        """Digest of the plan the store was begun with."""
        return str(self.manifest["digest"])

    @property
    def complete(self) -> bool:
        """Whether every chunk is done and the tables are written."""
        return "results_hash" in self.manifest

    @property
    def earlier(self) -> dict[str, Any] | None:
        """Manifest of the smaller sweep that this one is being made from; None if nothing is being added to it."""
        return self.manifest.get("earlier")

    @property
    def parts(self) -> Path:
        """Folder of the parts."""
        return self.folder / PARTS

    def begin(self, plan: Plan) -> None:
        """Make the store of a new sweep; the manifest comes last, so a store with one is whole."""
        self.make_parts()
        self.disk.sync_folder(self.folder.parent)
        self.disk.sync_folder(self.folder)
        self.write_manifest(plan, {})

    def make_parts(self) -> None:
        """Make the folder of the parts, if there is none."""
        if self.parts.is_symlink() or (self.parts.exists() and not self.parts.is_dir()):
            raise DamagedError(f"{self.parts}: is not the folder of the parts; take it away")
        self.parts.mkdir(parents=True, exist_ok=True)

    def write_manifest(self, plan: Plan, finished: Mapping[str, Any]) -> None:
        """Write the manifest."""
        manifest: dict[str, Any] = {
            "tripwire": 1,
            "run": self.name,
            "statement": STATEMENT,
            "plan": json.loads(plan.text),
            "digest": plan.digest,
            "points": plan.design.count,
            "chunks": plan.chunks,
            **finished,
        }
        manifest["seal"] = _seal(manifest)
        self.disk.put(
            self.folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode() + b"\n"
        )
        for kept in ("manifest", "plan"):
            self.__dict__.pop(kept, None)

    def keep(self, part: Part) -> None:
        """Add a part, durably."""
        self.disk.put(self.parts / part.name(self.digest), part.data)

    def sound(self) -> dict[int, Path]:
        """Chunk → its part, for every part whose bytes match its name."""
        return {chunk: path for chunk, path, good in self.judged() if good}

    def earlier_parts(self) -> dict[int, Path]:
        """As `sound`, for the smaller sweep that this one is being made from."""
        return (
            {chunk: path for chunk, path, good in self._judged(self.earlier) if good} if self.earlier else {}
        )

    def judged(self) -> Iterator[tuple[int, Path, bool]]:
        """Every file in `parts`: the chunk it claims (−1: none), and whether it is what it claims to be.

        Parts of the smaller sweep that this one is being made from are passed over.
        """
        earlier = set(self.earlier_parts().values())
        for chunk, path, good in self._judged(self.manifest):
            if path not in earlier:
                yield chunk, path, good

    def _judged(self, manifest: Mapping[str, Any]) -> Iterator[tuple[int, Path, bool]]:
        digest, chunks = str(manifest["digest"]), int(manifest["chunks"])
        for path in sorted(self.parts.iterdir()) if self.parts.is_dir() else ():
            claim = NAME.fullmatch(path.name)
            chunk = int(claim[1]) if claim else -1
            if claim is None or chunk >= chunks or path.is_symlink() or not path.is_file():
                yield chunk, path, False
            else:
                yield chunk, path, seal(digest, chunk, path.read_bytes()) == claim[2]

    def set_aside(self, path: Path) -> None:
        """Move what does not belong out of the way, without destroying it."""
        if path.name.startswith(UNFINISHED) and not path.is_dir():
            path.unlink()
            return
        aside = self.folder / ASIDE
        if aside.is_symlink() or (aside.exists() and not aside.is_dir()):
            raise DamagedError(f"{aside}: is not the folder of what was set aside; take it away")
        aside.mkdir(exist_ok=True)
        self.disk.rename(path, aside / path.name)

    def clear(self, name: str) -> None:
        """Take away a table that is to be written anew; a folder in its place is set aside."""
        path = self.folder / name
        if path.is_dir() and not path.is_symlink():
            self.set_aside(path)
        else:
            path.unlink(missing_ok=True)


def new_store(root: Path, name: str, disk: Disk | None = None) -> Store:
    """A store that does not exist yet, by its name under a root folder; raises `SweepError`."""
    store = Store(_inside(root, name), disk or Disk())
    if (store.folder / MANIFEST).exists():
        raise SweepError(f"{store.folder}: there is a sweep of this name; resume it, or choose another name")
    return store


def in_folder(folder: Path, disk: Disk | None = None) -> Store:
    """The store in a folder, whether it is there or not yet; raises `SweepError`."""
    return Store(_inside(folder.parent, folder.name), disk or Disk())


def open_store(root: Path, name: str, disk: Disk | None = None) -> Store:
    """A store that exists, by its name under a root folder or by its path; raises `SweepError`."""
    by_path = os.sep in name or "/" in name
    folder = Path(name) if by_path else _inside(root, name)
    if not is_store(folder):
        here = f"; ./{name} is one by its path" if not by_path and is_store(Path(name)) else ""
        raise SweepError(f"{folder}: no sweep of this name; `tripwire ls` lists them{here}")
    return Store(folder.resolve(), disk or Disk())


def is_store(folder: Path) -> bool:
    """Whether a folder holds a sweep, even if its manifest is lost."""
    parts = folder / PARTS
    return (folder / MANIFEST).exists() or (
        parts.is_dir() and any(NAME.fullmatch(path.name) for path in parts.iterdir())
    )


def stores(root: Path) -> list[Store]:
    """All sweeps under a root folder, by name."""
    return [Store(folder) for folder in sorted(root.glob("*")) if is_store(folder)]


def _inside(root: Path, name: object) -> Path:
    if not isinstance(name, str) or not RUN_NAME.fullmatch(name) or ".." in name:
        quoted = f"; in quotes it is a text: name=\"'{name}'\"" if isinstance(name, int | float) else ""
        raise SweepError(
            f"name: {show(name)} is no name for a sweep; allowed: letters, digits, spaces and . , ( ) + - _, "
            f"at most 100, a letter or digit first, no dot or space last (no folders){quoted}"
        )
    if DEVICES.fullmatch(name):
        raise SweepError(f"name: {show(name)} is a device on Windows; choose another name")
    folder = root.resolve() / name
    if folder.is_symlink():
        raise SweepError(f"name: {name!r} is a link that may lead elsewhere")
    return folder


def plan_in(manifest: Mapping[str, Any], folder: Path) -> Plan:
    """The plan of a manifest; raises `DamagedError` if it is not the one the store was begun with."""
    try:
        plan = from_text(canonical(manifest["plan"]))
    except (KeyError, TypeError, ValueError):
        raise DamagedError(f"{folder}: the plan in the manifest cannot be read") from None
    if plan.digest != manifest["digest"]:
        raise DamagedError(f"{folder}: the plan in the manifest is not the one the store was begun with")
    return plan


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_bytes())
        sealed = isinstance(manifest, dict) and manifest.get("seal") == _seal(manifest)
    except FileNotFoundError:
        raise DamagedError(
            f"{path}: is lost; the same sweep, run again under this name, takes up the parts that are there"
        ) from None
    except IsADirectoryError:
        raise DamagedError(f"{path}: is a folder; put the file back") from None
    except OSError as error:
        raise SweepError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError):
        sealed = False
    if not sealed:
        raise DamagedError(f"{path}: was changed or damaged; nothing here can be trusted without it")
    return dict(manifest)


def _seal(manifest: Mapping[str, Any]) -> str:
    text = canonical({key: value for key, value in manifest.items() if key != "seal"})
    return hashlib.sha256(text.encode()).hexdigest()

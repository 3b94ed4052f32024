"""One broken variant on trial: a copy of the model, the change, and the patterns in a process of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.catalogue import MUTANTS
from tests.mutants.mutant import Mutant

ROOT = Path(__file__).parent.parent.parent
VERDICT = re.compile(r"^(P\d\d) (holds|FAILS) ", flags=re.MULTILINE)
CONTROL = Mutant(
    "unbroken",
    "nothing is changed",
    "",
    "",
    "",
    tuple(sorted({code for m in MUTANTS for code in m.patterns})),
    8_000,
)
"""The negative control: the patterns that reject the variants accept the model itself."""


class NotApplicableError(Exception):
    """The text that a variant replaces does not stand exactly once."""


@dataclass(frozen=True)
class Trial:
    """What the patterns said of a variant."""

    mutant: Mutant
    rejected_by: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    error: str = ""

    @property
    def ok(self) -> bool:
        """A variant is rejected by every pattern named for it; the control by none."""
        if self.mutant is CONTROL:
            return not self.error and not self.rejected_by
        return not self.error and bool(self.rejected_by) and not self.missed


def broken(mutant: Mutant, source: str) -> str:
    """The source with the variant's change."""
    if source.count(mutant.old) != 1:
        raise NotApplicableError(
            f"{mutant.name}: the old text stands {source.count(mutant.old)} times in {mutant.file}"
        )
    return source.replace(mutant.old, mutant.new)


def build(mutant: Mutant, room: Path) -> None:
    """Copy what the patterns need into an empty folder, and break it."""
    for part in ("sim", "tests/patterns"):
        # With its bytecode, which an edit outdates; of a file just being written it has another name.
        shutil.copytree(ROOT / part, room / part, ignore=shutil.ignore_patterns("*.pyc.*"))
    (room / "tests" / "__init__.py").touch()  # else Python would look for the package on the whole path
    if mutant is not CONTROL:
        path = room / mutant.file
        path.write_text(broken(mutant, path.read_text(encoding="utf-8")), encoding="utf-8")


def attempt(mutant: Mutant, room: Path, *, every: bool = False) -> Trial:
    """Put a variant on trial before the patterns named for it, or before every pattern."""
    try:
        build(mutant, room)
    except NotApplicableError as reason:
        return Trial(mutant, error=str(reason))
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns", *(() if every else mutant.patterns)],
        cwd=room,
        env=os.environ
        | {"TRIPWIRE_CACHE": str(room / "cache"), "PATTERN_REPLICATES": str(mutant.replicates)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    said = dict(VERDICT.findall(done.stdout))
    if not set(mutant.patterns) <= said.keys():
        return Trial(mutant, error=f"did not run: {done.stderr.strip()[-300:]}")
    rejected = tuple(code for code, verdict in said.items() if verdict == "FAILS")
    shutil.rmtree(room)
    return Trial(mutant, rejected, tuple(code for code in mutant.patterns if code not in rejected))

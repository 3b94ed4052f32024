"""Break the model on purpose, one variant at a time: every pattern named for a variant must reject it.

python -m tests.mutants                 every variant, and the unbroken model, which the same patterns must accept
python -m tests.mutants --only NAME …   some of them
python -m tests.mutants --all-patterns  every pattern on every variant, to see what else would notice
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants.catalogue import MUTANTS
from tests.mutants.mutant import Mutant
from tests.mutants.trial import CONTROL, Trial, attempt


def report(trial: Trial) -> str:
    """A line for a variant: verdict, name, the patterns that rejected it, what was broken."""
    found = trial.error or f"rejected by {', '.join(trial.rejected_by) or 'nothing'}"
    missed = f"; NOT by {', '.join(trial.missed)}" if trial.missed and not trial.error else ""
    return f"{'ok  ' if trial.ok else 'FAIL'} {trial.mutant.name:<28} {found}{missed} ({trial.mutant.change})"


def chosen(names: Iterable[str]) -> list[Mutant]:
    """The variants of these names, or the control and all of them."""
    known = {mutant.name: mutant for mutant in (CONTROL, *MUTANTS)}
    unknown = set(names) - known.keys()
    if unknown:
        raise SystemExit(f"no variant {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    return [known[name] for name in names] or list(known.values())


def main(arguments: list[str]) -> int:
    """Run the variants, two at once; exit status 1 if one survives or does not apply."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--all-patterns", action="store_true")
    parser.add_argument("--at-once", type=int, default=2, metavar="N")
    asked = parser.parse_args(arguments)
    mutants = chosen(asked.only)
    began, failed = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.at_once) as pool:
        rooms = [Path(folder) / mutant.name for mutant in mutants]
        for trial in pool.map(lambda m, room: attempt(m, room, every=asked.all_patterns), mutants, rooms):
            failed += not trial.ok
            print(report(trial), flush=True)
    print(f"{len(mutants)} variants, {failed} failed, {time.monotonic() - began:.0f} s")
    return min(1, failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

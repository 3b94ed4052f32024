"""`tripwire export`: a sweep, a run or a comparison as one table, for other programs and for people."""

from __future__ import annotations

from pathlib import Path

from sim.cli.commands.sweeps import one_line
from sim.cli.parse.rows import OUT
from sim.cli.parse.value_kinds import Place, Text, one_of
from sim.cli.parse.verbs import Argument, Flag, Setting, verb

TABLE = Argument(
    "RESULTS",
    "name",
    Text("the folder of a sweep or run, or its name, or a results file"),
    "results (tripwire ls lists sweeps)",
    "NAME",
    needed=True,
)


@verb(
    "a sweep, a run or a comparison as one table",
    argument=TABLE,
    settings=(
        OUT,
        Setting(
            "to",
            Place("a file ending in .csv, .xlsx, .parquet or .jsonl", "table.parquet"),
            None,
            "the file that is written",
            unset="the folder's name with .csv",
        ),
        Setting(
            "each",
            one_of(
                point="a point or scenario: means, intervals, differences from the first", run="every run"
            ),
            "point",
            "what has a row",
            sample="run",
        ),
    ),
    flags=(Flag(("--incomplete",), "incomplete", "write what there is of an unfinished or damaged sweep"),),
)
def export(name: str, out: Path, to: Path | None, each: str, incomplete: bool) -> int:
    """Write results as one table: `to=FILE` ending in .csv, .xlsx, .parquet or .jsonl.

    A point of a sweep, or a scenario of a run or comparison, has a row; with `each=run` every run has one.
    """
    from sim import results_file
    from sim.sweeps import run_tables
    from sim.sweeps.export import export as write
    from sim.sweeps.store import open_store

    def work() -> int:
        kept = next((path for path in (Path(name), out / name) if _of_a_run(path)), None)
        if kept:
            ds = results_file.read(kept)
            home = kept.parent if kept.is_file() else kept
            print(run_tables.export(ds, to or Path(f"{home.resolve().name}.csv"), each))
            return 0
        store = open_store(out, name)
        print(write(store, to or Path(f"{store.name}.csv"), each, incomplete=incomplete))
        return 0

    return one_line(work)


def _of_a_run(path: Path) -> bool:
    """Whether results of a run lie there."""
    return path.suffix.lower() == ".nc" or (path / "results.nc").is_file()

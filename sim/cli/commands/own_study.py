"""`tripwire init`: a study folder, for presets, scenarios, studies and rows of evidence of one's own."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from sim.cli.parse.value_kinds import Place
from sim.cli.parse.verbs import Argument, Flag, verb
from sim.cli.show.page_parts import pairs


@verb(
    "a study folder of your own",
    argument=Argument("FOLDER", "folder", Place("a new folder"), "folder", "my-study", needed=True),
    flags=(
        Flag(
            ("--evidence",),
            "evidence",
            "with rows of evidence as an example: a country, an article and what it says, a theory",
        ),
    ),
)
def init(folder: Path, evidence: bool) -> None:
    """Write a small, commented study folder that works as it stands.

    Its presets, scenarios, sweeps, studies and rows of evidence are found by every verb in the working folder, or by
    `with=FOLDER`; `with=none` leaves a study folder out. In Python: `sim.use(FOLDER)`.
    """
    from sim.study_folder.contents import FOLDERS, MARKER
    from sim.study_folder.make import make

    made = make(folder, example=evidence)
    out = Console(highlight=False)
    out.print(f"{made}: a study folder; README.md in it says more\n", soft_wrap=True)
    out.print(pairs([(MARKER, "its name"), *((f"{name}/", meaning) for name, meaning in FOLDERS.items())]))
    out.print(f"\nTry: tripwire scenarios with={made}", soft_wrap=True)

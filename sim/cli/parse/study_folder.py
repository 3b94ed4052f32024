"""`with=FOLDER` on every verb: the study folder that is in use while a command line is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WITH = "with"
MARKER = "tripwire.yaml"
"""As in `study_folder.contents`, which a command without a study folder need not load."""
NONE = "none"
"""`with=none`: the package alone, although the working folder is a study folder."""


@contextmanager
def in_use(words: Sequence[str]) -> Iterator[list[str]]:
    """Put the study folder in use that the words name, or else the working folder if it is one; yield the others."""
    named = [word.partition("=")[2] for word in words if word.startswith(f"{WITH}=")]
    others = [word for word in words if not word.startswith(f"{WITH}=")]
    if len(named) > 1:
        from sim.scenario import ScenarioError

        raise ScenarioError(f"{WITH}: is said twice; allowed: one study folder")
    folder = Path(named[0]) if named else Path()
    if NONE in named or not (named or Path(MARKER).exists()):
        yield others
        return
    from sim.study_folder import use

    with use(folder):
        yield others

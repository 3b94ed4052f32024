"""The command line called as a user calls it, in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.cli import main


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one line of a refusal."""
        assert self.code == 2, self
        assert self.out == ""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0].removeprefix("tripwire: ")


Tripwire = Callable[..., Answer]


def only_folder(out: Path) -> Path:
    """The one folder that a run has left among its results."""
    (found,) = out.iterdir()
    return found


@pytest.fixture
def tripwire(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Tripwire:
    """Call the command line in an empty folder; it answers with exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*words: str) -> Answer:
        capsys.readouterr()
        try:
            main(words)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        else:
            code = 0
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call

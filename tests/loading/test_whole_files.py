"""What a run leaves is there whole or not at all, and a disk that is full is named with the file that has no room."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.cli.commands import kept
from sim.cli.parse.output_settings import Wanted
from sim.disk import Disk, DiskError
from sim.plates import picture, style
from sim.report import brief

PAIR = {"base": sim.Scenario(horizon=1), "firm": sim.Scenario(horizon=1, roe=0.7)}


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes half of what it is given, and no more."""

    def write(_: Disk, descriptor: int, data: memoryview) -> int:
        os.write(descriptor, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Disk, "write", write)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.svg", lambda figure, home: picture.save(figure, home / "a", ["svg"])),
        ("to.png", lambda figure, home: kept.write(figure, Wanted(home / "to.png"))),
        (
            kept.CSV,
            lambda _, home: kept.files(sim.simulate(PAIR, 4), PAIR, home, Wanted(), plates=False),
        ),
    ],
)
def test_half_a_file_is_none(tmp_path: Path, name: str, write: Any) -> None:
    drawn = style.sheet("Title", "Subtitle", {"statement": "example"}, 1.0).figure
    with pytest.raises(DiskError, match=f"{name}: No space left"):
        write(drawn, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("full")
@pytest.mark.usefixtures("blank_plates")
def test_half_a_brief_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.brief.page.of", lambda *_: "answer")
    with pytest.raises(DiskError, match=r"brief\.html: No space left"):
        brief.of_results(sim.simulate(PAIR, 20), PAIR, tmp_path / "brief.html", command="")
    assert list(tmp_path.iterdir()) == []

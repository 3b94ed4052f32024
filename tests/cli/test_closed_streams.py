"""Streams that nobody reads, that were closed from the start, or that lead to a full disk."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import pytest

from sim.cli.show import closed_pipe

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")


def open_text(descriptor: int) -> TextIOWrapper:
    return TextIOWrapper(os.fdopen(descriptor, "wb"), "utf-8")


@pytest.fixture
def full() -> Iterator[TextIOWrapper]:
    with suppress(OSError), closed_pipe.patient(open_text(os.open("/dev/full", os.O_WRONLY))) as stream:
        yield stream


@pytest.mark.fault("closed-pipe")
def test_a_reader_who_is_gone_is_not_told_of() -> None:
    reader, writer = os.pipe()
    stream = closed_pipe.patient(open_text(writer))
    os.close(reader)
    for _ in range(3):
        assert stream.write("x" * 100_000) == 100_000
        stream.flush()
    stream.close()


@pytest.mark.fault("closed-pipe")
def test_a_stream_that_was_closed_from_the_start_goes_nowhere() -> None:
    with closed_pipe.patient(None) as stream:
        assert stream.write("x") == 1


@pytest.mark.fault("closed-pipe", "exit-codes")
def test_a_full_disk_is_told_of_once(full: TextIOWrapper) -> None:
    full.write("lost")
    with pytest.raises(OSError, match="No space left"):
        full.flush()
    full.write("nowhere")
    full.flush()


@pytest.mark.fault("closed-pipe", "exit-codes")
@pytest.mark.parametrize(
    ("redirected", "code", "lines"),
    [
        ("--version >/dev/full", 2, 1),
        pytest.param("-c job >&-", 0, 0, marks=pytest.mark.heavy),
        pytest.param("us_backing=2 2>/dev/full", 2, 0, marks=pytest.mark.heavy),
        pytest.param("--version 2>&-", 0, 0, marks=pytest.mark.heavy),
    ],
)
def test_the_code_says_whether_what_was_asked_for_was_said(
    redirected: str, code: int, lines: int, tmp_path: Path
) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m sim {redirected}"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (code, lines), done.stderr

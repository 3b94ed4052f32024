"""Every command in docs/cli.md runs as it is written, and every refusal reads as it is quoted."""

import re
import shlex
from pathlib import Path

import pytest

from sim.cli.commands import VERBS
from tests.cli.conftest import Tripwire

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
    for line in block.splitlines()
    if line.startswith("tripwire")
]
MINE = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)[0]
REFUSED = re.findall(r"^\$ tripwire (.*)\n(tripwire: .*)$", PAGE, flags=re.MULTILINE)
NO_RUN = ("help", "--help", "scenarios", "sources", "claims", "evidence", "again", "-c")
NO_PLATE = ("explain", "pivotal")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(tripwire: Tripwire, tmp_path: Path, command: str) -> None:
    words = shlex.split(command)[1:]
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    if words[:1] == ["again"]:
        assert tripwire(f"to={words[1]}", "replicates=10", "plate=false").code == 0
    if "outputs/A" in words:
        for name, roe in (("A", "monitor"), ("B", "robust")):
            assert tripwire(f"roe={roe}", f"out={name}", "replicates=10", "plate=false").code == 0
        words = ["compare", *(str(next((tmp_path / name).iterdir())) for name in "AB")]
    if not words or (words[0] not in NO_RUN and "outputs/A" not in command):
        small = ["replicates=10"] + ([] if {*words} & {*NO_PLATE} else ["plate=false"])
        words = [word for word in words if not word.startswith(("replicates=", "plate="))] + small
    if words[0] == "compare":
        words.append("spread=false")
    answer = tripwire(*words)
    assert answer.code == 0, answer.err
    assert answer.out


@pytest.mark.parametrize(("words", "line"), REFUSED)
def test_refusals_are_quoted_as_they_are(tripwire: Tripwire, words: str, line: str) -> None:
    assert tripwire(*shlex.split(words)).err.strip() == line


def test_the_page_quotes_refusals() -> None:
    assert len(REFUSED) == 2


def test_the_pages_it_points_to_are_there() -> None:
    for page in set(re.findall(r"`(docs/[\w.]+|tests/[\w./]+)`", PAGE)):
        assert (Path(__file__).parents[2] / page).is_file(), page


def test_every_verb_is_on_the_page_or_in_an_example() -> None:
    assert [verb for verb in VERBS if not re.search(rf"\b{verb}\b", PAGE)] == []

"""The house is in order: tasks, lock, version and the promises of the README."""

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from sim.version import __version__

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TASKS = re.findall(r"^([a-z-]+):.*## ", MAKEFILE, flags=re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = "".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("requirements*.lock")))


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout, outside any make that may be running the tests."""
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "PYTHON"))
    }
    return subprocess.run(
        command, cwd=ROOT, env=clean | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


# Tasks


def test_bare_make_lists_every_task_and_does_nothing_else() -> None:
    done = run("make")
    assert done.returncode == 0
    assert [line.split()[1] for line in done.stdout.splitlines()] == TASKS
    assert {"setup", "demo", "test"} <= set(TASKS)


def test_every_task_is_phony_and_described() -> None:
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, flags=re.MULTILINE)
    assert phony is not None
    assert set(phony[1].replace("\\", " ").split()) == set(TASKS)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_pages_name_only_tasks_that_exist(page: str) -> None:
    named = re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert named
    assert set(named) <= set(TASKS)


def test_the_readme_tests_with_the_command_of_continuous_integration() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^make [\w-]+", script, flags=re.MULTILINE)
    assert commands == ["make test", "make machines", "make bench-quick"]
    assert re.search(r"^make test\b", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_types_are_checked_wherever_there_is_python() -> None:
    checked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["files"]
    listed = run("git", "ls-files", "*.py").stdout.split()
    if not listed:
        pytest.skip("not a checkout")
    assert {path.partition("/")[0] for path in listed} == set(checked)


# The Python that make finds


def python_on(path: Path, version: str, *, venv: bool = True) -> None:
    """Put a Python of this version on a path: it answers what make asks and nothing else."""
    recent = tuple(map(int, version.split("."))) >= (3, 11)
    fake = path / "python3"
    fake.write_text(
        "#!/bin/sh\n"
        'case "$2" in\n'
        f"  *ensurepip*) exit {int(not venv)} ;;\n"
        f"  *exit*) exit {int(not recent)} ;;\n"
        f"  *) echo {version} ;;\n"
        "esac\n",
        encoding="utf-8",
    )
    fake.chmod(0o755)


def find_python(path: Path) -> subprocess.CompletedProcess[str]:
    return run("/bin/sh", "tools/find_python.sh", PATH=str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
class TestFindPython:
    def test_a_recent_one_is_taken(self, tmp_path: Path) -> None:
        python_on(tmp_path, "3.12")
        assert find_python(tmp_path).stdout == "python3\n"

    def test_an_old_one_is_refused_by_name(self, tmp_path: Path) -> None:
        python_on(tmp_path, "3.9")
        done = find_python(tmp_path)
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.startswith("Tripwire needs Python 3.11 or newer; on the path: python3=3.9.\n")

    def test_none_at_all_is_said(self, tmp_path: Path) -> None:
        done = find_python(tmp_path)
        assert done.returncode == 1
        assert "on the path: no Python." in done.stderr

    def test_one_without_venv_says_what_to_install(self, tmp_path: Path) -> None:
        python_on(tmp_path, "3.11", venv=False)
        done = find_python(tmp_path)
        assert done.returncode == 1
        assert "python3-venv" in done.stderr

    def test_a_named_one_is_tried_alone(self, tmp_path: Path) -> None:
        python_on(tmp_path, "3.12")
        done = run("/bin/sh", "tools/find_python.sh", PATH=str(tmp_path), PYTHON="python3.99")
        assert done.returncode == 1


def test_make_setup_stops_with_the_message(tmp_path: Path) -> None:
    done = run("make", "--always-make", "setup", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "Tripwire needs Python 3.11 or newer" in done.stderr


# The lock


def test_the_lock_names_no_index() -> None:
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|\bfile:", LOCK)


def test_every_locked_requirement_is_pinned_and_hashed() -> None:
    requirements = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^ *#.*\n", "", LOCK))
    assert len(requirements) > 50
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+==\S+ ", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", requirement), requirement


def test_everything_asked_for_is_locked() -> None:
    locked = set(re.findall(r"^([a-z0-9._-]+)==", LOCK, flags=re.MULTILINE))
    asked = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in asked} - {PROJECT["name"]}
    assert names <= locked


# The version


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (\S+)$", citation, flags=re.MULTILINE) == [__version__]
    releases = re.findall(
        r"^## \[(\d\S*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert releases[0] == __version__


def test_the_installed_version_is_this_one() -> None:
    try:
        installed = importlib.metadata.version(PROJECT["name"])
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("runs from the folder, not installed")
    assert installed == __version__

"""How the browser for the tests is found."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.browser import needed
from tools.browser import SCRIPT


def found(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{path}:/usr/bin:/bin", **environment}
    return subprocess.run(["/bin/sh", str(SCRIPT)], env=environment, capture_output=True, text=True)


def browser(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_first_on_the_path_is_taken(tmp_path: Path) -> None:
    wanted = browser(tmp_path, "chromium")
    browser(tmp_path, "google-chrome")
    assert found(tmp_path).stdout.strip() == str(wanted)


def test_one_that_is_named_goes_before_all(tmp_path: Path) -> None:
    browser(tmp_path, "chromium")
    wanted = browser(tmp_path, "mine")
    assert found(tmp_path, BROWSER_PATH=str(wanted)).stdout.strip() == str(wanted)


def test_none_says_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", str(SCRIPT)], env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_one_tests_fail_in_continuous_integration_and_are_skipped_elsewhere(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no Chromium on the path"):
        needed(None)
    assert needed("chromium") == "chromium"

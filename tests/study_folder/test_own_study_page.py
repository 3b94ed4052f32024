"""docs/own_study.md does what it says, from the files of a wheel and outside the checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import sim.evidence
from sim.study_folder import make

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "own_study.md").read_text(encoding="utf-8")
PART = re.compile(r"(?:In `([^`]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)
RUN = """
import json, shlex, sys
from pathlib import Path
from sim.cli import main
NO_RUN = ("init", "scenarios", "sources", "evidence")
for place, kind, text in json.loads(sys.stdin.read()):
    if place:
        Path(place).write_text(text, encoding="utf-8")
    elif kind == "python":
        exec(compile(text.replace("=400", "=100"), "own_study.md", "exec"), {})
    else:
        for line in text.splitlines():
            words = shlex.split(line)[1:]
            small = [word for word in words if not word.startswith("replicates=")] + ["replicates=10"]
            drawn = [] if words[0] == "experiments" else ["plate=false"]
            main(words if words[0] in NO_RUN else small + drawn)
"""


def parts() -> list[tuple[str, str, str]]:
    """The page's blocks in their order: where each goes, or nowhere; what it is; and its text."""
    return PART.findall(PAGE)


def run(command: list[str], folder: Path, **more: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | more,
        input=json.dumps(parts()),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check(said: str, folder: Path) -> None:
    assert "readings.csv sep2025" in said
    assert "5 / 7.5 / 10 logit" in said
    assert "NZL: New Zealand" in said
    assert "my-study: 2 rows replace the package's, 25 are added; 1 name of a level" in said
    assert "scenario: made with the package alone, but the study folder my-study" in said
    assert len(list((folder / "outputs").iterdir())) == 7
    [brief] = (folder / "outputs").glob("*/brief.html")
    text = brief.read_text(encoding="utf-8")
    assert "tripwire experiments does_caution_pay replicates=10 seed=1 with=my-study" in text
    assert "study folder, and hash of its ledgers" in text
    assert "use(&#x27;my-study&#x27;)" in text


@pytest.mark.fault("own-material")
def test_the_page_runs_from_the_files_of_a_wheel(tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    aside = shutil.ignore_patterns("*.pyc.*", "libraries")  # bytecode goes along, unless it is just written
    for name, place in (("sim", "sim"), ("hydra_plugins", "hydra_plugins")):
        shutil.copytree(ROOT / name, site / place, ignore=aside)
    for name in ("configs", "experiments"):
        shutil.copytree(ROOT / name, site / "sim" / f"_{name}")
    check(run([sys.executable, "-c", RUN], work, PYTHONPATH=str(site), PYTHONIOENCODING="utf-8"), work)


@pytest.mark.heavy
def test_the_page_runs_from_a_wheel_in_a_fresh_environment(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    venv.create(tmp_path / "fresh", with_pip=True)
    home = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(home / "python"), "-m", "pip", "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, cwd=tmp_path)
    script = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = Path(run([str(home / "python"), "-c", script], tmp_path).strip())
    # What the package needs is there already: the environment that runs the tests lends it, the package apart.
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    found = run([str(home / "python"), "-c", "import sim; print(sim.__file__)"], work).strip()
    assert Path(found).is_relative_to(site)
    check(run([str(home / "python"), "-c", RUN], work, PYTHONIOENCODING="utf-8"), work)
    (work / "sim.py").write_text("", encoding="utf-8")
    assert run([str(home / "tripwire"), "--version"], work).startswith("tripwire ")


def test_the_page_shows_what_init_writes(tmp_path: Path) -> None:
    made = make.make(tmp_path / "my-study", example=True)
    for place, _, text in parts():
        if Path(place).name in ("countries.csv", "stances.csv"):
            assert (made / Path(place).relative_to("my-study")).read_text(encoding="utf-8") == text


def test_the_package_leaves_the_numbers_free_that_the_page_recommends() -> None:
    known = sim.evidence.packaged()
    assert max(known.claims) < "C901"
    assert max(known.articles) < "901"


def test_a_file_of_that_name_hides_the_package_and_not_the_command(tmp_path: Path) -> None:
    (tmp_path / "sim.py").write_text("", encoding="utf-8")
    hidden = [sys.executable, "-c", "import sim; print(hasattr(sim, 'Scenario'))"]
    assert run(hidden, tmp_path, PYTHONPATH=str(ROOT)).strip() == "False"

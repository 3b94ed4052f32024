"""Sixty attempts to run code or write files through scenario files and words: none runs, none writes."""

from itertools import chain
from pathlib import Path

import pytest

from tests.cli.conftest import Tripwire

TARGETS = (
    "os.system",
    "subprocess.run",
    "builtins.eval",
    "builtins.exec",
    "builtins.open",
    "pathlib.Path.write_text",
    "shutil.rmtree",
    "importlib.import_module",
    "pickle.loads",
    "runpy.run_path",
)
CANARY = "canary"


def in_files(target: str) -> list[str]:
    call = f"_target_: {target}, _args_: ['touch {CANARY}']"
    return [
        f"hydra: {{callbacks: {{c: {{{call}}}}}}}",
        f"roe: {{{call}}}",
        f"excursions: {{a: {{{call}}}}}",
        f"injects: [{{{call}}}]",
        f"roe: !!python/object/apply:{target} ['touch {CANARY}']",
    ]


def in_words(target: str) -> list[str]:
    return [f"+hydra.callbacks.c._target_={target}"]


FILES = list(chain.from_iterable(map(in_files, TARGETS)))
WORDS = list(chain.from_iterable(map(in_words, TARGETS)))
MORE_WORDS = [
    f"excursions.a={{_target_:os.system,_args_:['touch {CANARY}']}}",
    f"injects=[{{_target_:os.system,_args_:['touch {CANARY}']}}]",
    "hydra.searchpath=[file:///tmp]",
    "hydra.output_subdir=stolen",
    "hydra.run.dir=stolen",
    "experiment=../../../../tmp/evil",
    "+experiment@hydra.callbacks=debate",
    "mission=/etc/passwd",
    "file=../../../../etc/passwd",
    "--config-dir=.",
    "--config-path=.",
    "--config-name=evil",
    "--experimental-rerun=evil.pickle",
]


def test_there_are_enough() -> None:
    assert len(FILES) + len(WORDS) >= 60


@pytest.mark.parametrize("text", FILES)
def test_files_run_and_write_nothing(tripwire: Tripwire, tmp_path: Path, text: str) -> None:
    (tmp_path / "theirs.yaml").write_text(text, encoding="utf-8")
    assert tripwire("file=theirs.yaml", "replicates=2").refusal.startswith("theirs.yaml: ")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.yaml"]


@pytest.mark.parametrize("word", WORDS + MORE_WORDS)
def test_words_run_and_write_nothing(tripwire: Tripwire, tmp_path: Path, word: str) -> None:
    assert tripwire(word, "replicates=2").refusal
    assert tripwire("-m", word, "replicates=2", "roe=0.1,0.2").refusal
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["../up", "/abs", "a/b", "..", ".hidden", "a\\b", "~", "$HOME", "a\nb", "x" * 61, "CON:/", "%2e%2e/"],
)
def test_run_names_stay_in_their_folder(tripwire: Tripwire, tmp_path: Path, name: str) -> None:
    assert tripwire(f"name='{name}'", "replicates=2").code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_of_hydra_is_not_read(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    (tmp_path / "config.yaml").write_text("force_size: 1\n", encoding="utf-8")
    (tmp_path / "configs" / "config.yaml").write_text("force_size: 1\n", encoding="utf-8")
    assert "base" in tripwire("replicates=2", "plate=false", "out=o").out
    assert "force_size: 40000.0" in next((tmp_path / "o").rglob("scenario.yaml")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word", ["sweep=../../../../tmp/evil", "executor=/tmp/evil", "sweep=../experiment/debate"]
)
def test_sweeps_load_nothing_from_elsewhere(tripwire: Tripwire, tmp_path: Path, word: str) -> None:
    assert "allowed: " in tripwire("sweep", word, "roe=0.1,0.2", "replicates=2").refusal
    assert "allowed: " in tripwire("-m", word, "roe=0.1,0.2", "replicates=2").refusal
    assert list(tmp_path.iterdir()) == []

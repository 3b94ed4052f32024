"""`tripwire brief` and `tripwire experiments` as they are called."""

from pathlib import Path

import pytest

from sim.cli import main
from sim.report.study import names


def test_bare_experiments_lists_the_studies(capsys: pytest.CaptureFixture[str]) -> None:
    main(["experiments"])
    out = capsys.readouterr().out
    assert all(name in out for name in names())


def test_a_study_leaves_a_brief_plates_and_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["experiments", "mixed_signals", "replicates=60", f"out={tmp_path}"])
    (home,) = tmp_path.iterdir()
    kept = {path.name for path in home.iterdir()}
    assert {"brief.html", "results.nc", "comparison.png", "comparison.svg"} <= kept
    text = (home / "brief.html").read_text(encoding="utf-8")
    assert "tripwire experiments mixed_signals replicates=60 seed=1" in text
    assert "brief.html" in capsys.readouterr().out.replace("\n", "")


def test_the_table_has_a_row_for_each_expectation(capsys: pytest.CaptureFixture[str]) -> None:
    main(["experiments", "unifil_or_kfor", "--table", "replicates=60"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| study | expected | in figures | from | found | verdict |"
    assert len(lines) == 8
    assert lines[-1].startswith("60 paired runs, seed 1, version ")


@pytest.mark.usefixtures("blank_plates")
def test_a_study_may_lie_anywhere(tmp_path: Path) -> None:
    mine = tmp_path / "my study.yaml"
    mine.write_text("question: Firm?\nexcursions: {firm: {roe: robust}}", encoding="utf-8")
    main(["experiments", str(mine), "replicates=60", f"out={tmp_path}"])
    (home,) = tmp_path.glob("*-my-study")
    assert f"tripwire experiments &#x27;{mine}&#x27; replicates=60" in (home / "brief.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.usefixtures("blank_plates")
def test_a_brief_of_a_setting(tmp_path: Path) -> None:
    main(["brief", "roe=robust", "question=Firm rules?", "replicates=60", f"out={tmp_path}"])
    (page,) = tmp_path.glob("*/brief.html")
    text = page.read_text(encoding="utf-8")
    assert "<h1>Firm rules?</h1>" in text
    assert "tripwire brief roe=robust" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["experiments", "nearorfar"], "did you mean near_or_far?"),
        (["experiments", "none.yaml"], "'none.yaml' is not a file"),
        (["experiments", "--al"], "did you mean --all?"),
        (["experiments", "sed=3"], "did you mean seed?"),
        (["experiments", "near_or_far", "seed=x"], "seed: 'x' is not a number"),
        (["brief", "forc_size=1"], "did you mean force_size?"),
        (["brief", "engine=mesa"], "engine: brief does not use it"),
    ],
)
def test_refusals_are_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1

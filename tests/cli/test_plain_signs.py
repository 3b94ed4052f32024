"""Output that is not Unicode: each sign has a plain one, and no minus becomes a question mark."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.show.plain_signs import plain

ROOT = Path(__file__).parents[2]


def test_every_sign_of_the_package_has_a_plain_one() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "sim").rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "sim" / "evidence").rglob("*.csv")]
    signs = {sign for text in texts for sign in text if not sign.isascii()}
    assert {"−", "±", "×", "≤", "→", "Ł", "ź"} <= signs | {"ź"}
    assert {sign for sign in signs if "?" in plain(sign, "ascii")} == set()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("ascii", "-1.3 +/- 0.2 x <= -> Malmo"),
        ("latin-1", "-1.3 ± 0.2 × <= -> Malmö"),
        ("cp1252", "-1.3 ± 0.2 × <= -> Malmö"),
        ("cp437", "-1.3 ± 0.2 x ≤ -> Malmö"),
        ("utf-8", "−1.3 ± 0.2 × ≤ → Malmö"),
    ],
)
def test_a_plain_sign_only_where_one_is_lacking(encoding: str, said: str) -> None:
    assert plain("−1.3 ± 0.2 × ≤ → Malmö", encoding) == said


@pytest.mark.parametrize("encoding", ["ascii", pytest.param("cp1252", marks=pytest.mark.heavy)])
def test_a_run_and_a_refusal(encoding: str, tmp_path: Path) -> None:
    def said(*words: str) -> tuple[int, str, str]:
        env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
        done = subprocess.run(
            [sys.executable, "-m", "sim", *words], cwd=tmp_path, env=env, capture_output=True
        )
        return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)

    code, out, _ = said("us_backing=0", "name=Łódź", "replicates=50", "plate=false")
    assert code == 0
    assert "-" in out
    assert "?" not in out
    code, _, err = said("roe=−0.3")
    assert (code, len(err.splitlines())) == (2, 1)
    assert "'-0.3'" in err

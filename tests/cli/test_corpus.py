"""Scenario files from elsewhere: hostile, broken and merely surprising ones are refused in one line."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from sim.scenario import ScenarioError, files
from tests.cli.conftest import Tripwire

ALIAS_BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{after}: &{after} [*{before}, *{before}, *{before}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
CORPUS = {
    "alias bomb": (ALIAS_BOMB, "line 1: anchors (&) are not allowed"),
    "alias": ("roe: *x", "line 1: aliases (*) are not allowed"),
    "anchor": ("roe: &x 0.5", "line 1: anchors (&) are not allowed"),
    "merge": ("<<: {roe: 0.5}", "YAML reads '<<' as a merge"),
    "Norway as key": ("NO: 1", "NO: YAML reads NO as false; write NOR"),
    "Norway as stance": ("stances: {NO: 2}", "stances.NO: YAML reads NO as false; write NOR"),
    "Norway in a list": ("exclude: [NO]", "exclude[0]: YAML reads NO as false; write NOR"),
    "quoted Norway": ("stances: {'NO': 2}", "stances: unknown 'NO'; did you mean NOR?"),
    "not a number": ("force_size: .nan", "force_size: .nan is not finite"),
    "infinity": ("force_size: .inf", "force_size: .inf is not finite"),
    "minus infinity": ("battlefield: -.inf", "battlefield: -.inf is not finite"),
    "overflow": ("force_size: 1e999", "force_size: '1e999' is too large"),
    "digits without end": ("force_size: " + "9" * 150, "force_size: '999"),
    "sexagesimal": ("force_size: 12:30:00", "force_size: YAML reads '12:30:00' as a number in another base"),
    "octal": ("horizon: 010", "horizon: YAML reads '010' as a number in another base"),
    "hexadecimal": ("horizon: 0x10", "horizon: YAML reads '0x10' as a number in another base"),
    "binary number": ("horizon: 0b11", "horizon: YAML reads '0b11' as a number in another base"),
    "underscore": ("force_size: 40_000", "force_size: YAML reads '40_000' as a number in another base"),
    "date": ("reading: 2025-09-10", "reading: YAML reads '2025-09-10' as a timestamp"),
    "boolean": ("roe: true", "roe: True is not a number; allowed: 0 to 1"),
    "yes": ("roe: yes", "roe: YAML reads 'yes' as true or false"),
    "null": ("roe: ~", "roe: None is not a number"),
    "environment": ("name: ${oc.env:HOME}", "name: interpolation"),
    "interpolation as key": ("'${x}': 1", "interpolation"),
    "python object": ("roe: !!python/object/apply:os.system ['true']", "line 1: tags (!) are not allowed"),
    "harmless tag": ("roe: !!float 0.5", "line 1: tags (!) are not allowed"),
    "binary tag": ("roe: !!binary aGVsbG8=", "line 1: tags (!) are not allowed"),
    "directive": ("%YAML 1.1\nroe: 0.5", "line 1: directives (%) are not allowed"),
    "two documents": ("roe: 0.5\n---\nroe: 0.7", "line 2: document marks (---)"),
    "target": ("excursions: {a: {_target_: os.system}}", "'_target_' is not allowed as a name"),
    "hydra": ("hydra: {callbacks: {a: {_target_: os.system}}}", "'hydra' is not allowed as a name"),
    "defaults": ("defaults: [experiment: us_walks_out]", "'defaults' is not allowed as a name"),
    "unknown lever": ("forc_size: 1", "forc_size: no such lever; did you mean force_size?"),
    "unknown in excursion": (
        "excursions: {a: {ro: 1}}",
        "excursions.a: ro: no such lever; did you mean roe?",
    ),
    "out of range": ("us_backing: 7", "us_backing: 7 is out of range; allowed: 0 to 1"),
    "out of range in excursion": ("excursions: {a: {roe: 7}}", "excursions.a: roe: 7 is out of range"),
    "a setting": ("out: /tmp", "out: no such lever"),
    "said twice": ("roe: 0.1\nroe: 0.2", "roe: said twice"),
    "number as name": ("1: 2", "'1' is not a name"),
    "list as name": ("? [a]\n: 1", "a list or mapping cannot be a name"),
    "only a list": ("- roe", "not a mapping of levers"),
    "only a word": ("roe", "not a mapping of levers"),
    "empty": ("", "not a mapping of levers"),
    "unclosed": ("exclude: [FRA", "line 1: not YAML"),
    "tab": ("roe:\n\t0.5", "line 2: not YAML"),
    "deep brackets": ("[" * 5_000, "nested deeper than 8"),
    "deep mapping": ("\n".join(" " * k + "a:" for k in range(50)), "nested deeper than 8"),
    "long text": ("name: " + "x" * 300, "a text longer than 200"),
    "control characters": ('name: "a\\u0007b"', "cannot be printed"),
    "null byte": ("roe: \0", "not YAML"),
    "excursions as list": ("excursions: [1]", "excursions: [1] is not a mapping"),
    "excursion as number": ("excursions: {a: 1}", "excursions.a: 1 is not a mapping"),
    "name as number": ("name: 5", "name: 5 is not a text"),
}


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Tokens read and documents composed by the YAML reader."""
    count: Counter[str] = Counter()
    scan, compose = yaml.scan, yaml.compose

    def counting_scan(*given: Any) -> Iterator[Any]:
        for token in scan(*given):
            count["tokens"] += 1
            yield token

    def counting_compose(*given: Any) -> Any:
        count["compositions"] += 1
        return compose(*given)

    monkeypatch.setattr(yaml, "scan", counting_scan)
    monkeypatch.setattr(yaml, "compose", counting_compose)
    return count


@pytest.mark.parametrize("case", ["alias bomb"])
def test_what_could_unfold_is_never_composed(case: str, work: Counter[str]) -> None:
    with pytest.raises(ScenarioError):
        files.parse(CORPUS[case][0], "theirs.yaml")
    assert work["compositions"] == 0
    assert work["tokens"] > 0


@pytest.mark.parametrize("case", CORPUS)
@pytest.mark.fault("tracebacks")
def test_refused_in_one_line(case: str, work: Counter[str]) -> None:
    text, said = CORPUS[case]
    with pytest.raises(ScenarioError) as refusal:
        files.parse(text, "theirs.yaml")
    assert work["tokens"] <= 4 * len(text) + 10  # nothing unfolds
    assert work["compositions"] <= 1
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).startswith("theirs.yaml: ")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe\x00\x01", "not text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text in UTF-8"),
        (b"roe: 0.5\n" + b"#" * 140_000, "larger than 131,072 bytes"),
        (b"# " * 16_000 + b"\xff", "not text in UTF-8"),
    ],
)
def test_files_that_are_no_text_are_refused(
    tripwire: Tripwire, tmp_path: Path, raw: bytes, said: str
) -> None:
    (tmp_path / "theirs.yaml").write_bytes(raw)
    assert said in tripwire("file=theirs.yaml").refusal


def test_what_is_no_file_is_refused(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "is not a file" in tripwire("file=folder").refusal
    assert "is not a file" in tripwire("file=/dev/zero").refusal


def test_the_corpus_through_the_front_door(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_text(CORPUS["alias bomb"][0], encoding="utf-8")
    assert tripwire("file=theirs.yaml").refusal == "theirs.yaml: line 1: anchors (&) are not allowed"


def test_a_plain_file_says_what_it_says() -> None:
    read = files.parse(
        "name: ours\nforce_size: 1e5\nroe: robust\nus_backing: null\nexclude: [FRA, 'GBR']\n"
        "stances: {POL: +2}\ninjects:\n  - {kind: us_walkout, month: 12}\n"
        "excursions:\n  more: {force_size: 200000}\n",
        "ours.yaml",
    )
    assert read.name == "ours"
    assert read.levers == {
        "force_size": 100_000.0,
        "roe": "robust",
        "us_backing": None,
        "exclude": ["FRA", "GBR"],
        "stances": {"POL": 2},
        "injects": [{"kind": "us_walkout", "month": 12}],
    }
    assert read.excursions == {"more": {"force_size": 200_000}}

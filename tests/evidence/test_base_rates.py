"""The base rates of standing: what priors and rules cite of them is counted again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib import resources

import pytest

from sim.evidence import load
from sim.rules import standing

with (resources.files("sim.evidence") / "base_rates.csv").open(encoding="utf-8") as stream:
    ROWS = list(csv.DictReader(stream))
STRUCK = [row for row in ROWS if row["struck"] == row["own_choice"] == "1"]
Test = Callable[[dict[str, str]], bool]


def there(row: dict[str, str]) -> bool:
    return row["outcome"] != "left"


def gone(row: dict[str, str]) -> bool:
    return not there(row)


def counted(held: Test, among: Test = lambda _: True) -> str:
    chosen = [row for row in STRUCK if among(row)]
    return f"{sum(map(held, chosen))} of {len(chosen)}"


CITED: list[tuple[str, str]] = [
    ("bind", counted(there, lambda row: row["stake"] == "far")),
    ("bind", counted(there, lambda row: row["stake"] == "far" and float(row["killed"]) >= 10)),
    ("bind_near", counted(there, lambda row: row["stake"] != "far")),
    ("bind_roe", counted(there, lambda row: row["combat_mandate"] == "1")),
    ("bind_roe", counted(there, lambda row: row["combat_mandate"] == "0")),
    ("surge", counted(lambda row: row["outcome"] == "reinforced")),
    (
        "bind_months",
        counted(lambda row: row["months_to_exit"] != "" and float(row["months_to_exit"]) <= 12, there),
    ),
    ("exit0", counted(gone, lambda row: float(row["killed"]) > 0)),
    ("exit0", counted(gone, lambda row: row["stake"] == "far" and float(row["killed"]) >= 10)),
]


@pytest.mark.parametrize(("parameter", "figure"), CITED)
def test_a_prior_cites_what_the_ledger_counts(parameter: str, figure: str) -> None:
    assert figure in load().parameters[parameter].source


@pytest.mark.parametrize("fought", ["1", "0"])
def test_whether_they_fought_back_did_not_decide_whether_they_stayed(fought: str) -> None:
    assert counted(there, lambda row: row["fought"] == fought) in (standing.__doc__ or "")


def test_every_row_is_coded_by_the_code_book() -> None:
    allowed = {
        "attacker_kind": {"army", "nonstate"},
        "stake": {"near", "alliance", "far"},
        "outcome": {"reinforced", "stayed", "reduced", "left"},
        "fought": {"", "0", "1"},
        "checked": {"searched", "recalled"},
        "confidence": {"high", "medium", "low"},
    } | {key: {"0", "1"} for key in ("region", "paid", "combat_mandate", "struck", "own_choice")}
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row["source"], row["id"]
        assert {name for name, values in allowed.items() if row[name] not in values} == set(), row["id"]
        assert float(row["troops"]) > 0 <= float(row["killed"])
        assert row["fought"] == "" or row["attacker_kind"] == "army"
        assert int(row["year"]) <= 2025

"""`tripwire evidence` prints a page, follows the scenario, and refuses a bad name in one line."""

import pytest

from tests.cli.conftest import Tripwire


def test_a_page_is_printed(tripwire: Tripwire) -> None:
    assert "POL: Poland  The model uses" in tripwire("evidence", "POL").out
    assert "paragraph 6" in tripwire("evidence", "claim", "C006").out
    assert "cost.monthly_cost" in tripwire("evidence", "outcome", "cost_eur_bn").out
    assert "Parameters by mechanism" in tripwire("evidence").out


def test_a_state_follows_reading_and_layer(tripwire: Tripwire) -> None:
    assert "drawn" in tripwire("evidence", "BEL").out
    assert "drawn" not in tripwire("evidence", "BEL", "evidence=record").out


def test_a_bad_name_is_refused_in_one_line(tripwire: Tripwire) -> None:
    assert tripwire("evidence", "polnd").refusal == "evidence: nothing is called 'polnd'; did you mean POL?"
    assert "evidence: unknown 'sate'; did you mean state?" in tripwire("evidence", "sate", "POL").refusal


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_sentences_are_read_at_any_width(
    columns: int, tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    printed = tripwire("evidence", "POL").out
    assert max(map(len, printed.splitlines())) <= columns
    for words in ("border_russia_belarus", "mandate_sensitivity", "recalled", "force.capacity"):
        assert words in printed
    beside = any("army" in line and "force.capacity" in line for line in printed.splitlines())
    assert beside == (columns == 200)

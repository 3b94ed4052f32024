"""The rows of the patterns that wait for the second rulebook: each has a test, and the ledger would take it."""

from sim.evidence import load
from sim.evidence.figures import pattern_of
from sim.evidence.table import rows
from tests.patterns.second import FAR, NEAR, ROWS, SECOND
from tests.patterns.suite import PATTERNS

COLUMNS = "pattern_id,name,test,claims,basis,kind".split(",")


def test_every_row_is_fit_for_the_ledger_and_has_its_test() -> None:
    written = [pattern_of(row, load().claims) for row in rows("second.csv", ROWS.read_bytes(), COLUMNS)]
    assert [pattern.pattern_id for pattern in written] == list(SECOND)
    assert not PATTERNS.keys() & SECOND.keys()


def test_near_states_border_on_the_war() -> None:
    assert {"POL", "ROU", "FIN", "EST"} <= set(NEAR)
    assert {"FRA", "GBR", "ITA", "CAN"} <= set(FAR)

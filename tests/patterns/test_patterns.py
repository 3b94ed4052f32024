"""What the model must reproduce: every pattern of the ledger holds."""

import pytest

from sim.evidence import load
from tests.patterns.suite import PATTERNS

NAMES = {pattern.pattern_id: pattern.name for pattern in load().patterns}


def test_every_pattern_of_the_ledger_is_measured() -> None:
    assert PATTERNS.keys() == NAMES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("code", PATTERNS)
def test_the_pattern_holds(code: str) -> None:
    verdict = PATTERNS[code]()
    assert verdict.holds, f"{code} {NAMES[code]}: {verdict.figures}"

"""What the model must reproduce: every pattern of the ledger holds."""

import pytest

from sim.evidence import load
from tests.patterns.lab import Bench, measured_on
from tests.patterns.suite import PATTERNS

NAMES = {pattern.pattern_id: pattern.name for pattern in load().patterns}
FEW = Bench(replicates=2_000)
"""On so many, which take a quarter of the time, most patterns are plain; each broken variant is rejected on them."""


def test_every_pattern_of_the_ledger_is_measured() -> None:
    assert PATTERNS.keys() == NAMES.keys()


@pytest.mark.slow
@pytest.mark.parametrize("code", PATTERNS)
def test_the_pattern_holds(code: str) -> None:
    """One that few runs do not show is measured on as many as leave noise no say."""
    with measured_on(FEW):
        verdict = PATTERNS[code]()
    if not verdict.holds:
        verdict = PATTERNS[code]()
    assert verdict.holds, f"{code} {NAMES[code]}: {verdict.figures}"

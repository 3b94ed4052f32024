"""The broken variants apply and name patterns that exist; one is rejected here, all of them by `make mutants`."""

from pathlib import Path

import pytest

from tests.mutants.catalogue import MUTANTS
from tests.mutants.mutant import Mutant
from tests.mutants.trial import ROOT, attempt, broken
from tests.patterns.suite import PATTERNS

BY_NAME = {mutant.name: mutant for mutant in MUTANTS}


def test_there_are_enough_of_them() -> None:
    assert len(BY_NAME) == len(MUTANTS) >= 45


def test_every_pattern_rejects_one() -> None:
    assert {code for mutant in MUTANTS for code in mutant.patterns} == PATTERNS.keys()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_variant_applies_and_names_the_patterns_that_reject_it(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    compile(broken(mutant, source), mutant.file, "exec")
    assert mutant.patterns
    assert set(mutant.patterns) <= PATTERNS.keys()


def test_a_variant_that_no_longer_applies_is_reported(tmp_path: Path) -> None:
    gone = Mutant("gone", "a text that is not there", MUTANTS[0].file, "no such text", "", ("P11",))
    trial = attempt(gone, tmp_path / "room")
    assert not trial.ok
    assert "stands 0 times" in trial.error


@pytest.mark.slow
def test_a_variant_is_rejected(tmp_path: Path, quick_compiler: None) -> None:
    trial = attempt(BY_NAME["no_enabler_ceiling"], tmp_path / "room")
    assert (trial.error, trial.missed) == ("", ())

"""Each kind of fault met in everyday use has a test of its case and of two relatives."""

from tests import faults


def test_every_kind_of_fault_has_its_case_and_two_relatives() -> None:
    found = faults.cases()
    assert set(found) == set(faults.KINDS)
    assert {kind: times for kind, times in found.items() if times < 3} == {}

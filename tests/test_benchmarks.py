"""What is measured must be what is used: every build, and the build that counts, gives the engine's own bits."""

from __future__ import annotations

import shutil

import pytest

from benchmarks import builds, work
from benchmarks.__main__ import CLOSING, SHORT, renewed, section
from benchmarks.report import Chapter, in_markdown
from sim.engine.ensemble import run_inputs

needs_cpp = pytest.mark.skipif(
    not any(map(shutil.which, ("c++", "g++", "clang++"))), reason="no compiler of C++ on the path"
)


def test_the_build_that_is_measured_gives_the_same_bits_in_every_way() -> None:
    build = builds.built(all_of_them=False)[0]
    for way, deed in build.ways().items():
        inputs = builds.grid() if way == builds.SCENARIOS else builds.base()
        expected = run_inputs(inputs, replicates=builds.RUNS // len(inputs), engine="native")
        assert deed().run.tobytes() == expected.run.tobytes(), way


@needs_cpp
def test_the_operations_counted_are_those_of_the_engine() -> None:
    operations, counted = work.count(builds.base())
    expected = run_inputs(builds.base(), replicates=builds.RUNS)
    assert counted.run.tobytes() == expected.run.tobytes()
    assert min(operations) > 0


class TestThePage:
    BEFORE = f"# Performance\n\n## Waiting\n\nold\n\n{CLOSING}\n{SHORT}\n\nNothing of what was measured.\n"

    def test_gains_a_section_before_its_history(self) -> None:
        page = renewed(self.BEFORE, Chapter("Ten million runs", note="70 s."))
        assert page.index("## Waiting") < page.index("## Ten million runs") < page.index(CLOSING)

    def test_has_a_section_renewed_in_its_place_and_nothing_else_touched(self) -> None:
        first = renewed(self.BEFORE, Chapter("Ten million runs", note="70 s."))
        second = renewed(first, Chapter("Ten million runs", note="60 s."))
        assert second == first.replace("70 s.", "60 s.")

    def test_a_section_ends_where_the_next_begins(self) -> None:
        chapter = Chapter("Ten million runs", note="70 s.")
        assert section(renewed(self.BEFORE, chapter), chapter.title) == in_markdown(chapter)

    def test_ends_with_every_goal_that_was_missed(self) -> None:
        slow = Chapter("Ten million runs", [{"runs": "10,000,000", "goal": "≤ 70 s MISSED"}])
        page = renewed(self.BEFORE, slow)
        assert page.endswith(f"{SHORT}\n\n- Ten million runs: 10,000,000 (≤ 70 s MISSED)\n")
        assert renewed(page, Chapter("Ten million runs", note="60 s.")).endswith(
            "Nothing of what was measured.\n"
        )

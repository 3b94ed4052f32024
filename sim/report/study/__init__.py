"""Named studies: a question, what was expected before it ran, and what came out.

A study is a file of a few lines in `experiments/`: scenarios, expectations and the claims these come from.
"""

from __future__ import annotations

from sim.report.study.answer import Answer, answer, run
from sim.report.study.question import Expectation, Study
from sim.report.study.reader import named, names, read

__all__ = ["Answer", "Expectation", "Study", "answer", "named", "names", "read", "run"]

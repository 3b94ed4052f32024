"""`tripwire demo`: what the articles argue about, question by question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sim.cli.collector import paused
from sim.cli.parse.output_settings import SPREAD, Wanted
from sim.cli.parse.rows import RUN
from sim.cli.parse.run_settings import Run
from sim.cli.parse.verbs import verb

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Question:
    """A question the articles disagree on: who raises it, which scenarios answer, and in which outcomes."""

    text: str
    claims: str
    scenarios: tuple[str, ...]
    measures: tuple[str, ...]


STORY = (
    Question(
        "Does it take Washington?",
        "C111 C122 C129 C138",
        ("with the US", "without the US"),
        ("ground_contributors", "attacked"),
    ),
    Question(
        "A bystander like UNIFIL, or firm like KFOR?",
        "C025 C026 C028 C089",
        ("rules like UNIFIL", "rules like KFOR"),
        ("bystander", "attacked", "kia"),
    ),
    Question(
        "How many: 10,000, the planned 40,000, or 200,000?",
        "C016 C061 C062 C080",
        ("10,000 troops", "200,000 troops"),
        ("deployed", "attacked", "kyiv_content"),
    ),
    Question(
        "Arms instead of soldiers?",
        "C038 C094 C100",
        ("arms, no troops",),
        ("attacked", "kyiv_content", "cost_eur_bn"),
    ),
)


@verb(
    "what the articles argue about, side by side",
    levers="run",
    settings=(*RUN, SPREAD),
    preset=("experiment=debate",),
)
def demo(run: Run, spread: bool) -> None:
    """Run the `debate` comparison and print it question by question.

    Settings may be added, as in `tripwire demo replicates=500`.
    """
    from sim.cli.commands.execution import execute

    with paused():
        execute(run, Wanted(spread=spread), tell=tell)


def tell(differences: pd.DataFrame, out: Console) -> None:
    """Print each question with what the runs say to it."""
    from sim.analysis.compare import findings

    for question in STORY:
        sentences = findings(differences, question.measures)
        out.print(Text.assemble((question.text, "bold"), (f"  {question.claims}", "dim")))
        for name in question.scenarios:
            out.print(Padding(sentences[name], (0, 0, 0, 2)))
    out.print()

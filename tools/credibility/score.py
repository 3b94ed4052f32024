"""A self-score on the eight factors of NASA-STD-7009 (0 insufficient … 4 as good as can be asked), weakest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sim.evidence import load
from sim.report.evidence.evidence_page import GRADES
from sim.scenario.provenance import GRADES as MEANING
from tools.marks import table


@dataclass(frozen=True)
class Factor:
    """One factor: its score, why not more, why not less, and what would raise it."""

    name: str
    score: int
    holds: str
    lacks: str
    raised_by: str


def graded() -> Counter[str]:
    """Parameters by grade."""
    return Counter(one.grade for one in load().parameters.values())


EARLIER = Counter(D=103, C=38, B=9, A=2)
"""Parameters by grade before each mechanism had to earn its place: rulebook 56e4ee1a05d0 of version 0.3.0."""


def factors() -> list[Factor]:
    """All factors, the weakest first; a judgement of those who made the model, not of a referee."""
    parameters, missions = load().parameters, load().missions
    assumed = graded()["D"]
    found = [
        Factor(
            "use history",
            0,
            "none",
            "no decision has rested on it, and no result was ever held against what came after",
            "a prediction written down before an event, and scored after it",
        ),
        Factor(
            "people qualifications",
            1,
            "every coding has a rule, a grade and a source",
            "one coder and no second; no referee from the field has read rules or codes",
            "a second coder on stances and missions with their agreement published; a referee",
        ),
        Factor(
            "input pedigree",
            1,
            f"all {len(parameters)} parameters have source, unit, bounds and grade",
            f"{assumed} of them are assumed (D), {graded()['A']} measured (A)",
            "elicited priors for those that move a headline (screening below)",
        ),
        Factor(
            "validation",
            1,
            f"{len(missions)} past missions and the public record are held against it, beside simple rivals",
            "missions are coded with their outcome known; some priors were tuned on the patterns they are tested with; "
            "a single code can do as well, and what is fitted on one kind of mission does badly on another",
            "missions coded blind, and episodes nobody looked at before",
        ),
        Factor(
            "results uncertainty",
            2,
            "headlines are shown over theories, parameters and the baseline knob, and by Monte-Carlo error, apart, and "
            "on priors that were matched to the patterns",
            "priors are drawn independently, and matched one by one; forms that no theory here holds are not among the "
            "doubts",
            "correlated priors, and rival forms for standing and for willingness",
        ),
        Factor(
            "results robustness",
            2,
            "every part can be switched off, every prior screened, every state left out, every stance removed; figures "
            "below",
            "indices that have not settled are shown as such; interactions are known only in sum",
            "more runs where the table says not settled",
        ),
        Factor(
            "management",
            3,
            "each result carries version, scenario, seed, rulebook and evidence; results and pages are tested against "
            "the code",
            "no outside body controls changes",
            "review by people who did not write it",
        ),
        Factor(
            "verification",
            3,
            "two engines written apart agree bit for bit; limit cases by hand; broken variants must be noticed",
            "nobody outside has verified it",
            "an independent re-implementation from docs/odd.md",
        ),
    ]
    return sorted(found, key=lambda factor: factor.score)


def scores() -> str:
    """The self-score as a table."""
    rows = ((one.name, str(one.score), one.holds, one.lacks, one.raised_by) for one in factors())
    return table(("factor", "0–4", "what holds", "what is missing", "what would raise it"), rows)


def grades() -> str:
    """Parameters by grade, the weakest first."""
    counts = [*((grade, MEANING[grade]) for grade in reversed(GRADES)), ("all", "")]
    now, before = (found | Counter(all=found.total()) for found in (graded(), EARLIER))
    rows = ((grade, means, str(now[grade]), str(before[grade])) for grade, means in counts)
    return table(("grade", "meaning", "parameters", "before each had to earn its place"), rows)


def card() -> str:
    """The model card (Mitchell et al. 2019)."""
    known = load()
    rows = [
        (
            "what it is",
            "an agent-based model of an argument: governments, publics, Moscow, Kyiv, Washington, by month",
        ),
        ("meant for", "comparing assumptions, in teaching, in games and in writing about the question"),
        (
            "not meant for",
            "forecasts, advice to a government, targeting, operational planning, judging a person",
        ),
        (
            "rests on",
            f"{len(known.articles)} articles ({len({one.observation for one in known.articles.values()})} independent "
            f"observations), {len(known.claims)} claims, the public record and public figures to 31 July 2025",
        ),
        ("fitted to", "patterns of sim/evidence/patterns.csv, by hand; each step is in docs/tuning.md"),
        (
            "tested on",
            f"{len(known.missions)} past missions, stances on the public record, limit cases, broken variants",
        ),
        (
            "doubts shown",
            f"{len(known.theories)} theories, {len(known.parameters)} priors, the baseline knob, Monte-Carlo error",
        ),
        (
            "groups it speaks of",
            f"{len(known.codes)} governments and publics; each by facts and words with a source",
        ),
        ("risks of misuse", "a number read as a forecast; a state's row read as what that state will do"),
        ("known to be weakest", ", ".join(one.name for one in factors()[:4])),
    ]
    return table(("", ""), rows)


TABLES = {"score": scores, "grades": grades, "card": card}
"""What stands between which marks."""

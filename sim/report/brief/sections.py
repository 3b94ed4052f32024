"""What a brief says of an answer: expected and found, findings, scenarios, numbers, how sure."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.compare import binding
from sim.analysis.spoken import spoken_of
from sim.report.brief.markup import Markup, items, join, table, tag
from sim.report.study.answer import Answer
from sim.report.study.verdict import VERDICTS
from sim.scenario import BY_NAME as LEVERS
from sim.scenario import Scenario, roster
from sim.scenario.differences import changed, changes, text
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, counted, estimate, per_cent
from sim.wording.side_by_side import SideBySide

SIGNS = dict(zip(VERDICTS, "✓◐◔∅≈✗", strict=True))
"""A mark beside each verdict, so that none rests on colour."""


def expected(answer: Answer) -> Markup:
    """What was expected before the runs, and whether it came out."""
    judged = answer.judged()
    rows = [(*row[:-1], f"{SIGNS[row[-1]]} {row[-1]}") for row in judged.to_numpy(str).tolist()]
    return table([*judged.columns], rows) if rows else Markup()


def findings(answer: Answer) -> Markup:
    """One sentence a finding; nothing where nothing was compared or asked."""
    return items(finding.sentence for finding in answer.findings) if answer.findings else Markup()


def runs(answer: Answer) -> str:
    """How often the scenarios ran."""
    replicates, count = answer.ds.attrs["replicates"], len(answer.study.scenarios)
    if count == 1:
        return f"{counted(replicates, 'run')} of one scenario"
    return f"{replicates:,} paired runs of each of {count} scenarios, on the same chance and the same assumptions"


def scenarios(answer: Answer) -> Markup:
    """The scenarios in words, and the levers in which they differ."""
    base, *others = answer.study.scenarios.items()
    lines: list[str] = [_line(base[0], _base(base[1]))]
    lines += [
        _line(name, f"as {base[0]}, but {changes(base[1], other) or 'nothing else'}")
        for name, other in others
    ]
    lines += unknown(answer.study.scenarios)
    moved = [name for name in LEVERS if any(name in changed(base[1], other) for _, other in others)]
    if not moved:
        return items(lines)
    rows = [
        [name, *(text(one, getattr(scenario, one)) for one in moved)]
        for name, scenario in answer.study.scenarios.items()
    ]
    meanings = "; ".join(f"{labels.lever(name)}: {LEVERS[name].meaning}" for name in moved)
    grid = table(["levers that differ", *map(labels.lever, moved)], rows)
    return join([items(lines), grid, tag("p", tag("small", f"{meanings}."))])


def unknown(scenarios: Mapping[str, Scenario]) -> list[str]:
    """Whose stance is drawn in each run: of the base, and of a scenario that takes this from other evidence."""
    said: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for name, scenario in scenarios.items():
        known = spoken_of(scenario)
        members = [code for code in roster.codes() if code not in scenario.exclude]
        drawn = tuple(code for code in members if code not in known)
        if drawn and drawn not in seen:
            who = labels.some(map(labels.state, drawn), len(drawn))
            said.append(
                f"In {name} no statement on soldiers is known of {len(drawn)} of {len(members)} governments, whose "
                f"stance is drawn in each run: {who}."
            )
        seen.add(drawn)
    return said


def binds(answer: Answer) -> Markup:
    """What binds most often in each scenario."""
    shares = binding(answer.ds)
    most = [
        f"{name}: {labels.BINDS[str(row.idxmax())]}, in {per_cent(row.max())} of runs"
        for name, row in shares.iterrows()
    ]
    return tag("p", tag("small", f"What binds the force most often: {'; '.join(most)}."))


def numbers(answer: Answer) -> Markup:
    """Every outcome of every scenario with its interval, and the paired difference under it."""
    said = SideBySide(answer.table.to_dict("records"))
    base, outcomes = answer.study.base, answer.study.outcomes
    rows = [
        [name, *(_cell(said, outcome, name, paired=name != base) for outcome in outcomes)]
        for name in answer.study.scenarios
    ]
    class_ = "wide" if len(outcomes) > 4 else ""
    return join(
        [
            table([f"95 % intervals, {FINITE_RUNS}", *map(labels.head, outcomes)], rows, class_=class_),
            binds(answer),
        ]
    )


def _cell(said: SideBySide, outcome: str, name: str, *, paired: bool) -> Markup:
    level = said.level(outcome, name)
    if not paired:
        return join([level])
    return join([level, tag("small", said.change(outcome, name) or "difference inside the noise")])


def sure(answer: Answer) -> Markup:
    """The bands: what the spread of the expected value comes from, and on how many runs that rests."""
    spread = answer.bands
    rows = [
        (str(name), estimate(row["share"], row["low"], row["high"], "share"))
        for name, row in spread.table.iterrows()
    ]
    theories = [(labels.lever(name), spread.under(name)) for name in spread.by_theory]
    count = len(spread.by_theory)
    about = (
        f"{spread.draws} draws of the parameters × {spread.tapes} tapes of chance under each of {count} theories and "
        f"{len(spread.by_baseline)} levels of the knob"
    )
    return join(
        [
            tag("p", spread.sentence()),
            table(("part of the spread", "share"), rows),
            table(("theory", f"{labels.outcome(spread.measure)}, 95 % intervals, {FINITE_RUNS}"), theories),
            tag("p", tag("small", f"{about}, seed {spread.seed}; theories count alike.")),
        ]
    )


def _line(name: str, text: str) -> Markup:
    return join([tag("strong", name), f": {text}."])


def _base(scenario: Scenario) -> str:
    usual = Scenario()
    size = f"{scenario.force_size:,.0f} troops asked for" if scenario.force_size else "no troops asked for"
    setting = f"the reading {scenario.reading}, the theory {scenario.theory}, {scenario.horizon} months"
    moved = changes(usual, scenario)
    return f"{size}; {setting}; {f'levers set: {moved}' if moved else 'every lever at its default'}"

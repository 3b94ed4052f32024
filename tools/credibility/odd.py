"""The tables of docs/odd.md, an ODD+D description (Grimm et al. 2020; Müller et al. 2013) read from the code."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from sim import outcomes, rules
from sim.engine import chance, layout
from sim.engine.month import run as month
from sim.evidence import load
from sim.report.evidence import citations
from sim.report.evidence.evidence_page import GRADES
from sim.rules import MECHANISMS
from sim.rules.records import Assessment, Month, Record
from sim.rules.willingness import TERMS
from sim.scenario import LEVERS, roster
from tools.marks import table

REMEMBERED: tuple[tuple[str, type[Record]], ...] = (
    ("Countries: what each state remembers", layout.Countries),
    ("RunState: what Washington, Moscow, Kyiv, the truce and the force remember", layout.RunState),
    ("Month: what everybody sees this month", Month),
    ("Assessment: a force as somebody sees it", Assessment),
    ("Constants: what follows from levers and assumptions", layout.Constants),
)
"""Entities of the model, as records."""
PHASE = re.compile(r"# (\d+)\. (.+)\.$")
SENSES = {
    "executives": "the month (calendar, US backing, what the model's own rules gave a month before), their own stance, "
    "public and past, and who else goes",
    "parliaments": "US backing and mandate, against a threshold drawn once a run",
    "Moscow": "the force that is there, the habit of answering it has seen, US backing, the front",
    "Kyiv": "the guarantee on offer, the front",
    "publics": "their own dead, shocks, Moscow's chance of success",
    "Washington": "European effort",
}
"""What each kind of actor reads before it acts."""


def entities() -> str:
    """Every state variable with its unit or meaning, by entity, from the listings of the records."""
    parts = []
    for title, record in REMEMBERED:
        notes = commented(record)
        rows = ((f"`{name}`", notes.get(name, "")) for name in layout.fields(record))
        parts.append(
            f"**{title}** ({len(layout.fields(record))})\n\n{table(('variable', 'what it is'), rows)}"
        )
    return "\n".join(parts)


def commented(record: type[Record]) -> dict[str, str]:
    """The comment that stands beside each field of a record."""
    lines = inspect.getsource(record).splitlines()
    found = (re.match(r"\s+(\w+): .*?(?:#\s*(.*))?$", line) for line in lines)
    return {field[1]: field[2] or "" for field in found if field}


def process() -> str:
    """The phases of a month in their order, with the steps and rules of each, from the function that runs it."""
    rows = []
    for number, (title, steps) in phases().items():
        used = sorted({rule for step in steps for rule in called(step)})
        rows.append((str(number), title, ", ".join(f"`{_name(step)}`" for step in steps), ", ".join(used)))
    return table(("", "phase", "steps", "rules"), rows)


def phases() -> dict[int, tuple[str, list[Callable[..., Any]]]]:
    """Number of each phase, its title, and the steps called in it; 0 is what comes before the first month."""
    found: dict[int, tuple[str, list[Callable[..., Any]]]] = {0: ("Before the first month", [])}
    _, *body = inspect.getsource(month.run).splitlines()
    for line in body:
        if phase := PHASE.search(line.strip()):
            found[int(phase[1])] = (phase[2], [])
        else:
            found[max(found)][1].extend(_steps(line))
    return found


def called(step: Callable[..., Any]) -> frozenset[str]:
    """The mechanisms that a step of the month calls, itself or in another step."""
    found = set[str]()
    for node in ast.walk(ast.parse(inspect.getsource(step))):
        if isinstance(node, ast.Call) and (function := _resolved(node, vars(inspect.getmodule(step)))):
            package, _, name = function.__module__.rpartition(".")
            if package == rules.__name__:
                found |= {name} & set(MECHANISMS)
            elif package.startswith("sim.engine"):
                found |= called(function)
    return frozenset(found)


def concepts() -> str:
    """Design concepts of ODD+D, each with what the code has of it."""
    purposes = {
        "a country and run": chance.COUNTRY_PURPOSES,
        "a run": chance.RUN_PURPOSES,
        "a month": chance.MONTH_PURPOSES,
    }
    drawn = "; ".join(f"once {per}: {', '.join(names)}" for per, names in purposes.items())
    rows = [
        ("theoretical background", "one mechanism a file, each with its literature and claims (the table below)"),
        ("individual decisions", f"executives add {len(TERMS)} terms, take each role above zero: {', '.join(TERMS)}"),
        ("learning", citations.idea("learning")),
        ("individual sensing", "; ".join(f"{who}: {what}" for who, what in SENSES.items())),
        ("individual prediction", "executives expect what the model's own rules gave a month before (outlook)"),
        ("interaction", citations.idea("conference")),
        ("collectives", "the set of states that go; a conference settles it, else states join and leave"),
        ("heterogeneity", f"{len(roster.codes())} states, {len(roster.FACTS.names or ())} facts each: "
         + ", ".join(roster.FACTS.names or ())),
        ("stochasticity", f"{len(load().parameters)} parameters once a run; {drawn}"),
        ("observation", f"{len(outcomes.RUN)} outcomes of a run, {len(outcomes.COUNTRY)} of a state, "
         f"{len(outcomes.MONTH)} of a month"),
    ]  # fmt: skip
    return table(("concept", "in the model"), rows)


def mechanisms() -> str:
    """Every mechanism: what it is, its parameters by grade, the claims its file names."""
    parameters = load().parameters.values()
    rows = []
    for name in MECHANISMS:
        grades = [one.grade for one in parameters if one.mechanism == name]
        count = " ".join(f"{grades.count(grade)}{grade}" for grade in GRADES if grade in grades)
        claims = " ".join(citations.of_mechanism(name))
        rows.append((f"`sim/rules/{name}.py`", citations.idea(name), count or "–", claims or "–"))
    return table(("file", "what it is", "parameters", "claims"), rows)


def inputs() -> str:
    """What a run reads from outside."""
    known = load()
    counts = {
        "articles": len(known.articles),
        "claims": len(known.claims),
        "facts": len(known.facts),
        "remarks on the public record": len(known.record),
        "polls": len(known.polls),
        "elections": len(known.elections),
        "conditions": len(known.conditions),
        "readings": len(known.readings),
        "theories": len(known.theories),
        "past missions": len(known.missions),
        "patterns": len(known.patterns),
        "parameters": len(known.parameters),
        "levers": len(LEVERS),
    }
    return table(("input", "rows"), ((name, str(count)) for name, count in counts.items()))


def _steps(line: str) -> Iterator[Callable[..., Any]]:
    for module, name in re.findall(r"(?:\b(\w+)\.)?\b(\w+)\(", line):
        step = getattr(vars(month).get(module), name, None) if module else vars(month).get(name)
        if inspect.isfunction(step) and step.__module__.startswith(month.__name__.rpartition(".")[0]):
            yield step


def _resolved(call: ast.Call, names: dict[str, Any]) -> Callable[..., Any] | None:
    *path, name = ast.unparse(call.func).split(".")
    thing = getattr(names.get(path[0]), name, None) if path else names.get(name)
    return thing if inspect.isfunction(thing) else None


def _name(step: Callable[..., Any]) -> str:
    return f"{step.__module__.rpartition('.')[2]}.{step.__name__}"


TABLES = {
    "entities": entities,
    "process": process,
    "concepts": concepts,
    "mechanisms": mechanisms,
    "inputs": inputs,
}
"""What stands between which marks."""

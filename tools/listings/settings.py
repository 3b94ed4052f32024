"""What may be set: the levers, the settings of a run, and those of every verb, each from its row."""

from __future__ import annotations

from collections.abc import Iterable

from sim.cli.commands import VERBS
from sim.cli.parse.rows import RUN
from sim.cli.parse.verbs import Setting, Verb
from sim.scenario import LEVERS
from tools.marks import table

HEADS = ("| | what it sets | unless set | allowed | for example |", "|---|---|---|---|---|")


def levers() -> str:
    """Every lever: what it sets, what is allowed, an example."""
    rows = (
        (f"`{lever.name}`", lever.meaning, lever.kind.allowed(), f"`{lever.example}`") for lever in LEVERS
    )
    return table(("lever", "what it sets", "allowed", "for example"), rows)


def run() -> str:
    """The settings of a run."""
    return _table(map(_setting, RUN))


def verbs() -> str:
    """A section for every verb that takes something of its own."""
    return "\n".join(_section(verb) for verb in VERBS.values())


def _section(verb: Verb) -> str:
    rows = []
    if row := verb.argument:
        usual = row.default or ("" if row.needed else "none")
        rows.append((row.name, row.meaning, str(usual), row.kind.allowed(), row.example))
    rows += [_setting(setting) for setting in verb.settings if setting not in RUN]
    taken = {setting.name for setting in verb.settings}
    lacking = ", ".join(row.name for row in RUN if row.name not in taken)
    but = f" (not {lacking})" if lacking else ""
    for flag in verb.flags:
        allowed = flag.kind.allowed() if flag.kind else ""
        rows.append((", ".join(flag.names), flag.meaning, "", allowed, flag.example))
    beside = [
        *([f"every setting of a run{but}"] if "excursions" in taken else []),
        *(["every lever and preset"] if verb.takes_levers else []),
    ]
    also = f" Takes {' and '.join(beside)}." if beside else ""
    usage = f"tripwire {verb.name} {verb.usage}".strip()
    return f"**`{usage}`**: {verb.meaning}.{also}\n\n" + (_table(rows) + "\n" if rows else "")


def _setting(setting: Setting) -> tuple[str, str, str, str, str]:
    return setting.name, setting.meaning, setting.default_text, setting.kind.allowed(), setting.example


def _table(rows: Iterable[tuple[str, str, str, str, str]]) -> str:
    lines = [
        f"| `{name}` | {meaning} | {usual} | {allowed} | `{example}` |"
        for name, meaning, usual, allowed, example in rows
    ]
    return "\n".join([*HEADS, *lines, ""])

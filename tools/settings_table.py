"""Write the tables of settings between the marks in docs/cli.md, from the rows of the verbs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sim.cli.commands import VERBS
from sim.cli.parse.rows import RUN
from sim.cli.parse.verbs import Setting, Verb

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
HEADS = ("| | what it sets | unless set | allowed | for example |", "|---|---|---|---|---|")


def run() -> str:
    """The settings of a run."""
    return _table(map(_setting, RUN))


def verbs() -> str:
    """A section for every verb that takes something of its own."""
    return "\n".join(_section(verb) for verb in VERBS.values())


def renewed(text: str) -> str:
    """The page with the tables as they should be."""
    return _between(_between(text, "run", run()), "verbs", verbs())


def _between(text: str, mark: str, content: str) -> str:
    before, rest = text.split(f"<!-- {mark} -->\n")
    _, after = rest.split(f"<!-- /{mark} -->")
    return f"{before}<!-- {mark} -->\n{content}<!-- /{mark} -->{after}"


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


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

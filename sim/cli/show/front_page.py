"""The page of `tripwire --help`: the levers with what they mean and rest on, presets, settings and verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.cli.parse.rows import RUN, STUDY_FOLDER
from sim.cli.parse.run_settings import COMMON
from sim.cli.parse.verbs import Setting, Verb
from sim.cli.show.page_parts import allowed, capital, default, head, pairs
from sim.evidence import load
from sim.scenario import LEVERS, Lever
from sim.study_folder.presets import GROUPS, choices

EXAMPLES = (
    ("the base scenario", "tripwire"),
    ("levers pulled, against the base", "tripwire force_size=200000 roe=monitor"),
    ("presets of several levers", "tripwire mission=training us=none"),
    ("a question the articles raise", "tripwire experiment=us_walks_out"),
    ("several excursions from one base", "tripwire experiment=debate"),
    ("one state's stance, one's public", "tripwire stances.POL=2 publics.DEU=0.6"),
    ("a scenario from a file", "tripwire file=mine.yaml"),
)
STORY = (
    "Should European soldiers go to Ukraine? The {articles} articles behind this model argue about it; here you can "
    "pull the levers they argue about. The {states} states that could send soldiers decide month by month whether to "
    "join, with what and how far forward; parliaments, publics, Washington, Kyiv and Moscow answer. Each run meets "
    "the same chance in every scenario, so a difference is a difference. It explores assumptions; it is not a forecast."
)

HOW_COMPARED = (
    "what is set holds in every scenario of a run, the base included; to compare: "
    "tripwire excursions.NAME.LEVER=VALUE, or a sweep: tripwire -m LEVER=VALUE,VALUE"
)


def front_page(verbs: Mapping[str, Verb]) -> Iterator[RenderableType]:
    """The parts of the page, from top to bottom."""
    yield Text.assemble(("Tripwire", "bold"), "  ", ("tripwire [verb] [lever=value …]", "dim"))
    yield Text()
    yield Text(STORY.format(articles=len(load().articles), states=len(load().codes)))
    yield head("To begin")
    yield pairs(EXAMPLES, "")
    yield head("Levers", "lever=value; a preset's name may stand for its number")
    for group, levers in groupby(LEVERS, key=lambda lever: lever.group):
        yield Text(f"  {group}", style="bold italic")
        yield _levers(levers)
    yield Padding(
        Text(f"{', '.join(COMMON)}: common to a run. {capital(HOW_COMPARED)}."),
        (1, 0, 0, 4),
    )
    yield head("Presets", "several levers at once; levers named beside them win")
    yield pairs([(group, ", ".join(choices(group))) for group in GROUPS])
    yield head("Settings of a run")
    yield pairs(map(in_short, (*RUN, STUDY_FOLDER)))
    yield head("Verbs", "tripwire verb …; each has its own --help")
    yield pairs([(name, verb.meaning) for name, verb in verbs.items()])
    yield Text()
    yield Text("tripwire help LEVER explains one lever; tripwire claims C045 shows a claim.")
    yield Text("tripwire init NAME makes a study folder of your own, which with=NAME puts in use.")


def in_short(setting: Setting) -> tuple[str, str]:
    """A setting, what it means and what holds unless something else is typed."""
    default = f"; default {setting.default_text}" if setting.default_text else ""
    return setting.name, f"{setting.meaning}{default}"


def _levers(levers: Iterable[Lever]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True, min_width=24)
    table.add_column()
    for lever in levers:
        values = Text.assemble(f"default {default(lever)}; {allowed(lever)}  ", (lever.cited, "dim"))
        table.add_row(f"    {lever.name}", Text(capital(lever.meaning), "bold"))
        table.add_row("", values)
    return table

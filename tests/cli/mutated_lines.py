"""Command lines made from the verbs' own rows: words swapped, doubled, cut, and filled with what people type."""

from __future__ import annotations

import random
from collections.abc import Iterator

from sim.cli.commands import VERBS
from sim.cli.parse.verbs import Verb
from sim.scenario import BY_NAME
from sim.study_folder.presets import GROUPS, choices

TYPED = """
0|-1|1|2|7|0.5|1e999|-inf|nan|null|true|None|~|*|-|--|…|40.000|40,000|40 000|1_000|0,7|−0.3|١٢|0x10|1e3
'|"|'a|"a"|\\|a\\|a'b|[|]|[]|[[]]|{|}|{}|{a: 1}|[1,2|(1)|a(b|glob(*)|glob(a|interval(0,1)|interval(1,0)
range(0,1,0)|range(0,1,0.5)|range(1,0,0.1)|range(0,1e9,1e-9)|range(0,inf,1)|range()|range(a,b)|choice(0.1,0.2)
sort(3,1)|shuffle(1,2)|tag(a,1)|cast(1)|int(2)|float(x)|str(1)|json_str(1)|extend_list(1)|${oc.env:HOME}|${roe}
$HOME|мой план|план (1).yaml|Ünïcödé|日本|a b| a|a |🙂|%s|..|/|../x|/dev/null|/etc/passwd|~/x|a/b|CON|.hidden
=cmd|==|a=b|@x|#x|a;b|&|1,2|1,2,3|,|,,|a,b|0.1,robust|POL,DEU|POL|[POL]|pol|XXX|un,none|[un]|true,false
!!python/object:os.system|{_target_: os.system}|prior|uniform|0.1 0.2|1/3|2**3|1-1|50%|€
"""
KEYED = """
hydra.run.dir|hydra|foo|.|roe.|.roe|roe.x|roe@here|_|roe[0]|sweep|sweep.over|excursions.a|excursions.a.roe
excursions.a.b.c|stances.POL|stances.XXX|stances|assume.b0|assume|sweep.over.point|sweep.over.x|sweep.precision
sweep.precision.outcome|sweep.points|sweep.method|sweep.keep|sweep.chunk|sweep.where|sweep.cross|executor
executor.kind|executor.workers|roles.training|entries|entries.roles|schedule.us_backing|injects|orders
publics.POL|exclude.POL|us_parts|from|point
"""
FLAGGED = """
-m|-c|--cfg|job|-sc|--dry-run|--retry-failures|--take-over|--incomplete|--all|--table|--version|--help|-h|-x|--
-|---|--config-dir=.|-cjob|--info|--into|--into=x|-m=1
"""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.strip("\n").replace("\n", "|").split("|"))


VALUES = (*_listed(TYPED), "", "9" * 5_000, "1" * 30, "a" * 300, "a\tb", "a\nb", "a\x00b", "\ud800", "a|b")
"""What may stand behind `=`, or in place of a word."""
KEYS, FLAGS = (*_listed(KEYED), ""), _listed(FLAGGED)


def lines(count: int, seed: int) -> Iterator[list[str]]:
    """So many command lines, always the same for a seed."""
    dice = random.Random(seed)
    verbs = list(VERBS.values())
    for _ in range(count):
        yield _line(dice, dice.choice(verbs))


def _line(dice: random.Random, verb: Verb) -> list[str]:
    words = [dice.choice([verb.name, verb.name, ""])] if verb.name == "run" else [verb.name]
    if verb.argument and dice.random() < 0.8:
        words += [dice.choice([*verb.argument.example.split(), dice.choice(VALUES)])]
    words += [_word(dice, verb) for _ in range(dice.randrange(4))]
    if dice.random() < 0.3:
        _mutate(dice, words)
    return [word for word in words if word] or [""]


def _word(dice: random.Random, verb: Verb) -> str:
    """A setting or lever, most often with a value that is not meant."""
    settings = {row.name: row.example.partition("=")[2] for row in verb.settings}
    levers = {name: lever.example.partition("=")[2].strip("'") for name, lever in BY_NAME.items()}
    presets = {group: dice.choice(list(choices(group))) for group in GROUPS}
    if dice.random() < 0.1:
        return dice.choice([*FLAGS, *(name for flag in verb.flags for name in flag.names), *VALUES])
    known = {**settings, **(levers | presets if verb.takes_levers or dice.random() < 0.1 else {})}
    name = dice.choice([*settings, *known, dice.choice(KEYS)]) if known else dice.choice(KEYS)
    value = known.get(name, "1") if dice.random() < 0.3 else dice.choice(VALUES)
    return f"{dice.choice(['', '', '', '', '+', '++', '~'])}{name}={value}"


def _mutate(dice: random.Random, words: list[str]) -> None:
    """Swap, double, cut or fill a word."""
    at = dice.randrange(len(words))
    word = words[at]
    cut = dice.randrange(len(word) + 1)
    words[at] = dice.choice(
        [word[:cut], word[cut:], word + word, word[:cut] + dice.choice(VALUES) + word[cut:]]
    )
    if dice.random() < 0.3:
        words.insert(
            dice.randrange(len(words) + 1), dice.choice([word, dice.choice(VALUES), dice.choice(FLAGS)])
        )

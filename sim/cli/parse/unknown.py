"""How a word that a verb does not take is refused: with the nearest name, or with what there is."""

from __future__ import annotations

from sim.cli.parse.run_settings import ROW
from sim.cli.parse.verbs import Verb
from sim.factors import names
from sim.factors.names import RENAMED
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import near, nearest, show
from sim.study_folder import presets

SWEEPING = ("sweep", "executor")
"""Groups of settings of a sweep."""
PRESETS = ("mission", "force", "us", "experiment", "file")
"""Several levers at once."""
NOUNS = {
    "": "setting",
    "resumption": "setting",
    "extension": "lever or setting",
    "scenario": "lever or setting",
    "optional_scenario": "lever or setting",
}


def taken(verb: Verb) -> tuple[str, ...]:
    """First parts of the names that may stand before `=`."""
    roots = dict.fromkeys(setting.name.partition(".")[0] for setting in verb.settings)
    return (*roots, *BY_NAME, *PRESETS) if verb.takes_levers else tuple(roots)


def not_taken(verb: Verb, name: str) -> ScenarioError:
    """The refusal of `name=…`."""
    root = name.lstrip("+~").partition(".")[0]
    listed = ", ".join(dict.fromkeys(setting.name for setting in verb.settings)) or "no settings"
    if root in SWEEPING and verb.takes_levers and root not in taken(verb):
        return ScenarioError(f"{name}: belongs to a sweep; say tripwire sweep {name}=…")
    if root in (*ROW, *BY_NAME, *PRESETS, *SWEEPING):
        beside = "beside levers it" if verb.takes_levers else "it"
        return ScenarioError(f"{root}: {verb.name} does not use it; {beside} takes {listed}")
    if root in RENAMED and verb.takes_levers:
        names.check(name)
    if not root:
        return ScenarioError(f"{show(name)}: nothing is named before the sign of equality")
    noun = NOUNS.get(verb.levers, "lever")
    refusal = f"{show(root).strip(chr(39))}: no such {noun}; "
    if meant := near(root, taken(verb)):
        return ScenarioError(f"{refusal}did you mean {meant}?")
    if noun == "lever":
        return ScenarioError(f"{refusal}tripwire --help lists them")
    levers = ", and every lever of tripwire --help" if verb.takes_levers else ""
    return ScenarioError(f"{refusal}{verb.name} takes {listed}{levers}")


def no_value(verb: Verb, word: str) -> ScenarioError:
    """The refusal of a word without `=` that is no argument, or one too many."""
    if verb.takes_levers and (preset := said_bare(word)):
        return preset
    if verb.argument:
        return ScenarioError(f"{show(word)}: one {verb.argument.name.lower()} only")
    if word.startswith("~") and verb.takes_levers:
        return ScenarioError(f"{word[1:]}: cannot be taken away; every lever has a value")
    root = word.lstrip("+").partition(".")[0]
    if not root:
        return ScenarioError(f"{show(word)}: no lever is named; say lever=value")
    if root in taken(verb):
        return ScenarioError(f"{word}: a value is missing; say {word}=…")
    return not_taken(verb, word)


def said_bare(word: str) -> ScenarioError | None:
    """The refusal of a preset that stands without its group, if the word is one."""
    groups = presets.having(word)
    meant = " or ".join(f"{group}={word}" for group in groups)
    return ScenarioError(f"{word}: is a preset; say {meant}") if groups else None


def twice(verb: Verb, key: str) -> ScenarioError:
    """The refusal of a name that has a value already."""
    several = ""
    if key in presets.GROUPS and verb.argument and verb.argument.many:
        several = f"; names stand alone: tripwire {verb.name} {verb.argument.example}"
    elif verb.takes_levers and key in (*BY_NAME, *presets.GROUPS):
        several = f"; several values: tripwire -m {key}=…,…"
    return ScenarioError(f"{key}: is said twice; allowed: once{several}")


def unknown_flag(verb: Verb, flag: str) -> ScenarioError:
    """The refusal of a flag."""
    known = [*(name for row in verb.flags for name in row.names), "--help"]
    return ScenarioError(f"{show(flag)}: no such flag; {nearest(flag, known)}")

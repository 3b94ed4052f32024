"""The words of an insight verb: levers, the verb's own settings, and at most a country; the rest is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.errors import check_seed, nearest, number, show, whole


@dataclass(frozen=True)
class Asked:
    """What the words ask for: a scenario, the verb's own settings, and words without a value."""

    scenario: Scenario
    settings: dict[str, Any]
    plain: tuple[str, ...]

    def __getitem__(self, name: str) -> Any:
        return self.settings[name]


def read(verb: str, argv: Sequence[str], settings: dict[str, Any], *, plain: int = 0) -> Asked:
    """Split words into levers, a verb's own settings and at most `plain` words without a value."""
    from sim.cli.composition import compose, register
    from sim.cli.overrides import check
    from sim.cli.settings import own

    chosen, pulled, bare = dict(settings), [], []
    for word in argv:
        name, equals, value = word.partition("=")
        if not equals:
            bare.append(word)
        elif name in settings:
            chosen[name] = _setting(name, value, settings[name])
        else:
            _used(verb, name, settings)
            pulled.append(word)
    if len(bare) > plain:
        allowed = "one country only" if plain else f"a value is missing; {verb} takes {_all(settings)}"
        raise ScenarioError(f"{show(bare[plain])}: {allowed}")
    register()
    composed = compose(check(pulled))
    if composed["excursions"]:
        raise ScenarioError(f"excursions: {verb} looks at one scenario; say its levers instead")
    return Asked(own(composed), chosen, tuple(bare))


def _used(verb: str, name: str, settings: Iterable[str]) -> None:
    """Refuse a name that is no lever, no group of levers, and no setting of this verb."""
    from sim.cli.composition import GROUPS
    from sim.cli.settings import SETTINGS

    root = name.lstrip("+~").partition(".")[0]
    if root in SETTINGS:
        raise ScenarioError(f"{root}: {verb} does not use it; beside levers it takes {_all(settings)}")
    if root.isidentifier() and root not in (*BY_NAME, *GROUPS, "file"):
        near = nearest(root, (*settings, *(lever for lever in BY_NAME if lever[:2] == root[:2])))
        hint = f"{near} " if near.startswith("did") else ""
        raise ScenarioError(
            f"{root}: no such lever or setting; {hint}{verb} takes {_all(settings)}, and every lever of tripwire --help"
        )


def _all(settings: Iterable[str]) -> str:
    return ", ".join(settings)


def _setting(name: str, value: str, usual: Any) -> Any:
    """A setting in the type of its default; what has no default is a whole number or a level."""
    if isinstance(usual, str):
        return value
    if name == "seed":
        return check_seed(_read(value))
    if isinstance(usual, int) or name in ("month", "replicate"):
        return whole(name, _read(value), 0 if name in ("month", "replicate") else 1, 1_000_000)
    return number(name, _read(value), -1e12, 1e12)


def _read(value: str) -> Any:
    """A number if it is one; else the text, which is then refused as such."""
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def levels(name: str, lever: str, listed: str) -> list[Any]:
    """Levels of a lever, as numbers or by the names of its presets."""
    known = BY_NAME[lever]
    return [
        known.presets[word]
        if word in known.presets
        else _at(name, word, known.low, known.high, known.presets)
        for word in names(listed)
    ]


def _at(name: str, word: str, low: float, high: float, presets: Iterable[str]) -> float:
    try:
        return number(name, _read(word), low, high)
    except ScenarioError as refusal:
        raise ScenarioError(f"{refusal}, or {_all(presets)}") from None


def names(listed: str) -> list[str]:
    """The entries of `a,b,c`."""
    return [word.strip() for word in listed.split(",") if word.strip()]

"""The words of an insight verb: levers, the verb's own settings, and at most a country; the rest is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sim.factors import names
from sim.factors.names import RENAMED
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.errors import check_seed, nearest, number, show, ungrouped, whole


@dataclass(frozen=True)
class Asked:
    """A scenario, the verb's own settings, words without a value, and levers that have several values."""

    scenario: Scenario
    settings: dict[str, Any]
    plain: tuple[str, ...]
    grid: dict[str, tuple[float, ...]]

    def __getitem__(self, name: str) -> Any:
        return self.settings[name]


def read(
    verb: str,
    argv: Sequence[str],
    settings: dict[str, Any],
    *,
    plain: int = 0,
    grid: Sequence[str] = (),
    old: Mapping[str, str] = MappingProxyType({}),
) -> Asked:
    """Split words into levers, a verb's own settings, and words without a value.

    Parameters
    ----------
    verb
        Its name, for refusals.
    argv
        The words.
    settings
        The verb's own settings with their defaults; everything else that has a value is a lever.
    plain
        How many words without a value there may be.
    grid
        Levers of which the verb takes several values; one value sets the scenario, as everywhere.
    old
        What settings were once called, and what they are called now.

    Raises
    ------
    ScenarioError
        For what the verb does not use, in one line.
    """
    from sim.cli.composition import compose, register
    from sim.cli.overrides import check
    from sim.cli.settings import own

    chosen, pulled, bare = dict(settings), [], []
    levels: dict[str, tuple[float, ...]] = {}
    for word in argv:
        name, equals, value = word.partition("=")
        if not equals:
            bare.append(word)
        elif name in settings:
            chosen[name] = _setting(name, value, settings[name])
        elif name in old:
            raise ScenarioError(f"{name}: is called {old[name]}")
        elif name in grid and (several := _several(word)):
            levels[name] = several
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
    return Asked(own(composed), chosen, tuple(bare), levels)


def _several(word: str) -> tuple[float, ...]:
    """The values of a lever that is said to have several; nothing for one that has one."""
    from sim.cli import several
    from sim.cli.overrides import parsed
    from sim.factors.levels import Listed
    from sim.factors.reading import read_factor

    name, _, value = word.partition("=")
    said = parsed(word, name)
    if not said.is_sweep_override():
        return ()
    if plain := ungrouped(value):
        raise ScenarioError(f"{name}: write {plain}")
    factor = read_factor(name, several.values(name, said))
    if not isinstance(factor, Listed):
        raise ScenarioError(f"{name}: interval(…) has no values to try; say range(low,high,step)")
    return factor.values


def _used(verb: str, name: str, settings: Iterable[str]) -> None:
    """Refuse a name that is no lever, no group of levers, and no setting of this verb."""
    from sim.cli.composition import GROUPS
    from sim.cli.settings import SETTINGS

    root = name.lstrip("+~").partition(".")[0]
    if root in RENAMED:
        names.check(name)
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


def listed(text: str) -> list[str]:
    """The entries of `a,b,c`."""
    return [word.strip() for word in text.split(",") if word.strip()]

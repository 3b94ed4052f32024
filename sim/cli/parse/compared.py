"""What the words of `tripwire compare` name: runs that are kept, or scenarios that are still to be run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.factors.names import but
from sim.factors.reading import checked
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import near, show
from sim.scenario.files import ScenarioFile
from sim.study_folder import contents, presets

if TYPE_CHECKING:
    import xarray as xr

OWN = "base"
"""The run's own setting, by name."""
PAIRED = ("seed", "replicates", "rulebook", "evidence", "assumptions")
"""Runs that agree in these met the same chance under the same rules, with the same priors."""


@dataclass(frozen=True)
class Compared:
    """What one word names: scenarios, and their results if they were run before."""

    word: str
    scenarios: dict[str, Scenario]
    ds: xr.Dataset | None = None


def read(words: Iterable[str], own: Scenario) -> list[Compared]:
    """Everything that is named; presets change the run's own setting. Raises `ScenarioError`."""
    found = [_named(word, own) for word in words]
    kept = [one for one in found if one.ds is not None]
    for one in kept[1:]:
        _check_paired(one, kept[0])
    return found


def _named(word: str, own: Scenario) -> Compared:
    path = Path(word)
    if word == OWN:
        return Compared(word, {OWN: own})
    if path.suffix.lower() in (".yaml", ".yml"):
        return Compared(word, _of_file(presets.scenario(path), own, path.stem))
    if path.exists():
        ds = _results(path)
        levers = json.loads(ds.attrs["scenarios"])
        return Compared(
            word, {name: Scenario(**levers[name]) for name in map(str, ds["scenario"].values)}, ds
        )
    own_files = contents.listed("scenarios")
    if word in own_files:
        return Compared(word, _of_file(presets.scenario(own_files[word]), own, word))
    group, name = _preset(word)
    given = presets.preset(group, name)
    return Compared(word, _of_file(given, own, name if group == "experiment" else f"{group} {name}"))


def _of_file(given: ScenarioFile, own: Scenario, name: str) -> dict[str, Scenario]:
    """The scenario of a file under its name; of one with excursions these, and what they start from."""
    setting = but(own, checked(given.levers))
    if not given.excursions:
        return {given.name or name: setting}
    start = OWN if setting == own else given.name or name
    return {start: setting} | {
        label: but(setting, checked(changes)) for label, changes in given.excursions.items()
    }


def _results(path: Path) -> xr.Dataset:
    """Results that are kept: of a run, or of a sweep that keeps its runs."""
    from sim.loading import results

    return results(path)


def _preset(word: str) -> tuple[str, str]:
    """Group and name of a preset: `kfor`, or `us/none` where the name alone does not say the group."""
    group, slash, name = word.rpartition("/")
    if slash and group in presets.GROUPS:
        return group, name
    if having := presets.having(word):
        return having[0], word
    known = [f"{one}/{name}" for one in presets.GROUPS for name in presets.choices(one)]
    close = near(word, [*presets.choices("experiment"), *known, *contents.listed("scenarios")])
    hint = f"did you mean {close}?" if close else "tripwire scenarios lists the presets"
    raise ScenarioError(f"{show(word)}: no results of a run, no scenario file and no preset; {hint}")


def _check_paired(one: Compared, first: Compared) -> None:
    assert one.ds is not None
    assert first.ds is not None
    for name in PAIRED:
        if one.ds.attrs[name] != first.ds.attrs[name]:
            raise ScenarioError(
                f"{one.word}: {name} {one.ds.attrs[name]} is not {first.ds.attrs[name]}; "
                "only runs on the same chance and rules can be compared"
            )
    if not one.ds["replicate"].equals(first.ds["replicate"]):
        raise ScenarioError(
            f"{one.word}: its runs are not those of {first.word}; only the same can be compared"
        )


def alike(found: Iterable[Compared]) -> Iterator[str]:
    """A line for each word that names nothing but scenarios that an earlier word named."""
    known: dict[Scenario, str] = {}
    for one in found:
        scenarios = list(one.scenarios.values())
        if all(scenario in known for scenario in scenarios):
            first = known[scenarios[-1]]
            yield f"{one.word}: {'named twice' if one.word == first else f'the same levers as {first}'}, shown once"
        for scenario in scenarios:
            known.setdefault(scenario, one.word)


def named(found: Iterable[Compared]) -> Iterator[tuple[str, str, Compared]]:
    """Each scenario once: a name that is free, the name it had, and where it comes from."""
    known: dict[str, Scenario] = {}
    for one in found:
        for old, scenario in one.scenarios.items():
            if scenario in known.values():
                continue
            name, k = old, 2
            while name in known:
                name, k = f"{old} {k}", k + 1
            known[name] = scenario
            yield name, old, one

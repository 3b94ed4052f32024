"""What a run leaves in its folder beside results and settings: differences, figures, a brief."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sim.assumed import drawn_from
from sim.cli.parse.output_settings import DOCUMENTS, Wanted
from sim.cli.parse.run_settings import describe
from sim.disk import Disk
from sim.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure

CSV = "comparison.csv"


def files(
    ds: xr.Dataset, scenarios: Mapping[str, Scenario], home: Path, wanted: Wanted, *, plates: bool
) -> dict[str, Path]:
    """Write what is wanted into a run's folder; returns what is where, by a word for each.

    Parameters
    ----------
    ds
        Results, the base first.
    scenarios
        Its scenarios by their names.
    home
        The run's folder.
    wanted
        What is left behind.
    plates
        Whether the usual figures are drawn.

    Returns
    -------
    dict
        The files.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from sim.results import simulate
    >>> pair = {"base": Scenario(horizon=6), "firm": Scenario(horizon=6, roe="robust")}
    >>> with TemporaryDirectory() as folder:
    ...     list(files(simulate(pair, replicates=20), pair, Path(folder), Wanted(), plates=False))
    ['differences']
    """
    base, *others = scenarios
    made = {"differences": _differences(ds, base, home)} if others else {}
    figures = _figures(ds, base, others) if plates else {}
    for name, figure in figures.items():
        from sim.plates import picture

        made[name] = picture.save(figure, home / name, formats=("png", "svg"))[0]
    if wanted.to:
        made["figure"] = write(_main(ds, base, others, wanted), wanted)
    if wanted.brief:
        made["brief"] = _brief(ds, scenarios, home, wanted.command)
    return made


def write(figure: Figure, wanted: Wanted, look: Mapping[str, Any] = MappingProxyType({})) -> Path:
    """Write a figure into the file that is asked for; `look` is how another file of it looked."""
    from sim.plates import documents, picture

    assert wanted.to is not None
    asked = {"paper": wanted.paper} if wanted.paper else {}
    if wanted.kind in DOCUMENTS:
        paper = {**look, **asked}.get("paper") or documents.USUAL[wanted.kind]
        data = documents.written(figure, wanted.kind, paper.turned() if wanted.landscape else paper)
    else:
        data = picture.drawn(figure, wanted.kind, **{**look, **asked})
    Disk().put(wanted.to, data)
    return wanted.to


def _differences(ds: xr.Dataset, base: str, home: Path) -> Path:
    """Every outcome of every scenario with its difference from the base, one row each."""
    from sim.analysis.compare import compare
    from sim.inert import inert_frame

    path = home / CSV
    Disk().put(path, inert_frame(compare(ds, base=base)).to_csv(index=False).encode())
    return path


def _figures(ds: xr.Dataset, base: str, others: list[str]) -> dict[str, Figure]:
    from sim.plates import comparison, rung_map

    made = {"comparison": comparison.draw(ds, base=base)} if others else {}
    if "rung_by_country" in ds:
        made["map"] = rung_map.draw(ds, scenario=others[0] if len(others) == 1 else base)
    return made


def _main(ds: xr.Dataset, base: str, others: list[str], wanted: Wanted) -> Figure:
    """The figure that answers: the comparison, or the map of a scenario that stands alone."""
    from sim.plates import comparison, rung_map

    if others:
        return comparison.draw(ds, base=base, columns=4 if wanted.lying else 2)
    return rung_map.draw(ds, scenario=base)


def _brief(ds: xr.Dataset, scenarios: Mapping[str, Scenario], home: Path, command: str) -> Path:
    from sim.report import brief
    from sim.results import provenance

    said = brief.in_words(scenarios, describe)
    named = {said[name]: scenario for name, scenario in scenarios.items()}
    called = ds.assign_coords(scenario=[said[str(name)] for name in ds["scenario"].values])
    marks = provenance(
        named, seed=ds.attrs["seed"], replicates=ds.attrs["replicates"], assumptions=drawn_from(ds.attrs)
    )
    return brief.of_results(called.assign_attrs(marks), named, home / "brief.html", command=command)

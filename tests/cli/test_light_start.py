"""What a plain run does not import: the time from shell to plate, guarded without a clock.

Each library that is kept out has its reason; whoever needs one imports it where it is used.
"""

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

PLATE = {
    "dask": "a fifth of a second; why xarray would import it stands in `_variable` of sim/results.py",
    "SALib": "half a second; for sensitivity and designs",
    "scipy.stats": "half a second; scipy.special has the quantiles that intervals need",
    "scipy.optimize": "for hindcasts",
    "matplotlib.pyplot": "plates are figures with a canvas of their own",
    "mesa": "for the agent model, which a compiled run does not build",
    "networkx": "Mesa imports it",
    "pyarrow.parquet": "for the store of sweeps; pandas imports the rest of pyarrow",
    "sklearn": "for trees",
    "IPython": "for notebooks",
    "sim.report.study": "for named studies",
    "sim.sweeps": "for sweeps",
}
"""By a run with its table and figures."""
ARRAYS = {
    "hydra": "the command line composes settings, `sim.Scenario` checks its own",
    "rich": "for tables on a terminal",
    "matplotlib": "for plates",
    "dask": PLATE["dask"],
    "mesa": PLATE["mesa"],
    "SALib": PLATE["SALib"],
    "scipy.stats": PLATE["scipy.stats"],
    "sim.analysis": "for comparisons",
    "sim.cli": "for the command line",
    "sim.plates": "for plates",
}
"""By `sim.simulate`."""
HELP = {
    "hydra": "a third of the time from shell to help; reads levers that are typed",
    "scipy": "another third; for intervals",
    "pandas": "for results",
    "xarray": "for results",
    "matplotlib": "for plates",
}
"""By help, which lists every verb."""


@cache
def loaded(code: str, folder: Path) -> frozenset[str]:
    """The modules that are there when a process of its own has done its work."""
    script = f"{code}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return frozenset(done.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("light")


def absent(module: str, modules: frozenset[str]) -> bool:
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    return module not in modules


@pytest.mark.parametrize("module", PLATE)
def test_a_run_with_figures_does_without(module: str, folder: Path) -> None:
    code = "from sim.cli import main; main(['replicates=50', 'roe=0.9', 'out=.'])"
    modules = loaded(code, folder)
    assert len(list(folder.glob("*/comparison.png"))) == len(list(folder.glob("*/map.svg"))) == 1
    assert absent(module, modules), PLATE[module]


@pytest.mark.parametrize("module", ARRAYS)
def test_simulate_does_without(module: str, folder: Path) -> None:
    modules = loaded("import sim; assert sim.simulate(sim.Scenario(), replicates=50).kia.size == 50", folder)
    assert absent(module, modules), ARRAYS[module]


def test_help_does_without(folder: Path) -> None:
    code = "from sim.cli import main; main(['help']); main(['help', 'attacked']); main(['outcomes'])"
    assert [module for module in HELP if module in loaded(code, folder)] == []

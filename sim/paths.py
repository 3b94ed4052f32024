"""Where configuration and studies lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def configs() -> Path:
    """Return the folder of Hydra config groups: presets, designs of sweeps, executors."""
    return _find("configs")


def experiments() -> Path:
    """Return the folder of named studies."""
    return _find("experiments")


def _find(name: str) -> Path:
    shipped, checkout = _PACKAGE / f"_{name}", _PACKAGE.parent / name
    for folder in (shipped, checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no folder of {name}: looked in {shipped} and {checkout}")

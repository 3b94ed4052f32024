"""Running a notebook from top to bottom."""

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).parents[2] / "notebooks"
read: Callable[..., NotebookNode] = nbformat.read
write: Callable[..., None] = nbformat.write
"""As `nbformat` has them, which annotates neither."""


def run(path: Path) -> NotebookNode:
    """The notebook with what its cells show; raises `CellExecutionError`."""
    notebook = read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    return client.execute()


def keep(path: Path) -> None:
    """Run a notebook and keep what it shows, without what differs from run to run."""
    ran = run(path)
    for cell in ran.cells:
        cell.metadata.pop("execution", None)
    ran.metadata["language_info"] = {"name": "python"}
    write(ran, path)

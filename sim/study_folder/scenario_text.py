"""A scenario as text: what a file, an open file or a text of YAML says, and levers written to be read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from sim.scenario import ScenarioError, files
from sim.scenario.errors import show
from sim.scenario.files import ScenarioFile
from sim.study_folder import contents, presets


def of_source(source: Any) -> tuple[str, ScenarioFile]:
    """What somebody hands over as a scenario, and what it is called; raises `ScenarioError`.

    A text of one line is the name of a file, unless no file is called so and it says a key and its value.

    Parameters
    ----------
    source
        A path, the name of a file, an open file, or a text of YAML as text or bytes.

    Returns
    -------
    tuple
        Its name for messages, and what it says.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> of_source("roe: robust")[1].levers, of_source(b"us: none")[0]
    ({'roe': 'robust'}, 'text')
    """
    if hasattr(source, "read"):
        source = source.read()
    told = source
    if isinstance(source, bytes | bytearray):
        try:
            source = bytes(source).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ScenarioError("text: not UTF-8") from None
    if not isinstance(source, str | Path):
        raise ScenarioError(f"source: {show(source)} refused; allowed: a file, or a text of YAML")
    if isinstance(source, str) and (told is not source or "\n" in source or _says(source)):
        return "text", _checked(source)
    path = contents.scenario_file(str(source))
    return path.name, presets.scenario(path)


def _says(line: str) -> bool:
    """Whether a line is a key and its value, and no file."""
    return ": " in line and not Path(line).is_file()


def _checked(text: str) -> ScenarioFile:
    if len(text.encode()) > files.MAX_BYTES:
        raise ScenarioError(f"text: larger than {files.MAX_BYTES:,} bytes")
    try:
        return files.check(presets.unfolded(files.data(text)))
    except ScenarioError as refusal:
        raise ScenarioError(f"text: {refusal}") from None


def text_of(levers: Mapping[str, Any]) -> str:
    """Levers as a text of YAML, a line each in their order.

    >>> text_of({"roe": 0.7, "exclude": ["POL"]}).splitlines()
    ['roe: 0.7', 'exclude:', '- POL']
    """
    plain = json.loads(json.dumps(levers))
    return str(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=10_000))

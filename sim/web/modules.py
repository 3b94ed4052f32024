"""Joins the page's modules into one script: each keeps a scope of its own, in the order in which they need each other.

A module is plain JavaScript with imports of names and exports of declarations, one line each; no default exports, no
cycles. Some modules are made here: the data, and the script of the workers as a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "explorer"
SHARED = {name: Path(__file__).parent / name for name in ("engine.js", "dom.js")}
"""Modules that stand beside the explorer, since others use them, too; to the page they are files of its own folder."""
IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<place>[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const|let) (?P<name>[\w$]+))", re.MULTILINE)
LEFT = re.compile(r"^\s*(?:import\b(?!\()|export\b)[^\n]*", re.MULTILINE)
MADE = {
    "data.js": 'export const data = JSON.parse(document.getElementById("data").textContent);\n',
    "texts.js": 'import {data} from "./data.js";\n\nexport const texts = data.texts;\n',
}


class ModuleError(ValueError):
    """A module of the page that cannot be joined with the others."""


def joined(entry: str, made: Mapping[str, str] = MADE) -> str:
    r"""The script that an entry and all it imports come to.

    Examples
    --------
    >>> made = {
    ...     "one.js": "export const one = 1;\n",
    ...     "two.js": 'import {one} from "./one.js";\n\nlog(one);\n',
    ... }
    >>> "const {one} = one_js;" in joined("two.js", made)
    True
    """
    order: dict[str, str] = {}
    _collect(entry, made, order, ())
    return "\n".join(order.values())


def page_script(entry: str = "main.js", made: Mapping[str, str] = MappingProxyType({})) -> str:
    """The page's script, with the workers' in it as a text; `made` are modules that stand in no file."""
    workers = f"export const worker_source = {json.dumps(joined('worker.js'))};\n"
    script = joined(entry, {**MADE, "worker_source.js": workers, **made})
    if "</script" in script.lower():
        raise ModuleError(f"{entry}: '</script' would end the script; write it in two parts")
    return script


def _collect(name: str, made: Mapping[str, str], order: dict[str, str], on_the_way: tuple[str, ...]) -> None:
    if name in on_the_way:
        raise ModuleError(f"{name}: imports itself by way of {', '.join(on_the_way)}; allowed: no cycles")
    if name in order:
        return
    text = made.get(name) or _read(name)
    for found in IMPORT.finditer(text):
        _collect(_file(found["place"], name), made, order, (*on_the_way, name))
    order[name] = _scoped(name, text)


def _scoped(name: str, text: str) -> str:
    """A module as a constant that holds what it exports."""
    exported = [found["name"] for found in EXPORT.finditer(text)]
    body = EXPORT.sub("", IMPORT.sub(lambda found: _taken(found, name), text))
    if left := LEFT.search(re.sub(r"/\*.*?\*/", "", body, flags=re.DOTALL)):
        raise ModuleError(
            f"{name}: {left[0].strip()!r}; allowed: imports and exports of names, one line each"
        )
    return f"const {_constant(name)} = (() => {{\n{body}return {{{', '.join(exported)}}};\n}})();\n"


def _taken(found: re.Match[str], name: str) -> str:
    names = re.sub(r"\s+as\s+", ": ", found["names"])
    return f"const {{{names}}} = {_constant(_file(found['place'], name))};\n"


def _file(place: str, name: str) -> str:
    """The file that a place means, from the module that names it; the folder `view` is the only one below."""
    folder = FOLDER / Path(name).parent
    path = (folder / place).resolve()
    return path.relative_to(FOLDER.resolve()).as_posix()


def _constant(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _read(name: str) -> str:
    path = SHARED.get(name, FOLDER / name)
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise ModuleError(f"{name}: no such module of the page") from None

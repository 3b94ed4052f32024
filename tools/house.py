"""The house in figures, beside those of three well-kept projects: a mirror, not a gate.

    python -m tools.house                                          # this tree, beside tools/anchors.json
    python -m tools.house --anchor NAME VERSION PACKAGE [TESTS]    # measure another project, and keep its figures

All figures come from the syntax tree of the files. A function's length runs from `def` to its last line, docstring
included; nesting counts `if`, `for`, `while`, `with`, `try` and `match` within a function (an `elif` is no deeper than
its `if`); parameters are counted without `self` and `cls`; a function is typed if every parameter and the result is;
a cycle is a set of files of which each imports, in the end, all others, imports within functions included and those
for type checkers alone left out.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx

ROOT = Path(__file__).parent.parent
PACKAGES = (ROOT / "sim", ROOT / "hydra_plugins")
TESTS = ROOT / "tests"
ANCHORS = Path(__file__).with_name("anchors.json")
LIMITS = {"function": 60, "file": 300, "parameters": 7, "nesting": 3}
"""What a function or file may have before it owes a reason (docs/design.md, "Outliers")."""
COMPOUND = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.Match,
)
EVERYWHERE = ("__init__.py", "__main__.py")
"""Files that every package may have."""
Def = ast.FunctionDef | ast.AsyncFunctionDef
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Function:
    """One function or method."""

    where: str
    lines: int
    nesting: int
    parameters: int
    typed: bool
    public: bool
    documented: bool


@dataclass(frozen=True)
class File:
    """One file: its lines, its functions, and the dotted names it imports."""

    where: str
    name: str
    module: str
    lines: int
    functions: tuple[Function, ...]
    imports: frozenset[str]


@dataclass(frozen=True)
class Outlier:
    """What exceeds a limit; `where` is a file, or a file and a function in it."""

    what: str
    where: str
    value: int


def files(packages: Iterable[Path]) -> list[File]:
    """Every Python file of some packages."""
    return [_file(package.parent, path) for package in packages for path in sorted(package.rglob("*.py"))]


def _file(root: Path, path: Path) -> File:
    where = path.relative_to(root)
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    parts = where.with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    package = module if parts[-1] == "__init__" else module.rpartition(".")[0]
    return File(
        where.as_posix(),
        path.name,
        module,
        len(text.splitlines()),
        tuple(_functions(tree, where.as_posix())),
        frozenset(_imports(tree, package)),
    )


def _functions(
    node: ast.AST, where: str, names: tuple[str, ...] = (), *, public: bool = True
) -> Iterator[Function]:
    """Functions in a tree; those within a function, or of a private class, are not public."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Def):
            seen = public and not child.name.startswith("_")
            yield _function(child, f"{where}::{'.'.join((*names, child.name))}", public=seen)
            yield from _functions(child, where, (*names, child.name), public=False)
        elif isinstance(child, ast.ClassDef):
            seen = public and not child.name.startswith("_")
            yield from _functions(child, where, (*names, child.name), public=seen)
        else:
            yield from _functions(child, where, names, public=public)


def _function(node: Def, where: str, *, public: bool) -> Function:
    every = node.args
    named = [*every.posonlyargs, *every.args]
    own = named[1:] if named and named[0].arg in ("self", "cls") else named
    rest = [argument for argument in (every.vararg, every.kwarg) if argument]
    parameters = [*own, *every.kwonlyargs, *rest]
    typed = node.returns is not None and all(argument.annotation for argument in parameters)
    return Function(
        where,
        (node.end_lineno or node.lineno) - node.lineno + 1,
        _nesting(node.body),
        len(parameters),
        typed,
        public,
        ast.get_docstring(node) is not None,
    )


def _nesting(body: list[ast.stmt]) -> int:
    """Levels of compound statements, those of inner functions aside."""
    return max((_depth(statement) for statement in body), default=0)


def _depth(node: ast.stmt | ast.ExceptHandler | ast.match_case) -> int:
    if isinstance(node, DEFINITIONS):
        return 0
    inner: list[Any] = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
    inner += [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]
    other = getattr(node, "orelse", [])
    if isinstance(node, ast.If) and len(other) == 1 and isinstance(other[0], ast.If):
        return max(1 + _nesting([s for s in inner if s is not other[0]]), _depth(other[0]))
    return int(isinstance(node, COMPOUND)) + max((_depth(child) for child in inner), default=0)


def _imports(node: ast.AST, package: str) -> Iterator[str]:
    """Dotted names that a file imports, those for type checkers aside."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (name.name for name in child.names)
        elif isinstance(child, ast.ImportFrom):
            up = package.rsplit(".", child.level - 1)[0] if child.level else ""
            source = ".".join(filter(None, (up, child.module)))
            yield from (f"{source}.{name.name}" for name in child.names)
        elif not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield from _imports(child, package)


def room(file: File) -> str:
    """The room that a file stands in: a folder of its package, or the file itself where it lies in none."""
    return "/".join(file.where.split("/")[:2])


def cycles(
    every: Iterable[File], place: Callable[[File], str] = lambda file: file.where
) -> list[tuple[str, ...]]:
    """Sets of files that import one another; or, with another `place`, of what the files stand in."""
    by_module = {file.module: file for file in every}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for file in by_module.values():
        for name in file.imports:
            target = by_module.get(name) or by_module.get(name.rpartition(".")[0])
            if target and place(target) != place(file):
                graph.add_edge(place(file), place(target))
    return sorted(tuple(sorted(s)) for s in nx.strongly_connected_components(graph) if len(s) > 1)


def twins(every: Iterable[File]) -> dict[str, list[str]]:
    """Names that several files bear, and where these are."""
    by_name: dict[str, list[str]] = {}
    for file in every:
        by_name.setdefault(file.name, []).append(file.where)
    return {name: found for name, found in by_name.items() if len(found) > 1 and name not in EVERYWHERE}


def lines(folder: Path) -> int:
    """Lines of every Python file in a folder."""
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py"))


def figures(every: list[File], tests: Path | None) -> dict[str, str]:
    """A column of the table."""
    functions = [function for file in every for function in file.functions]
    code = sum(file.lines for file in every)
    public = [function for function in functions if function.public]
    bare = sum(not function.documented for function in public)
    return {
        "files / lines": f"{len(every)} / {code:,}",
        "file: median / max lines": _spread([file.lines for file in every], (0.5, 1.0)),
        "function: median / p90 / max lines": _spread([f.lines for f in functions], (0.5, 0.9, 1.0)),
        "parameters: p90 / max": _spread([f.parameters for f in functions], (0.9, 1.0)),
        "nesting: max": str(max(f.nesting for f in functions)),
        "functions typed": f"{sum(f.typed for f in functions) / len(functions):.0%}",
        "public functions without docstring": f"{bare} of {len(public)}",
        "import cycles: number / largest": f"{len(found := cycles(every))} / {max(map(len, found), default=0)}",
        "names that several files bear": str(len(twins(every))),
        "tests / code, lines": "–" if tests is None else f"{lines(tests) / code:.2f}",
    }


def _spread(values: list[int], shares: Iterable[float]) -> str:
    ordered = sorted(values)
    at = {share: ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in shares}
    if 0.5 in at:
        at[0.5] = round(median(ordered))
    return " / ".join(f"{value:,}" for value in at.values())


def outliers(every: list[File]) -> list[Outlier]:
    """Everything in the tree that owes a reason."""
    functions = [function for file in every for function in file.functions]
    found = [Outlier("file", file.where, file.lines) for file in every]
    found += [Outlier("function", f.where, f.lines) for f in functions]
    found += [Outlier("parameters", f.where, f.parameters) for f in functions]
    found += [Outlier("nesting", f.where, f.nesting) for f in functions]
    found = [outlier for outlier in found if outlier.value > LIMITS[outlier.what]]
    found += [Outlier("name", name, len(where)) for name, where in sorted(twins(every).items())]
    return found + [Outlier("cycle", ", ".join(cycle), len(cycle)) for cycle in cycles(every)]


def keep(name: str, version: str, package: str, tests: str | None = None) -> None:
    """Measure another project and keep its figures."""
    kept = json.loads(ANCHORS.read_text(encoding="utf-8")) if ANCHORS.exists() else {}
    kept[name] = {
        "version": version,
        "measured": f"{datetime.now(UTC):%Y-%m-%d}",
        "figures": figures(files([Path(package)]), Path(tests) if tests else None),
    }
    ANCHORS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table(every: list[File]) -> str:
    """The house beside the anchors, in Markdown."""
    columns = {"Tripwire": figures(every, TESTS)}
    for name, anchor in json.loads(ANCHORS.read_text(encoding="utf-8")).items():
        columns[f"{name} {anchor['version']} ({anchor['measured']})"] = anchor["figures"]
    rows = [("", *columns), ("---",) * (1 + len(columns))]
    rows += [(row, *(column[row] for column in columns.values())) for row in columns["Tripwire"]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = (" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(f"| {row} |" for row in padded)


def main() -> None:
    """Keep an anchor, or print the table and what owes a reason."""
    if "--anchor" in sys.argv:
        keep(*sys.argv[2:])
    every = files(PACKAGES)
    print(table(every))
    print("\nOutliers (each has its reason in docs/design.md):")
    for outlier in outliers(every):
        print(f"  {outlier.what:<10} {outlier.value:>4}  {outlier.where}")


if __name__ == "__main__":
    main()

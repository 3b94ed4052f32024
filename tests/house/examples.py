"""The worked examples of docs/extend.md, read from the page and applied to a copy of the tree."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "extend.md"
SECTION = re.compile(r"^## (?P<name>[^(\n]+) \((?P<limit>[^)]+)\)$", re.MULTILINE)
EDIT = re.compile(
    r"^(?:In `(?P<file>[^`]+)`, (?P<how>after|before|instead of) `(?P<line>[^\n]+)`"
    r"|At the end of `(?P<end>[^`]+)`|New file `(?P<new>[^`]+)`):\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CHECK = re.compile(r"^Then [^\n]+:\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = ("sim", "hydra_plugins", "configs", "experiments", "tests", "tools", "docs")
FILES = ("README.md", "CONTRIBUTING.md", "pyproject.toml")


class UnclearPlaceError(ValueError):
    """A line that an example names does not stand exactly once in its file."""


@dataclass(frozen=True)
class Edit:
    """One place that an example touches: which file, where in it, and what comes there."""

    file: str
    how: str
    line: str
    text: str

    def apply(self, root: Path) -> None:
        """Make the edit in a copy; raises `UnclearPlaceError`."""
        path = root / self.file
        if self.how == "new":
            assert not path.exists(), path
            path.write_text(self.text, encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        at, to = self._place([line.rstrip("\n") for line in lines])
        path.write_text("".join([*lines[:at], self.text, *lines[to:]]), encoding="utf-8")

    def _place(self, lines: list[str]) -> tuple[int, int]:
        """The lines that give way, from and up to."""
        if self.how == "end":
            return len(lines), len(lines)
        if lines.count(self.line) != 1:
            raise UnclearPlaceError(
                f"docs/extend.md: {self.line!r} stands {lines.count(self.line)} times in {self.file}; "
                "allowed: once; mend the example"
            )
        at = lines.index(self.line)
        return (at + 1, at + 1) if self.how == "after" else (at, at + (self.how == "instead of"))


@dataclass(frozen=True)
class Example:
    """What is added, in how many places at most (none: only data), the edits, and what then holds."""

    name: str
    limit: int | None
    edits: tuple[Edit, ...]
    check: str


def examples() -> dict[str, Example]:
    """All examples of the page, by name."""
    text = PAGE.read_text(encoding="utf-8")
    heads = [*SECTION.finditer(text)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    parts = [
        (head["name"], head["limit"], text[head.end() : end]) for head, end in zip(heads, ends, strict=True)
    ]
    return {name: _example(name, limit, part) for name, limit, part in parts}


def _example(name: str, limit: str, part: str) -> Example:
    edits = tuple(
        Edit(
            found["file"] or found["end"] or found["new"],
            found["how"] or ("end" if found["end"] else "new"),
            found["line"] or "",
            found["text"],
        )
        for found in EDIT.finditer(part)
    )
    (check,) = CHECK.findall(part)
    assert len(edits) + 1 == part.count("```") / 2, (
        f"{name}: a block says neither where it goes nor what then holds"
    )
    number = re.search(r"\d+", limit)
    return Example(name, int(number[0]) if number else None, edits, check)


def copy_tree(into: Path) -> None:
    """Copy what an example may touch or use, with its bytecode; that of a file just being written has another name."""
    for part in COPIED:
        shutil.copytree(ROOT / part, into / part, ignore=shutil.ignore_patterns("libraries", "*.pyc.*"))
    for name in FILES:
        shutil.copy2(ROOT / name, into / name)

"""Settings of what is left behind: a figure for a page or a slide, the spread of headlines, a brief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.cli.parse.verbs import Setting
from sim.plates.paper import NAMED, Paper, read
from sim.scenario import ScenarioError
from sim.scenario.errors import show

DOCUMENTS = ("docx", "pptx")
KINDS = ("pdf", "png", "svg", *DOCUMENTS)


class FigureFile:
    """A file that a figure is written to; its ending says what it is."""

    def check(self, name: str, value: Any) -> Path:
        """The path."""
        path = Path(str(value))
        if path.suffix.lower().lstrip(".") not in KINDS or not path.stem:
            raise ScenarioError(f"{name}: {show(str(value))} refused; allowed: {self.allowed()}")
        return path

    def allowed(self) -> str:
        """The endings."""
        return f"a file ending in .{', .'.join(KINDS)}"

    def example(self, name: str) -> str:
        """A page."""
        return f"{name}=figure.pdf"


class PaperSize:
    """The size of a page."""

    def check(self, name: str, value: Any) -> Paper:
        """Width and height."""
        return read(str(value), name)

    def allowed(self) -> str:
        """Names and measures."""
        return f"{', '.join(NAMED)}, or width and height in cm as in 16x9cm"

    def example(self, name: str) -> str:
        """A slide."""
        return f"{name}=slide"


class Switch:
    """True or false as it is typed."""

    def check(self, name: str, value: Any) -> bool:
        """The truth value."""
        if value not in ("true", "false"):
            raise ScenarioError(f"{name}: {show(value)} refused; allowed: {self.allowed()}")
        return bool(value == "true")

    def allowed(self) -> str:
        """Both."""
        return "true, false"

    def example(self, name: str) -> str:
        """The less usual one."""
        return f"{name}=true"


FIGURE = (
    Setting("to", FigureFile(), None, "one more file with the main figure", "none"),
    Setting(
        "size", PaperSize(), None, "size of that file's page", "the figure's; a4 in .docx, slide in .pptx"
    ),
    Setting("landscape", Switch(), False, "the page lies on its long side; panels go side by side"),
)
SPREAD = Setting(
    "spread",
    Switch(),
    False,
    "how far the risk of attack goes over theories, parameters and the baseline knob, beside the error of finite runs",
)
WITH_BRIEF = Setting("brief", Switch(), False, "write a brief too")


@dataclass(frozen=True)
class Wanted:
    """What is left behind beside results, settings and the usual figures."""

    to: Path | None = None
    size: Paper | None = None
    landscape: bool = False
    spread: bool = False
    brief: bool = False
    command: str = ""
    """The line that does the same, for a brief."""

    def check(self) -> None:
        """Refuse before anything runs what could not be written after."""
        if self.to is None:
            if self.size or self.landscape:
                raise ScenarioError("size, landscape: are those of to=FILE; say to=figure.pdf")
            return
        if not self.to.parent.is_dir():
            raise ScenarioError(f"to: {show(str(self.to.parent))} is not a folder")
        if self.to.is_dir():
            raise ScenarioError(f"to: {show(str(self.to))} is a folder; allowed: {FigureFile().allowed()}")
        if self.kind in DOCUMENTS:
            from sim.plates import documents  # matplotlib

            documents.library(self.kind)

    @property
    def kind(self) -> str:
        """What the file is: the ending of its name."""
        return self.to.suffix.lower().lstrip(".") if self.to else ""

    @property
    def paper(self) -> Paper | None:
        """The page that `to` is written for."""
        return self.size.turned() if self.size and self.landscape else self.size

    @property
    def lying(self) -> bool:
        """Whether panels go side by side."""
        return self.landscape or bool(self.size and self.size.lying)

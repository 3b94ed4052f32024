"""`tripwire again`: a figure drawn again from what its file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from sim.cli.commands import kept
from sim.cli.parse.output_settings import FIGURE, Wanted
from sim.cli.parse.value_kinds import Place
from sim.cli.parse.verbs import Argument, verb
from sim.plates.paper import Paper
from sim.scenario import ScenarioError
from sim.version import STATEMENT

LYING_COLUMNS = 4


@verb(
    "a figure drawn again from what its file holds",
    argument=Argument(
        "FIGURE",
        "figure",
        Place("a .png, .svg, .pdf, .docx or .pptx that Tripwire wrote", "map.png"),
        "figure",
        "outputs/RUN/comparison.png",
        needed=True,
    ),
    settings=FIGURE,
)
def again(figure: Path, to: Path | None, size: Paper | None, landscape: bool) -> None:
    """Run the scenarios that stand in a figure's metadata on the same chance, and draw the figure again.

    The file is read strictly and never obeyed. Under the same version a .png or .svg comes out byte for byte; where the
    rulebook is another, it says so. `to=`, `size=` and `landscape=` make another kind or size of it.
    """
    from sim.plates import embedded
    from sim.report import again as anew

    recipe = embedded.recipe_in(figure)
    target = to or figure.with_name(f"{figure.stem}-again{figure.suffix}")
    if target.exists() and target.samefile(figure):
        raise ScenarioError("to: is the figure itself; name another file")
    wanted = Wanted(target, size, landscape)
    wanted.check()
    drawn = anew.draw(_turned(recipe) if wanted.lying else recipe)
    kept.write(drawn.figure, wanted, drawn.look)
    out = Console(highlight=False)
    out.print(Text(f"figure      {target}"), soft_wrap=True)
    if drawn.differs:
        out.print(
            Text(f"Not what drew {figure.name}: {'; '.join(drawn.differs)}. Its figures may differ.", "bold")
        )
    elif target.suffix.lower() == figure.suffix.lower() and not (size or landscape):
        if target.read_bytes() == figure.read_bytes():
            out.print(Text(f"the same bytes as {figure.name}"))
        else:
            told = "it was changed, or other libraries drew it"
            out.print(Text(f"Not the same bytes as {figure.name}: {told}.", "bold"))
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))


def _turned(recipe: dict[str, Any]) -> dict[str, Any]:
    """The recipe with its panels side by side, where it has panels."""
    arguments = recipe.get("arguments")
    if not isinstance(arguments, dict) or "columns" not in arguments:
        return recipe
    return {**recipe, "arguments": {**arguments, "columns": LYING_COLUMNS}}

"""What a wheel carries besides Python: the engine's libraries for one platform, that platform's tag, a front page.

The platform is this one, or the one that TRIPWIRE_PLATFORM names. With ziglang the libraries need nothing of the
system; with another compiler they are for systems like this one. Where there is no compiler at all the wheel carries
none, and the engine is built when it is first needed. An editable install builds nothing.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PLATFORMS = {
    "linux-x86_64": "manylinux_2_17_x86_64",
    "linux-arm64": "manylinux_2_17_aarch64",
    "darwin-x86_64": "macosx_11_0_x86_64",
    "darwin-arm64": "macosx_11_0_arm64",
    "windows-x86_64": "win_amd64",
}
"""Platforms for which a library built with ziglang is carried, and what wheels call them."""


PICTURE = re.compile(r"!\[[^\]]*\]\((?!https?:)[^)]*\)\n+")
LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#)([^)]*)\)")


def front_page(text: str) -> str:
    r"""The README for a package index, which has none of the files that it links to: their names stay, in the source.

    >>> front_page("![Six](a.png)\n\nSee [the levers](docs/levers.md) and [docs/cli.md](docs/cli.md).")
    'See the levers (`docs/levers.md`) and `docs/cli.md`.'
    """
    named = LINK.sub(
        lambda at: f"`{at[2]}`" if at[1] == at[2] else f"{at[1]} (`{at[2]}`)", PICTURE.sub("", text)
    )
    return named.replace("## Where to read on\n", "## Where to read on, in the source distribution\n")


class FrontPage(MetadataHookInterface):
    """Hands the README to the package's metadata as an index shows it; there is no address that links could lead to."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Called by hatchling when it collects the metadata."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": front_page(text)}


class Libraries(BuildHookInterface[Any]):
    """Builds the libraries and hands them to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the wheel's files."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from sim.engine import compilers, processor

        here = f"{processor.system()}-{processor.machine()}"
        platform = os.environ.get("TRIPWIRE_PLATFORM") or here
        compiler = next((found for found in compilers.available_compilers() if found.zig), None)
        if platform not in PLATFORMS:
            raise SystemExit(f"TRIPWIRE_PLATFORM={platform}; allowed: {', '.join(PLATFORMS)}")
        if compiler is None and platform != here:
            raise SystemExit(f"TRIPWIRE_PLATFORM={platform}: only ziglang builds for another platform")
        compiler = compiler or next(compilers.available_compilers(), None)
        if compiler is None:
            self.app.display_warning("no C compiler: the engine is built when it is first needed")
            return
        tag = PLATFORMS[platform] if compiler.zig else sysconfig.get_platform()
        build_data["tag"] = f"py3-none-{tag.replace('-', '_').replace('.', '_')}"
        build_data["pure_python"] = False
        for path in self._built(compiler, *platform.split("-")):
            build_data["force_include"][str(path)] = f"sim/engine/libraries/{path.name}"

    def _built(self, compiler: Any, system: str, machine: str) -> list[Path]:
        """Libraries of all levels of a kind of processor."""
        from sim.engine import compilers, library, processor
        from sim.engine.rulebook import rulebook_digest

        self._room = tempfile.TemporaryDirectory(prefix="tripwire-")  # lives as long as this hook
        made = []
        for level in processor.every_level(system, machine):
            folder = Path(self._room.name, level)
            folder.mkdir()
            target = compilers.Target(system, machine, level)
            built = compilers.build(compiler, target, folder, rulebook=rulebook_digest())
            name = library.name(system, level, built.read_bytes(), built.suffix)
            made.append(built.rename(folder / name))
        return made

"""Programs that run jobs: the engine's own object files, linked for a machine that is here or emulated."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sim.engine import compilers, source
from sim.engine.compilers import Compiler, Target
from sim.engine.wasm.carried import LAYOUT, MODULE

HERE = Path(__file__).parent
WEB = Path(source.__file__).parents[1] / "web"
LINK = {"linux": ("-static",), "windows": ("-lkernel32", "-Wl,--entry,program", "-Wl,--subsystem,console")}


def program(compiler: Compiler, target: Target, folder: Path) -> Path:
    """A program around the same object files as the library's."""
    objects = compilers.compiled(compiler, target, folder, more=("-DBARE",))
    (folder / "job.h").write_text(_job(), encoding="utf-8")
    made = folder / f"harness{'.exe' if target.system == 'windows' else ''}"
    flags = ["-O1", "-w", "-nostdlib", *LINK[target.system], f"-I{folder}", "-o", str(made)]
    named = [str(HERE / "harness.c"), *map(str, objects)]
    compilers.call([*compiler.command, *compiler.flags(target), *flags, *named], folder)
    return made


def _job() -> str:
    struct = " ".join(f"{kind} {name};" for name, kind in source.JOB.items())
    fields = " ".join(
        f"{'ARRAY' if kind.endswith('*') else 'NUMBER'}({name})" for name, kind in source.JOB.items()
    )
    return f"typedef struct {{ {struct} }} Job;\n#define FIELDS {fields}\n"


def run(command: Sequence[str], jobs: bytes) -> bytes:
    """What a program writes for these jobs."""
    quiet = os.environ | {"WINEDEBUG": "-all"}
    return subprocess.run(
        command, input=jobs, stdout=subprocess.PIPE, check=True, timeout=1_800, env=quiet
    ).stdout


def emulator(name: str) -> str | None:
    """The command of an emulator, or None; Debian keeps wine64 off the path."""
    return shutil.which(name) or shutil.which(name, path="/usr/lib/wine")


def node(command: str) -> list[str]:
    """The page's own script under node."""
    return [command, *map(str, (HERE / "drive.mjs", WEB / "engine.js", MODULE, LAYOUT))]

"""The browser in which the page is tested and measured."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).with_name("find_browser.sh")


def found() -> str | None:
    """Path of the first Chromium that there is; None if there is none."""
    done = subprocess.run(["sh", str(SCRIPT)], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None

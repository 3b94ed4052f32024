"""What matplotlib is set to while a plate is drawn or saved, whatever its user has set."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from matplotlib import style as matplotlib_style

INK, SLATE, GREY = "#1a1a1a", "#4d4d4d", "#8c8c8c"
TEXT, SMALL = 9.0, 8.0
RC: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.labelcolor": SLATE,
    "axes.labelsize": SMALL,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.unicode_minus": True,
    "font.family": "DejaVu Sans",
    "font.size": SMALL,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "tripwire",
    "text.color": INK,
    "text.hinting": "no_hinting",  # or letters of a picture are up to 6 % wider than they were measured
    "text.parse_math": False,  # a name may hold a dollar
    "xtick.color": SLATE,
    "xtick.major.width": 0.6,
    "ytick.color": SLATE,
    "ytick.major.width": 0.6,
}


def only_ours() -> AbstractContextManager[None]:
    """The house style on top of matplotlib's defaults, whatever the caller has set."""
    return matplotlib_style.context(["default", RC])

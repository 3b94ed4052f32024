"""Kinds of faults that people met in everyday use; `@pytest.mark.fault(KIND)` marks the tests of each.

The first case of a kind was met by somebody; its relatives are other ways to the same fault, looked for before
anyone meets them. `tests/house/test_faults.py` holds that every kind has its case and two relatives at least.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

KINDS = {
    # What can be done with results
    "results-read-back": "results on the disk cannot be loaded and drawn",
    "own-material": "a user of the wheel can add no preset, country, article, sweep or experiment",
    "compare-anything": "presets, experiments and files cannot stand side by side with differences and a plate",
    "sweep-read": "a finished sweep cannot be read by plates, analyses and briefs",
    "left-on-disk": "a finding leaves nothing to look at again, or no line that repeats it",
    "drawn-again": "a figure alone does not say how to draw it again",
    "export-for-people": "an exported table does not suit a spreadsheet",
    "designs-from-elsewhere": "a design made elsewhere cannot be handed in as a table",
    # Numbers and words
    "settled-ranking": "an order is said that its sample does not settle",
    "one-name": "one name stands for two scenarios",
    "sums-and-decimals": "printed figures do not add up, or a column mixes its decimals",
    "possible-intervals": "an interval reaches beyond what is possible",
    "lever-defaults": "a knob of the baseline leads a table of policy levers",
    "silent-states": "a state no article speaks of looks like one whose refusal is known",
    "measure-names": "what can be measured is listed only in a refusal",
    "missing-facts": "a state runs without a fact the rules read",
    "settings-without-effect": "a setting that cannot matter passes silently",
    "ignored-arguments": "an argument is accepted and ignored",
    # What is drawn and printed
    "brief-first-screen": "a brief does not answer its question first",
    "readable-in-grey": "a map loses its meaning in grey or in its legend",
    "random-design-table": "a table of a random design lists points instead of summing them up",
    "unbroken-names": "a name is broken over two lines",
    "lost-signs": "a sign is lost in a title or in an output that is not Unicode",
    "labelled-axes": "a plate lacks a label, explains no colour, or draws beyond what is possible",
    "sorted-explanation": "reasons are not in the order of their weight",
    "default-base": "a comparison fails on a name nobody typed",
    "scenario-at-hand": "a scenario cannot be read from a file or looked at in a notebook",
    "package-index": "a page of the package has dead links or no author",
    # Words typed
    "closed-pipe": "a reader that closes the pipe early gets a traceback",
    "names-in-grammar": "a file or a name with blanks or letters of other scripts is refused without a cure",
    "override-grammar": "what Hydra's grammar allows gives a raw error, a traceback or no end",
    "thousands-point": "a number that can be read in two ways is read in one",
    "float-ranges": "a step of a range is not the number that is typed",
    "twice-given": "of a lever given twice the last wins silently",
    "tracebacks": "a typed setting gives a traceback",
    "reserved-names": "a name that is also a column's fails after all runs",
    "large-designs": "a large design gives no answer in a sensible time or memory",
    "spreadsheet-habits": "a table saved by a spreadsheet is refused or misread",
    "formulas": "text that looks like a formula lands in a cell",
    # Disk
    "exit-codes": "an exit code says done when it was not",
    "damaged-accepted": "a verb accepts a damaged or unfinished store",
    "results-checksum": "results have no checksum or are not written atomically",
    "foreign-lock": "a lock left by another host blocks for ever",
    "wrong-folder": "a verb looks at another folder than the one named",
    "swapped-manifest": "a manifest of another sweep is taken for this one's",
    "strange-files": "a stray, lost or linked file gets advice that never helps, or is written through",
    "flat-memory": "memory grows with the runs",
}
"""What goes wrong, by the name of its kind."""


def cases() -> Counter[str]:
    """How many cases the tests have of each kind; every case of a literal parametrisation counts."""
    found: Counter[str] = Counter()
    for path in Path(__file__).parent.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                marks = [one for one in node.decorator_list if isinstance(one, ast.Call)]
                times = 1
                for mark in marks:
                    if _is(mark, "parametrize") and isinstance(mark.args[1], ast.List | ast.Tuple | ast.Set):
                        times *= len(mark.args[1].elts)
                found.update(
                    {
                        ast.literal_eval(kind): times
                        for mark in marks
                        if _is(mark, "fault")
                        for kind in mark.args
                    }
                )
    return found


def _is(mark: ast.Call, name: str) -> bool:
    return isinstance(mark.func, ast.Attribute) and mark.func.attr == name

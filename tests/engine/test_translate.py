"""What the subset of Python refuses, each in one line that says where, what and what instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.engine.translate.program import Program
from sim.engine.translate.types import FLOAT, Number
from sim.engine.translate.values import SubsetError
from tests.engine import snippets


@dataclass(frozen=True)
class Refused:
    """A snippet, the line of it that is refused (its first is 1), what stands there, and what is said of it."""

    text: str
    line: int
    what: str
    why: str


def value(expression: str, why: str, *, what: str = "", head: str = "w: World, x: float, n: int") -> Refused:
    """A refused expression in a function that gives a real number."""
    return Refused(f"def f({head}) -> float:\n    return {expression}\n", 2, what or expression, why)


def body(text: str, line: int, what: str, why: str, *, head: str = "w: World, x: float, n: int") -> Refused:
    """A refused statement in a function that gives nothing; `line` counts the statements."""
    lines = "".join(f"    {part}\n" for part in text.splitlines())
    return Refused(f"def f({head}) -> None:\n{lines}", line + 1, what, why)


def callee(text: str, line: int, what: str, why: str, *, call: str = "g(x)") -> Refused:
    """What is refused of another function, or of how it is called."""
    return Refused(
        f"{text}\ndef f(w: World, x: float, n: int) -> float:\n    return {call}\n", line, what, why
    )


OUTSIDE = "is not in the subset"
REFUSED = {
    # Indices
    "negative index": value("w.row[-1]", "may not be an index; allowed: loop counters", what="-1"),
    "index that is no count": value("w.row[n]", "may not be an index; allowed: loop counters", what="n"),
    "index that may be negative": body(
        "for i in range(4):\n    w.a = w.row[i - 1]", 2, "i - 1", "may not be an index"
    ),
    "real index": value("w.row[x]", "may not be an index", what="x"),
    "index beyond the row": value("w.row[4]", "is outside the row; allowed: 0 to 3"),
    "index beyond the tuple": value("(x, x)[2]", "is outside the tuple; allowed: 0 to 1"),
    "index into a number": value("x[0]", "is not a row, a sequence or a tuple"),
    "slice": value("w.row[0:2][0]", OUTSIDE, what="0:2"),
    # Whole numbers
    "unbounded int": value("float(int(x))", "write floor(…) or whole(…)", what="int(x)"),
    "unbounded floor": value("float(math.floor(x))", "write floor(…) or whole(…)", what="math.floor(x)"),
    "bound that is too wide": value(
        "float(int(min(1e30, max(-1e30, x))))", "HIGH at most", what="int(min(1e+30, max(-1e+30, x)))"
    ),
    "bound on one side": value("float(int(min(CONSTANT, x)))", "bound it", what="int(min(CONSTANT, x))"),
    "bounds that differ": value(
        "float(int(min(CONSTANT, max(-2.0, x))))", "bound it", what="int(min(CONSTANT, max(-2.0, x)))"
    ),
    "whole times whole": value("float(n * n)", "multiplies whole numbers that may be large", what="n * n"),
    "whole by whole": value("n / n", "write float(…) / float(…)"),
    "whole division": value("x // 2.0", "allowed: + − * /"),
    "remainder": value("x % 2.0", "allowed: + − * /"),
    "power": value("x ** 2.0", "allowed: + − * /"),
    "bits": value("float(~n)", "allowed: not, −", what="~n"),
    "a whole number too large": value(
        "float(n + 4611686018427387905)", "allowed: ±2⁶²", what="4611686018427387905"
    ),
    # Yes and no
    "bool arithmetic": value("x + w.f", "is float here and bool there"),
    "two bools added": value("float(w.f + w.f)", "adds or multiplies a yes or no", what="w.f + w.f"),
    "bool as a number": value("float(w.f)", "write 1.0 if … else 0.0"),
    "bool negated": value("-w.f", "allowed: not, −"),
    "bools compared": value("1.0 if w.f == w.f else 0.0", "use it as it is", what="w.f == w.f"),
    "bools in order": value("1.0 if max(w.f, x > 1.0) else 0.0", "write and, or", what="max(w.f, x > 1.0)"),
    "number as a condition": value("1.0 if x else 0.0", "write a comparison", what="x"),
    "number as a default": value("x or 1.0", "write a comparison", what="x"),
    "chained comparison": value(
        "1.0 if 0.0 < x < 1.0 else 0.0", "compare two numbers at a time", what="0.0 < x < 1.0"
    ),
    "identity": value("1.0 if x is None else 0.0", "compare two numbers at a time", what="x is None"),
    "membership": value("1.0 if x in w.row else 0.0", "compare two numbers at a time", what="x in w.row"),
    # Types
    "whole and real in one choice": value(
        "1.0 if w.f else 1", "is float here and count there; write float(…) or 0.0"
    ),
    "type change of a name": body("y = 1\ny = x", 2, "y", "is count here and float there"),
    "type change of an argument": body("n = x", 1, "n", "is int here and float there"),
    "whole number into a real field": body("w.a = n", 1, "w.a", "is int, not float"),
    "real number into a whole field": body("w.k = x", 1, "w.k", "is float, not int"),
    "text": value("TEXT", "is str, not a number"),
    "record as a number": value("w + x", "is not a number"),
    "field of a number": value("x.real", "is not a record", what="x"),
    "field that is not there": value("w.z", "is not a field of World"),
    "a whole row": body(
        "w.row = v.row", 1, "w.row", "write its fields one by one", head="w: World, v: World"
    ),
    "declares another type": Refused(
        "def f(x: float) -> int:\n    return x\n", 1, "f", "is int here and float there"
    ),
    "declares nothing": Refused(
        "def f(x: float):\n    return x\n", 1, "f", "something else than it declares"
    ),
    "type outside the subset": callee(
        "def g(y: complex) -> float:\n    return 1.0\n",
        1,
        "g",
        "is not in the subset; allowed: float, int, bool",
    ),
    # Names
    "name not set on every path": body(
        "if x > 0.0:\n    y = x\nw.a = y", 3, "y", "may not have been set on every path"
    ),
    "name set in a loop alone": body(
        "for i in range(4):\n    y = x\nw.a = y", 3, "y", "may not have been set on every path"
    ),
    "counter after its loop": body(
        "for i in range(4):\n    pass\nw.a = float(i)", 3, "i", "may not have been set"
    ),
    "name never set": value("x + nowhere", "is not known here", what="nowhere"),
    "added to before it is set": body("y += x", 1, "y", "is not known here"),
    "global shadowed": body("CONSTANT = x", 1, "CONSTANT", "is also a name outside the function"),
    "global declared": body("global CONSTANT\nCONSTANT = x", 1, "global CONSTANT", OUTSIDE),
    "name declared": body("y: float = x", 1, "y: float = x", "declares a type; leave it out"),
    "name deleted": body("y = x\ndel y", 2, "del y", OUTSIDE),
    "counter set": body("for i in range(4):\n    i = i + 1", 2, "i", "counts the loop; choose another name"),
    "counter used twice": body(
        "for i in range(4):\n    for i in range(2):\n        w.a = x", 2, "i", "counts a loop around this one"
    ),
    # Statements
    "while": body("while x > 1.0:\n    x = x * 0.5", 1, "while x > 1.0:\n    x = x * 0.5", OUTSIDE),
    "try": body(
        "try:\n    w.a = x\nfinally:\n    w.a = x", 1, "try:\n    w.a = x\nfinally:\n    w.a = x", OUTSIDE
    ),
    "with": body("with w:\n    w.a = x", 1, "with w:\n    w.a = x", OUTSIDE),
    "assert": body("assert x > 0.0", 1, "assert x > 0.0", OUTSIDE),
    "raise": body("raise ValueError", 1, "raise ValueError", OUTSIDE),
    "import": body("import math", 1, "import math", OUTSIDE),
    "function inside": body("def g(y: float) -> float:\n    return y", 1, "g", OUTSIDE),
    "break": body("for i in range(4):\n    break", 2, "break", OUTSIDE),
    "continue": body("for i in range(4):\n    continue", 2, "continue", OUTSIDE),
    "return in a loop": body(
        "for i in range(4):\n    return", 1, "for i in range(4):\n    return", "return it after the loop"
    ),
    "loop with an else": body(
        "for i in range(4):\n    pass\nelse:\n    pass",
        1,
        "for i in range(4):\n    pass\nelse:\n    pass",
        "write for i in range(n)",
    ),
    "loop from another start": body(
        "for i in range(1, 4):\n    pass", 1, "for i in range(1, 4):\n    pass", "write for i in range(n)"
    ),
    "loop over values": body(
        "for y in w.row:\n    pass", 1, "for y in w.row:\n    pass", "write for i in range(n)"
    ),
    "loop as often as may be negative": body("for i in range(n):\n    pass", 1, "n", "may not be an index"),
    "after a return": body("return\nw.a = x", 2, "w.a = x", "is never reached"),
    "return on some paths": body(
        "if x > 0.0:\n    if w.f:\n        return\n    w.a = x\nw.b = x",
        1,
        "if x > 0.0:\n    if w.f:\n        return\n    w.a = x",
        "return in every path of one of its arms",
    ),
    "a value on some paths": Refused(
        "def f(x: float) -> float:\n    if x > 0.0:\n        return x\n", 1, "f", "return one on every path"
    ),
    "nothing where a value is due": Refused(
        "def f(x: float) -> float:\n    if x > 0.0:\n        return x\n    return\n",
        4,
        "return",
        "gives nothing",
    ),
    "gives and writes": Refused(
        "def f(w: World) -> float:\n    w.a = 1.0\n    return w.a\n", 1, "f", "do one of the two"
    ),
    "a value that is not used": body("helper(x)", 1, "helper(x)", "gives a value that is not used"),
    "an expression alone": body("x + 1.0", 1, "x + 1.0", "only a call may stand alone"),
    "another number of names": body("y, z = x, x, x", 1, "y, z = (x, x, x)", "a different number of names"),
    # Expressions
    "lambda": body("g = lambda y: y", 1, "lambda y: y", OUTSIDE),
    "walrus": value("(y := x)", OUTSIDE),
    "list": value("[x][0]", OUTSIDE, what="[x]"),
    "comprehension": value("helper(y for y in w.row)", OUTSIDE, what="(y for y in w.row)"),
    "formatted text": value("float(f'{x}')", OUTSIDE, what="f'{x}'"),
    # Calls
    "unknown call": value("abs(x)", "calls what C does not have; allowed: functions of the rulebook"),
    "platform mathematics": value("math.pow(x, 2.0)", "calls what C does not have"),
    "three to choose from": value("min(x, 1.0, 2.0)", "calls what C does not have"),
    "power of two": value("math.ldexp(1.0, n)", "is for sim.rules.arithmetic alone"),
    "parts of a number": value("math.frexp(x)[0]", "write exp(…), log(…) or power(…)", what="math.frexp(x)"),
    "method": value("w.row.count(x)", "is not a function of the rulebook"),
    "keyword arguments": value("helper(x=x)", "pass them one by one"),
    "arguments as a list": value("helper(*(x,))", "pass them one by one"),
    "too few arguments": value("helper()", "hands over 0; it takes 1"),
    "too many arguments": value("helper(x, x)", "hands over 2; it takes 1"),
    "whole number for a real one": callee(
        "def g(y: float) -> float:\n    return y\n", 1, "g", "takes float as y and is given int", call="g(n)"
    ),
    "number for a record": callee(
        "def g(v: World) -> float:\n    return v.a\n", 1, "g", "is given something else than it says as v"
    ),
    "argument without a type": callee(
        "def g(y) -> float:\n    return 1.0\n", 1, "g", "is given something else than it says as y"
    ),
    "default arguments": callee(
        "def g(y: float, z: float = 1.0) -> float:\n    return y\n",
        1,
        "g",
        "takes more than plain arguments",
        call="g(x, x)",
    ),
    "a function that gives nothing": value("deed(w, x)", "gives no value; call it on a line of its own"),
    "one record twice": Refused(
        "def g(w: World, v: World) -> None:\n    w.a = v.b\n\n\ndef f(w: World) -> None:\n    g(w, w)\n",
        6,
        "g(w, w)",
        "hands over one record twice",
    ),
}
"""In one translation or the other."""
LANES = {
    "shared record written": body(
        "s.c = x", 1, "s.c", "is shared by all lanes, and what is written differs", head="s: Shared, x: float"
    ),
    "shared record written by some lanes": body(
        "if x > 0.0:\n    s.c = 1.0", 2, "s.c", "is shared by all lanes", head="s: Shared, x: float"
    ),
    "shared record written by a function for some lanes": Refused(
        "def g(s: Shared) -> None:\n    s.c = 1.0\n\n\n"
        "def f(s: Shared, x: float) -> None:\n    if x > 0.0:\n        g(s)\n",
        2,
        "s.c",
        "is shared by all lanes",
    ),
    "index that differs": body(
        "m = 1 if x > 0.0 else 2\nw.a = w.row[m]", 2, "m", "differs between lanes, so it may not be an index"
    ),
    "length that differs": body(
        "m = 1 if x > 0.0 else 2\nfor i in range(m):\n    w.a = x", 2, "m", "differs between lanes"
    ),
    "record that differs": body(
        "r = w if x > 0.0 else v\nr.a = x",
        1,
        "w if x > 0.0 else v",
        "chooses a record for each lane",
        head="w: World, v: World, x: float",
    ),
    "record chosen in two arms": body(
        "if x > 0.0:\n    r = w\nelse:\n    r = v\nr.a = x",
        4,
        "r",
        "stands for a record already",
        head="w: World, v: World, x: float",
    ),
}
"""Only where lanes part ways; one run at a time may do it."""


def refusal(case: Refused, folder: Path, *, lanes: bool) -> str:
    made = snippets.module(case.text, folder)
    with pytest.raises(SubsetError) as refused:
        snippets.translate(made, lanes=lanes)
    place, _, said = str(refused.value).partition(": ")
    assert place == f"{made.__file__}:{snippets.FIRST - 1 + case.line}"
    return said


@pytest.mark.parametrize("lanes", [False, True], ids=["one", "lanes"])
@pytest.mark.parametrize("name", REFUSED)
def test_outside_the_subset_is_refused(name: str, lanes: bool, tmp_path: Path) -> None:
    case = REFUSED[name]
    said = refusal(case, tmp_path, lanes=lanes)
    assert said.startswith(f"`{case.what}`")
    assert case.why in said


@pytest.mark.parametrize("name", LANES)
def test_what_lanes_cannot_do_is_refused_for_lanes_alone(name: str, tmp_path: Path) -> None:
    case = LANES[name]
    said = refusal(case, tmp_path, lanes=True)
    assert said.startswith(f"`{case.what}` ")
    assert case.why in said
    snippets.translate(snippets.module(case.text, tmp_path))


RECURSION = {
    "itself": "def f(x: float) -> float:\n    return f(x) if x > 0.0 else x\n",
    "another": "def g(x: float) -> float:\n    return f(x)\n\n\ndef f(x: float) -> float:\n    return g(x)\n",
}


@pytest.mark.parametrize("through", RECURSION)
def test_recursion_is_refused(through: str, tmp_path: Path) -> None:
    with pytest.raises(SubsetError, match=r"\.f calls itself; write a loop"):
        snippets.translate(snippets.module(RECURSION[through], tmp_path))


def test_only_the_rulebooks_own_functions_are_translated(tmp_path: Path) -> None:
    made = snippets.module("def f(x: float) -> float:\n    return x\n", tmp_path)
    with pytest.raises(SubsetError, match=r"\.f is not of the rulebook"):
        Program().instance(made.f, (Number(FLOAT),), masked=False)


def test_a_snippet_may_use_what_the_subset_has(tmp_path: Path) -> None:
    """The negative control: the same prelude, and nothing is refused."""
    text = (
        "def f(w: World, x: float) -> None:\n"
        "    m = exp(max(1.0, x))\n"
        "    low, high = (m, x) if x < 0.5 else (x, m)\n"
        "    for i in range(len(w.row)):\n"
        "        w.row[i] += helper(low) if w.row[i] > high and not w.f else CONSTANT\n"
        "    if x > 0.0:\n"
        "        deed(w, math.sqrt(x))\n"
        "    w.k = whole(x) - floor(w.a)\n"
    )
    for lanes in (False, True):
        assert (
            "snippet"
            not in snippets.translate(snippets.module(text, tmp_path), lanes=lanes).split("#line")[0]
        )

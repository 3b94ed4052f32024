"""Programs of the subset, made at random: whatever they do, Python and C must do the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

REALS = ("w.a", "w.b", "s.c", "x", "y", "CONSTANT", "0.5", "2.0", "-1.0")
WHOLE = ("w.k", "2", "-1", "count")
PLACES = ("y", "w.a", "w.b")


class Maker:
    """Writes the body of one function `def go(s: Shared, w: World, x: float) -> None`."""

    def __init__(self, dice: random.Random, callable_before: tuple[str, ...]) -> None:
        """Functions that were made before may be called."""
        self.dice, self.before, self.counters = dice, callable_before, 0

    def real(self, depth: int, index: str = "") -> str:
        """A real number."""
        pick = self.dice.random()
        if depth == 0 or pick < 0.3:
            rows = (f"w.row[{index or self.dice.randrange(4)}]", f"s.row[{index or self.dice.randrange(4)}]")
            return self.dice.choice((*REALS, *rows))
        one, other = self.real(depth - 1, index), self.real(depth - 1, index)
        if pick < 0.6:
            return f"({one} {self.dice.choice('+-*')} {other})"
        if pick < 0.75:
            return f"{self.dice.choice(('min', 'max'))}({one}, {other})"
        if pick < 0.9:
            return f"({one} if {self.condition(depth - 1, index)} else {other})"
        return f"helper({one})" if pick < 0.95 else f"float({self.whole(depth - 1)})"

    def whole(self, depth: int) -> str:
        """A whole number that stays small."""
        if depth == 0 or self.dice.random() < 0.5:
            return self.dice.choice(WHOLE)
        return self.dice.choice(
            (
                f"max(-9, min(9, {self.whole(depth - 1)} {self.dice.choice('+-')} {self.whole(0)}))",
                f"floor(min(9.0, {self.real(depth - 1)}))",
                f"({self.whole(0)} if {self.condition(depth - 1)} else {self.whole(0)})",
            )
        )

    def condition(self, depth: int, index: str = "") -> str:
        """A yes or no, shared by all lanes if only `s` is asked."""
        pick = self.dice.random()
        if pick < 0.15:
            return "w.f"
        if pick < 0.25:
            return f"s.c {self.dice.choice('<>')} {self.dice.choice(('0.5', '2.0'))}"
        if depth and pick < 0.45:
            joint = self.dice.choice(("and", "or"))
            return f"({self.condition(depth - 1, index)} {joint} not {self.condition(depth - 1, index)})"
        sign = self.dice.choice(("<", "<=", ">", ">=", "==", "!="))
        if pick < 0.6:
            return f"({self.whole(0)} {sign} {self.whole(0)})"
        return f"({self.real(min(1, depth), index)} {sign} {self.real(min(1, depth), index)})"

    def block(self, depth: int, index: str = "") -> Iterator[str]:
        """Some statements."""
        for _ in range(self.dice.randint(1, 3)):
            yield from self.statement(depth, index)

    def statement(self, depth: int, index: str) -> Iterator[str]:
        """One statement, perhaps of several lines."""
        pick = self.dice.random()
        if depth == 0 or pick < 0.45:
            yield self.simple(index)
        elif pick < 0.8:
            yield f"if {self.condition(2, index)}:"
            yield from self.indented(self.block(depth - 1, index))
            if self.dice.random() < 0.3:
                yield f"elif {self.condition(1, index)}:"
                yield from self.indented(self.block(depth - 1, index))
            if self.dice.random() < 0.5:
                yield "else:"
                yield from self.indented(self.block(depth - 1, index))
        elif pick < 0.9 and not index:
            self.counters += 1
            counter = f"i{self.counters}"
            yield f"for {counter} in range({self.dice.choice(('4', 'len(w.row)', '2'))}):"
            yield from self.indented(self.block(depth - 1, counter))
        elif self.before and not index:
            yield f"{self.dice.choice(self.before)}(s, w, {self.real(1)})"
        else:
            yield self.simple(index)

    def simple(self, index: str) -> str:
        """An assignment; numbers are kept small, or all would soon be infinite."""
        pick = self.dice.random()
        if pick < 0.15:
            return f"w.k = max(-9, min(9, {self.whole(2)}))"
        if pick < 0.25:
            return f"w.f = {self.condition(1, index)}"
        if pick < 0.35:
            return f"count = {self.whole(1)}"
        if pick < 0.5:
            return f"w.row[{index or self.dice.randrange(4)}] = min(99.0, {self.real(2, index)})"
        if pick < 0.6:
            return f"{self.dice.choice(PLACES)} += {self.real(1, index)}"
        return f"{self.dice.choice(PLACES)} = max(-99.0, min(99.0, {self.real(3, index)}))"

    def leaving(self) -> Iterator[str]:
        """A choice in which one arm returns."""
        yield f"if {self.condition(1)}:"
        yield from self.indented(self.block(1))
        yield "    return"

    @staticmethod
    def indented(lines: Iterator[str]) -> Iterator[str]:
        """Lines one step to the right."""
        return (f"    {line}" for line in lines)


def program(dice: random.Random, *, functions: int) -> str:
    """Functions `go_0`, `go_1`, …, each of which may call the ones before."""
    text: list[str] = []
    names: list[str] = []
    for at in range(functions):
        maker = Maker(dice, tuple(names[-3:]))
        lines = ["y = x", "count = 0", *maker.block(3)]
        if dice.random() < 0.6:
            lines += [*maker.leaving(), *maker.block(2)]
        lines += [*maker.block(1), "w.a = y + float(count)"]
        names.append(f"go_{at}")
        text.append(
            f"def go_{at}(s: Shared, w: World, x: float) -> None:\n"
            + "".join(f"    {line}\n" for line in lines)
        )
    return "\n\n".join(text)

"""A row of the listing of levers: what it holds, and the typed field that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.scenario.kinds import Kind, cited

FROM_READING = None
"""Default of a lever that the chosen reading supplies."""


@dataclass(frozen=True)
class Lever:
    """One lever: its name and default, what it may be, what it sets, and what that rests on.

    `claims` are identifiers of claims in the articles, `source` is whatever else speaks for range and presets.
    """

    name: str
    default: Any
    group: str
    kind: Kind
    meaning: str
    claims: tuple[str, ...] = ()
    source: str = ""

    @property
    def low(self) -> float:
        """Lowest value; not a number where the lever has no range."""
        return self.kind.low

    @property
    def high(self) -> float:
        """Highest value; not a number where the lever has no range."""
        return self.kind.high

    @property
    def unit(self) -> str:
        """Unit of a lever that is a number."""
        return self.kind.unit

    @property
    def presets(self) -> Mapping[str, float]:
        """Names that stand for numbers."""
        return self.kind.levels()

    @property
    def column(self) -> bool:
        """Whether the engine reads the lever as one number, as it is."""
        return self.kind.column

    @property
    def cited(self) -> str:
        """Claims and source in one line."""
        return cited(self.claims, self.source)

    @property
    def example(self) -> str:
        """The lever with a value, as it is written on the command line."""
        return self.kind.example(self.name)


def lever(
    group: str, kind: Kind, default: Any, meaning: str, *, claims: tuple[str, ...] = (), source: str = ""
) -> Any:
    """A row of `Levers`: a dataclass field that carries what `Lever` says of it.

    Parameters
    ----------
    group
        Heading under which the help page lists the lever.
    kind
        What it may be.
    default
        Its value if nobody sets it, in the form that the kind checks; `FROM_READING` if the reading supplies one.
    meaning
        What it sets, in a few words.
    claims
        Identifiers of the claims that speak for range, presets and default.
    source
        What speaks for them beside claims.

    Returns
    -------
    Any
        The field; typed so that the annotation beside it decides the type.

    Examples
    --------
    >>> from sim.scenario import BY_NAME
    >>> BY_NAME["roe"].presets["robust"], BY_NAME["roe"].claims[:2]
    (0.7, ('C026', 'C028'))
    """
    row = {"group": group, "kind": kind, "meaning": meaning, "claims": claims, "source": source}
    return field(default=default, metadata=row)

"""Orders: dated decisions of a user about one state, in place of what its executive would wish.

A row holds until the state's next row. It replaces the executive's wish alone: law, army, enablers, the mission and
Kyiv's consent bind as before. What is struck out leaves room for `otherwise`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

OFF_GROUND = ("arms", "training", "hub", "air", "sea", "monitoring")
GROUND = ("support", "protection", "forward")
"""Roles on Ukrainian soil, of which a state has one at most."""
ORDERED_ROLES = OFF_GROUND + GROUND
NOTHING = "none"
"""How it is written that a state does nothing at all."""
HOLDS = {
    "entry": "the condition is asked until it is met once",
    "throughout": "it is asked every month, and who leaves pulls out those who leaned on them",
}
MODEL = "model"
Chosen = str | tuple[str, ...]
"""One name: this role, and off the ground whatever the executive would do anyway. A list: exactly these roles."""


@dataclass(frozen=True)
class Condition:
    """What must hold for an order to be carried out; all of it, and zero asks for nothing.

    No clause gets harder to meet when another state joins, so there is one greatest set of orders that hold.
    """

    on_ground: tuple[str, ...] = ()
    """States that must have soldiers in Ukraine."""
    at_least: int = 0
    """Other states that must have soldiers in Ukraine."""
    pledged: float = 0.0
    """Soldiers that other states must have pledged."""
    us_backing: float = 0.0
    mandate: float = 0.0
    """Standing of the mission's mandate, as an index."""

    def as_dict(self) -> dict[str, Any]:
        """The clauses that ask for something, as they may stand in a scenario file."""
        clauses = {name: clause for name, clause in asdict(self).items() if clause}
        return clauses | ({"on_ground": list(self.on_ground)} if self.on_ground else {})


ALWAYS = Condition()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a state is to wish, in place of its executive. In files `when` is called `if`, and `otherwise` is `else`."""

    role: Chosen | None = None
    """`()` for nothing at all; None where the executive decides itself."""
    share: float | None = None
    """Of what the state can send; None for the model's own size."""
    when: Condition = ALWAYS
    hold: str = "entry"
    otherwise: Chosen | None = None
    """Roles off the ground once it is struck out; None: those that a list names, or the executive's own."""
    reason: str = ""

    @property
    def exact(self) -> bool:
        """Whether the state does what is named and nothing else."""
        return not isinstance(self.role, str)

    @property
    def ground(self) -> str:
        """The role on Ukrainian soil, or no name."""
        return next((role for role in names(self.role) if role in GROUND), "")

    @property
    def off_ground(self) -> tuple[str, ...]:
        """The roles off the ground that are named."""
        return tuple(role for role in names(self.role) if role in OFF_GROUND)

    @property
    def instead(self) -> Chosen:
        """What is left of a decision that is struck out; no name: off the ground what the executive would do anyway."""
        if self.otherwise is not None:
            return self.otherwise
        return self.off_ground if self.exact else ""

    def from_month(self, month: int, state: str) -> Order:
        """The decision as a dated row; one without a role hands the state back to the model."""
        said = {name: getattr(self, name) for name in Decision.__dataclass_fields__}
        return Order(month, state, by="" if self.role is not None else MODEL, **said)


@dataclass(frozen=True)
class Order(Decision):
    """One dated row: what a state is to wish from a month on, until the state's next row."""

    month: int
    state: str
    by: str = field(default="", kw_only=True)
    """`model` hands the state back to the model."""

    @property
    def without_date(self) -> Decision:
        """The decision alone."""
        return Decision(**{name: getattr(self, name) for name in Decision.__dataclass_fields__})

    def as_dict(self) -> dict[str, Any]:
        """The row in words, as it may stand in a scenario file."""
        row: dict[str, Any] = {"month": self.month, "state": self.state}
        if self.by:
            row["by"] = self.by
        else:
            row["role"] = _written(self.role)
        if self.share is not None:
            row["share"] = self.share
        if self.when != ALWAYS:
            row["if"] = self.when.as_dict()
        if self.hold != "entry":
            row["hold"] = self.hold
        if self.otherwise is not None:
            row["else"] = _written(self.otherwise)
        return row | ({"reason": self.reason} if self.reason else {})


def names(chosen: Chosen | None) -> tuple[str, ...]:
    """The roles named, whether alone or in a list."""
    return (chosen,) if isinstance(chosen, str) and chosen else tuple(chosen or ())


def _written(chosen: Chosen | None) -> str | list[str]:
    return chosen if isinstance(chosen, str) else list(chosen or ()) or NOTHING

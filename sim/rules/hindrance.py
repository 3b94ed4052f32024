"""What hinders an order to a state: the first thing that strikes it out, or cuts what comes of it.

    struck out   losses drove the state away for good · Kyiv does not consent · what the order asks for is not there
                 · parliament refuses
    cut          sustainment carries fewer than are promised · the mission asks for fewer

In this order, so that one thing is named: what would stop the state in any case comes before what it asks for itself.
Roles off the ground wait for what the order asks for alone. What law, army or mission rule out for good is no
hindrance: it is refused before a run (`scenario.possible`). Source: C096 on parliaments, C097 and C123 on what carries
a force; Kyiv's consent and losses as in `enablers` and `withdrawal`.
"""

from __future__ import annotations

from sim.rules import enablers

HINDRANCES = ("losses", "consent", "condition", "parliament", "enablers", "request")
FREE, LOSSES, CONSENT, CONDITION, PARLIAMENT, ENABLERS, REQUEST = 0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0
"""Nothing, and then HINDRANCES in their order."""


def first(soldiers: bool, gone: bool, consent: float, held: bool, goes: bool, limit: float) -> float:
    """What hinders an order, FREE to REQUEST; `limit` as in `enablers.limit`.

    `soldiers`: the order sends some; `gone`: the state left for good; `held`: what the order asks for is there;
    `goes`: the state is among those who go.
    """
    if not soldiers:
        return FREE if held else CONDITION
    if gone:
        return LOSSES
    if consent <= 0.0:
        return CONSENT
    if not held:
        return CONDITION
    if not goes:
        return PARLIAMENT
    if limit == enablers.SUSTAINMENT:
        return ENABLERS
    return REQUEST if limit == enablers.REQUEST else FREE

"""Cost to Europe: soldiers at full cost, the arms delivered, training and bases outside, and what flies and sails.

    EUR bn a month = troops·c_s·overhead/12/1000 + (c_arm·delivered + c_home·outside + c_air·above)/12

Source: Guillaud 2010; Barkhane 2017; full cost is 2–4 times the marginal cost (C033). Whether troops are cheaper than
arms (C076 against C139) depends on the horizon; that is why both are counted by the month.
"""

from __future__ import annotations

from sim.rules.records import Assumptions


def monthly_cost(p: Assumptions, troops: float, delivered: float, outside: float, above: float) -> float:
    """EUR billion this month. `outside`, `above`: capability share that trains or bases; that flies or sails."""
    return (
        troops * p.c_s * p.overhead / 12.0 / 1000.0
        + (p.c_arm * delivered + p.c_home * outside + p.c_air * above) / 12.0
    )

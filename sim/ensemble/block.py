"""A block of runs, compiled: every scenario of a deck on every replicate of a tape."""

from __future__ import annotations

import numpy as np

from sim.ensemble.countries import Flags, Reals, Rows, seat
from sim.ensemble.run import assume, begin, run
from sim.ensemble.state import ASSUMED, OWN, WORLD
from sim.rules.compiled import rule


@rule
def run_block(
    levers: Rows,
    stance: Reals,
    poll: Reals,
    member: Flags,
    fixed: Reals,
    priors: Reals,
    calendars: Reals,
    elections: Reals,
    facts: Rows,
    tape: Reals,
    out: Rows,
    by_country: Reals,
    by_month: Reals,
    watched: int,
    trace: Reals,
) -> None:
    """Fill `out` (scenarios, replicates) and, where they have rows, the arrays by country and by month.

    `by_country` is (scenarios, replicates, countries, 5), `by_month` (scenarios, replicates, months, 4) and `trace`
    (scenarios, replicates, months, terms); an array with no countries, months or terms is left alone.
    """
    values = np.zeros(len(fixed[0]))
    p = values.view(ASSUMED)[0]
    w = np.zeros(1, WORLD)[0]
    seats = np.zeros(1, OWN)
    numbers, own = seats.view(np.float64), seats[0]
    for i in range(len(levers)):
        s = levers[i]
        for r in range(len(tape)):
            assume(values, priors[s.theory], fixed[i], tape[r])
            begin(s, w)
            numbers[:] = 0.0
            seat(p, facts, member[i], stance[i], poll[i], tape[r], own)
            run(
                s,
                p,
                facts,
                member[i],
                calendars[s.calendar],
                elections,
                tape[r],
                w,
                own,
                out[i, r],
                by_country[i, r],
                by_month[i, r],
                watched,
                trace[i, r],
            )

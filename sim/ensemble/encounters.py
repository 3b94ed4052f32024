"""What happens when Moscow's move meets the force: the same deeds as `DeploymentModel.meet_attack` and `meet_probe`.

Each returns (killed, rung of escalation) and keeps count in the world `w`.
"""

from __future__ import annotations

from sim import chance
from sim.ensemble.countries import Reals
from sim.rules import casualties, escalation
from sim.rules.compiled import rule
from sim.rules.records import Row


@rule
def meet_attack(
    p: Row, s: Row, w: Row, exposed: float, role: float, practised: float, tape: Reals
) -> tuple[float, int]:
    """An attack reaches the force, which fights or stands by."""
    fights = tape[chance.FIGHT] < practised
    w.tests += 1.0
    w.clashes += 1.0 if fights else 0.0
    killed = casualties.killed_in_attack(p, exposed, role, casualties.severity(p, tape[chance.LOSS]))
    return killed, escalation.after_attack(p, s, fights, tape[chance.WAR])


@rule
def meet_probe(
    p: Row, w: Row, location: float, role: float, practised: float, climb: float, draws: Reals
) -> tuple[float, int]:
    """A probe tests the force, which answers or lets it pass; Moscow takes note."""
    w.incidents += 1.0
    w.tests += 1.0
    deadly = draws[chance.KILL] < casualties.kill_chance(p, practised, location, role)
    killed = 0.0
    if deadly:
        killed = casualties.killed_in_incident(w.troops, casualties.severity(p, draws[chance.SEVERITY]))
    if draws[chance.ANSWER] < practised:
        w.seen_answered = 1.0
        w.answers += 1.0
        w.clashes += 1.0
        return killed, escalation.after_answer(climb, w.tension, deadly, draws[chance.CLIMB])
    w.seen_ignored = 1.0
    return killed, escalation.after_silence(deadly)

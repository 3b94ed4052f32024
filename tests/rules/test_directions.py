"""Which way each rule moves when one thing grows: the sign its docstring and its equation state."""

from copy import copy
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.rules.drawing import CASES, Arguments, Case, arguments, value

UP, DOWN = 1.0, -1.0

DIRECTIONS: dict[str, dict[str, float]] = {
    "arithmetic.exp": {"x": UP},
    "arithmetic.log": {"x": UP},
    "arithmetic.logistic": {"x": UP},
    "arithmetic.logit": {"probability": UP},
    "arithmetic.log10_1p": {"x": UP},
    "arithmetic.floor": {"x": UP},
    "arithmetic.whole": {"x": UP},
    "arming.deliver": {"arming": UP, "paying_share": UP, "delivered": UP},
    "arming.train": {"trained": UP, "training_share": UP, "p.dq": UP, "p.wear": DOWN},
    "arming.built": {"delivered": UP, "trained": UP, "air_effort": UP, "p.UA": UP},
    "arming.tide": {"battlefield": UP},
    "arming.relieved": {"spare_troops": UP, "p.relief": UP},
    "casualties.role_risk": {"support_share": DOWN, "p.risk_support": UP},
    "casualties.bareness": {"cover": DOWN, "p.uncovered": UP},
    "casualties.kill_chance": {
        "practised": DOWN,
        "location": UP,
        "danger": UP,
        "p.kia_prob": UP,
        "p.soft": UP,
    },
    "casualties.severity": {"draw": UP, "p.alpha": DOWN},
    "casualties.killed_in_incident": {"troops": UP, "multiple": UP},
    "casualties.most_in_incident": {"troops": UP},
    "casualties.killed_in_attack": {"exposed_troops": UP, "danger": UP, "multiple": UP, "p.attack_loss": UP},
    "casualties.tail": {"start": DOWN, "end": UP},
    "casualties.mean_in_incident": {"troops": UP, "p.alpha": DOWN},
    "casualties.mean_in_attack": {"p.alpha": DOWN},
    "casualties.death_rate": {"dead_a_month": UP, "troops": DOWN},
    "cost.monthly_cost": {
        "troops": UP,
        "delivered": UP,
        "outside": UP,
        "above": UP,
        "p.c_s": UP,
        "p.overhead": UP,
        "p.c_arm": UP,
        "p.c_home": UP,
        "p.c_air": UP,
    },
    "denial.proximity": {"location": UP, "p.prox_floor": UP},
    "denial.fighters": {"troops": UP, "support_troops": DOWN, "p.tooth": UP},
    "denial.spare": {"troops": UP, "fighting": DOWN, "p.tooth": UP},
    "denial.effective_force": {"fighting": UP, "near": UP, "cover": UP, "answer": UP, "p.quality": UP},
    "denial.usual_success": {"p.k": UP},
    "denial.attack_succeeds": {"defenders": DOWN, "reinforcement": UP, "p.RU": UP},
    "escalation.climb_chance": {"p.clash": UP, "p.esc_nato": UP, "s.nato_visibility": UP},
    "escalation.after_answer": {"climb": UP, "tension": UP, "killed": UP, "draw": DOWN},
    "enablers.sustainment": {
        "trust": UP,
        "s.us_airlift": UP,
        "p.sustain_EU": UP,
        "p.sustain_US": UP,
    },
    "enablers.air_defence": {
        "trust": UP,
        "s.us_air_defence": UP,
        "p.air_defence_EU": UP,
        "p.air_defence_US": UP,
    },
    "enablers.intelligence": {
        "trust": UP,
        "s.us_intelligence": UP,
        "p.intelligence_EU": UP,
        "p.intelligence_US": UP,
    },
    "enablers.cover": {"troops": DOWN, "served": UP},
    "escalation.war_chance": {
        "fought": UP,
        "joined": UP,
        "p.war_E": UP,
        "p.war_U": UP,
        "p.esc_nato": UP,
        "s.nato_visibility": UP,
    },
    "escalation.after_attack": {"fights": UP, "joined": UP, "war": UP, "draw": DOWN},
    "escalation.next_tension": {"tension": UP, "event": UP},
    "force.felt_threat": {"threat": UP, "basing": DOWN, "p.basing_relief": DOWN},
    "force.reserve": {"threat": UP, "c.army": DOWN, "p.hold": UP, "p.kappa": DOWN},
    "force.capacity": {
        "c.army": UP,
        "c.personnel": UP,
        "reserve_share": DOWN,
        "p.dep": UP,
        "p.rotation": DOWN,
        "p.token_share": UP,
        "p.token_max": UP,
        "c.professional": UP,
        "c.deployed_before": UP,
        "p.stretch": UP,
    },
    "force.pledge": {
        "capacity_troops": UP,
        "others_pledged": DOWN,
        "request": UP,
        "p.rho_pub": DOWN,
    },
    "force.within": {"total": DOWN, "limit": UP},
    "force.pace": {"months": DOWN},
    "force.build_up": {"target": UP},
    "kyiv.guarantee_index": {"response": UP, "defenders": UP, "p.UA": DOWN},
    "kyiv.demand": {"battlefield": DOWN, "p.demand0": UP},
    "roles.beyond_cities": {"s.location": UP},
    "roles.on_ground": {"helping": UP, "soil": UP, "risk": UP},
    "roles.off_ground": {"aptitude": UP, "helping": UP, "soil": UP, "risk": UP},
    "roles.ordered": {"aptitude": UP, "named": UP},
    "roles.requested": {"s.force_size": UP},
    "roles.support_mix": {"s.logistics": UP, "s.protection": DOWN},
    "learning.ruled": {"roe": UP, "us": UP, "p.roe_base": UP, "p.roe_us": UP},
    "learning.practised": {"by_rules": UP, "answered": UP, "ignored": DOWN},
    "learning.remember": {"count": UP, "seen": UP, "p.forget": DOWN},
    "learning.belief": {"by_rules": UP, "answered": UP, "ignored": DOWN, "p.faith": UP},
    "moscow.monthly_risk": {"five_year_risk": UP},
    "moscow.provocation": {"exposed_troops": UP, "s.nato_visibility": UP, "p.b_prov": UP},
    "moscow.attack_chance": {
        "usual": UP,
        "worth": UP,
        "m.hostilities": UP,
        "m.consent": DOWN,
        "p.b_fighting": UP,
        "p.b_consent": DOWN,
    },
    "moscow.utility": {
        "usual_win": DOWN,
        "a.win": UP,
        "a.europe": DOWN,
        "a.america": DOWN,
        "a.exposed": UP,
        "p.C_EU": DOWN,
        "p.C_US": DOWN,
    },
    "moscow.probe_chance": {
        "usual": UP,
        "a.exposed": UP,
        "a.fighters": DOWN,
        "a.cover": DOWN,
        "m.belief": DOWN,
        "p.b_soft": DOWN,
        "p.F_soft": UP,
        "p.b_losses": UP,
        "m.hostilities": UP,
        "m.consent": DOWN,
        "p.b_fighting": UP,
        "s.nato_visibility": UP,
    },
    "parliament.backing_asked": {
        "draw": UP,
        "c.veto": UP,
        "c.seats": DOWN,
        "c.majority": UP,
        "s.parliament": UP,
        "s.mandate": DOWN,
        "p.par_mid": UP,
    },
    "parliament.lawful": {"s.mandate": UP, "c.gate": DOWN},
    "conference.pull_of_peers": {"joined_share": UP, "p.peer_full": DOWN},
    "conference.dependence": {"general": UP},
    "conference.unmet": {
        "wants_us": UP,
        "us": DOWN,
        "wants_size": UP,
        "size": DOWN,
        "wants_mandate": UP,
        "mandate": DOWN,
    },
    "publics.latent_support": {"poll": UP, "draw": UP},
    "publics.grief": {"own_dead": UP},
    "publics.support": {"start": UP, "rally": UP, "tenfolds": DOWN, "success": UP, "p.mu": DOWN, "p.xi": UP},
    "publics.next_rally": {"rally": UP, "shock": UP, "p.rally": UP, "p.rally_keep": UP},
    "standing.own_odds": {"near": UP, "p.bind": UP},
    "standing.shared_odds": {"practised": UP, "us": UP, "p.bind_us": DOWN},
    "standing.chance": {"own": UP, "shared": UP},
    "standing.bound": {"months_since": DOWN, "p.bind_months": UP},
    "standing.reinforced": {"offer": UP, "capacity_troops": UP, "bound_share": UP, "p.surge": UP},
    "tripwire.touched": {"exposed_troops": UP, "p.F0": DOWN},
    "tripwire.exposure": {"touched_chance": UP},
    "tripwire.joining": {"us": UP, "fought": UP, "p.g_U": UP, "p.g_floor": UP},
    "tripwire.either": {"europe": UP, "america": UP},
    "truce.kyiv_signs": {
        "push": UP,
        "m.guarantee_index": UP,
        "m.demand": DOWN,
        "m.battlefield": DOWN,
        "p.claim_Q": DOWN,
    },
    "truce.moscow_signs": {
        "push": UP,
        "troops": DOWN,
        "m.consent": UP,
        "m.battlefield": UP,
        "p.aversion": DOWN,
        "p.claim0": DOWN,
    },
    "truce.break_chance": {
        "age": DOWN,
        "utility": UP,
        "forced": UP,
        "monitoring_share": DOWN,
        "m.consent": DOWN,
        "p.frail0": UP,
        "p.settle_in": UP,
    },
    "washington.moved": {"p.r_s": UP},
    "washington.swing": {"s.us_volatility": UP},
    "washington.signal": {"level": UP, "draw": UP},
    "washington.trust": {"before": UP, "heard": UP},
    "washington.guarantee": {"trusted": UP, "s.us_guarantee": UP},
    "willingness.nearness": {"distance_km": DOWN, "p.near_km": UP},
    "willingness.doubt": {"draw": UP},
    "willingness.said_of_helping": {"said": UP},
    "willingness.unstated": {"draw": UP, "p.silent": UP},
    "willingness.after_election": {"stance": UP, "draw": UP},
    "willingness.lock_in": {"months_deployed": UP, "p.b_lock": UP, "p.lock_months": DOWN},
    "willingness.aid_given": {"c.aid": UP},
    "willingness.burden": {"troops": UP, "c.budget": DOWN, "p.c_s": UP, "p.overhead": UP},
    "willingness.grim": {"dead": UP},
    "willingness.dread": {"war": UP},
    "willingness.menace": {"attack": UP},
    "withdrawal.staying": {
        "chance_so_far": UP,
        "tenfolds": DOWN,
        "support": UP,
        "bound": UP,
        "p.exit0": DOWN,
    },
}
TESTED = [
    (CASES[rule], argument, sign) for rule, signs in DIRECTIONS.items() for argument, sign in signs.items()
]


def replaced(drawn: Arguments, argument: str, value: Any) -> Arguments:
    """The same arguments with one of them, or one field of a record, changed."""
    name, _, field = argument.partition(".")
    if not field:
        return drawn | {name: value}
    record = copy(drawn[name])
    setattr(record, field, value)
    return drawn | {name: record}


def pairs(case: Case, argument: str) -> st.SearchStrategy[tuple[Arguments, Arguments]]:
    """Arguments that differ in one thing, which is smaller in the first."""
    two = st.tuples(value(case, argument), value(case, argument)).map(sorted)
    return st.tuples(arguments(case), two).map(
        lambda drawn: (replaced(drawn[0], argument, drawn[1][0]), replaced(drawn[0], argument, drawn[1][1]))
    )


every_direction = pytest.mark.parametrize(("case", "argument", "sign"), TESTED, ids=lambda part: str(part))


@every_direction
def test_a_rule_moves_the_way_it_says(case: Case, argument: str, sign: float) -> None:
    moves(case, argument, sign, draws=10)


@pytest.mark.heavy
@every_direction
def test_a_rule_moves_the_way_it_says_wherever_it_is_tried(case: Case, argument: str, sign: float) -> None:
    moves(case, argument, sign, draws=300)


def moves(case: Case, argument: str, sign: float, *, draws: int) -> None:
    """A rule never moves the other way with an argument, and moves at all."""

    def gain(pair: tuple[Arguments, Arguments]) -> float:
        less, more = (float(case.rule(**drawn)) for drawn in pair)
        return sign * (more - less) / max(1e-8, abs(less), abs(more))

    gains: list[float] = []

    @settings(max_examples=draws, deadline=None, database=None)
    @given(pairs(case, argument))
    def never_the_other_way(pair: tuple[Arguments, Arguments]) -> None:
        gains.append(gain(pair))
        assert gains[-1] >= -1e-7  # rounding

    for attempt in range(60):  # wide flat stretches need more draws to be seen to move
        seed(attempt)(never_the_other_way)()
        if max(gains) > 1e-6:
            return
    raise AssertionError(f"{case.name} does not move with {argument}")


def test_every_rule_that_gives_a_number_has_a_direction_or_nothing_to_move() -> None:
    silent = {"priors.triangular", "arithmetic.power", "arithmetic.clip"}  # known answers say more
    by_role = {name for name, case in CASES.items() if case.hints.get("role") is int}
    tuples = {name for name, case in CASES.items() if case.hints["return"] not in (float, int, bool)}
    looked_up = {"escalation.after_silence", "roles.explained", "roles.willing_at"}
    looked_up |= {"enablers.limit", "enablers.gap", "hindrance.first"}  # codes
    sums = {
        "willingness.total_helping",
        "willingness.total_soil",
        "willingness.total_risk",
        "conference.total",
    }
    assert CASES.keys() - DIRECTIONS.keys() <= silent | by_role | tuples | looked_up | sums

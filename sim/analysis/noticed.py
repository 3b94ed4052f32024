"""What notices that a part of the model is missing: patterns that fail without it, and limit cases that come out wrong.

`ablation.PARTS` says how each part is switched off. A pattern named here holds with the part and fails without it; a
limit case is a known answer, worked out by hand, which is another one without it. Tests prove both, part by part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.ablation import Ablation
from sim.evidence import load

NAMES = {"us": "US", "kyiv": "Kyiv", "european": "European", "washington": "Washington"}
"""Words in the names of limit cases that begin with a capital."""


@dataclass(frozen=True)
class Noticed:
    """Patterns of `sim/evidence/patterns.csv`, a limit case in `tests/rules`, broken variants in `tests/mutants`."""

    patterns: tuple[str, ...] = ()
    limit: str = ""
    variants: tuple[str, ...] = ()

    @property
    def case(self) -> list[str]:
        """The limit case by what it says, if there is one."""
        words = self.limit.rpartition(".test_")[2].split("_")
        return [" ".join(NAMES.get(word, word) for word in words)] if self.limit else []

    def said(self) -> str:
        """All of them in words: patterns with what they rest on, the limit case, the variants.

        Examples
        --------
        >>> NOTICED["arming.relief"].said()
        'P37 (C070); strength adds up'
        """
        variants = (f"variant {name}" for name in self.variants)
        return "; ".join([*map(behind, self.patterns), *self.case, *variants])


def behind(code: str) -> str:
    """A pattern with the claims of articles that it rests on, or else the episodes or the literature.

    Examples
    --------
    >>> behind("P36"), behind("P39")
    ('P36 (C038 C094)', 'P39 (missions.csv E25, E31, E32 (Rwanda, Somalia, Beirut))')
    """
    pattern = next(one for one in load().patterns if one.pattern_id == code)
    return f"{code} ({' '.join(pattern.claims) or pattern.basis})"


def _by(*patterns: str, limit: str = "", variants: tuple[str, ...] = ()) -> Noticed:
    return Noticed(patterns, limit, variants)


_ATTACK = "test_powers.test_each_motive_moves_the_log_odds_of_an_attack_by_its_weight"
_PROBE = "test_powers.test_each_motive_moves_the_log_odds_of_a_probe_by_its_weight"
_SUM = "test_force.test_strength_adds_up"
_BILL = "test_force.test_the_bill_by_hand"
_ENABLERS = "test_enablers.test_each_us_part_serves_its_own_kind"
_HELP = "test_states.test_each_reason_to_help_has_its_own_term"
_SOIL = "test_states.test_each_reason_about_soldiers_has_its_own_term"
_RISK = "test_states.test_each_risk_has_its_own_term"
_CLIMB = "test_powers.test_visibility_makes_climbs_likelier"
_UNMET = "test_states.test_every_condition_left_unmet_counts"
_VOTE = "test_states.test_an_even_vote_is_an_even_chance"
_STRAIN = "test_truce.test_what_strains_a_truce_by_hand"
_BLEEDS = "test_force.test_a_hamstrung_force_bleeds_more"
_SUPPORT = "test_states.test_support_falls_by_mu_for_every_tenfold_of_dead"

NOTICED: Mapping[str, Noticed] = {
    "arming.training": _by(limit="test_force.test_training_settles_where_it_wears_off"),
    "arming.relief": _by("P37", limit=_SUM),
    "arming.air": _by(limit=_SUM),
    "casualties.incident_dead": _by("P68", limit=_BLEEDS),
    "casualties.attack_dead": _by(limit="test_force.test_an_attack_kills_a_share_of_those_within_reach"),
    "casualties.hamstrung": _by(limit=_BLEEDS),
    "casualties.bare": _by("P68", limit="test_force.test_what_is_not_covered_bleeds_more"),
    "conference.peers": _by("P09", "P60", "P62", limit=_UNMET),
    "conference.conditions": _by("P64", limit=_UNMET),
    "conference.conference": _by(variants=("conferences_wait",)),
    "cost.soldiers_cost": _by(limit=_BILL),
    "cost.other_costs": _by(limit=_BILL),
    "denial.fighting_worth": _by(limit="test_force.test_what_a_force_can_and_will_do_is_a_minimum"),
    "denial.front_in_strength": _by(limit=_SUM),
    "enablers.carry": _by("P29", "P66", "P68", limit=_ENABLERS),
    "enablers.cover": _by("P66", "P68", "P73", limit=_ENABLERS),
    "escalation.climb": _by(limit=_CLIMB),
    "escalation.war": _by("P47", limit="test_powers.test_war_comes_from_those_who_stand_and_from_the_us"),
    "escalation.visible": _by(limit=_CLIMB),
    "force.reserve": _by(limit="test_force.test_a_border_ties_down_an_army"),
    "force.free_riding": _by(limit="test_force.test_free_riders_pledge_less_as_others_cover_the_request"),
    "force.basing": _by(limit="test_force.test_bases_next_door_relieve_the_border"),
    "force.token": _by(limit="test_force.test_a_state_that_can_send_nobody_sends_a_token"),
    "force.slippage": _by("P24"),
    "force.pace": _by("P24", "P26", limit="test_force.test_a_force_builds_up_slowly_and_draws_down_quickly"),
    "kyiv.demand": _by("P12", "P50", "P51", limit="test_force.test_need_grows_as_the_front_worsens"),
    "learning.memory": _by(limit="test_powers.test_what_a_force_has_done_weighs_beside_its_rules"),
    "learning.us_rules": _by(
        "P53", limit="test_powers.test_declared_rules_carry_as_far_as_the_us_stands_behind_them"
    ),
    "moscow.choice": _by("P36", "P78", "P56", limit=_ATTACK),
    "moscow.gain": _by("P36", "P78", limit=_ATTACK),
    "moscow.response": _by("P56", limit=_ATTACK),
    "moscow.provocation": _by(limit=_ATTACK),
    "moscow.consent": _by("P52", "P53", limit=_ATTACK),
    "moscow.fighting": _by(limit=_ATTACK),
    "moscow.answer": _by("P95", limit=_PROBE),
    "moscow.soft_target": _by("P76", limit="test_powers.test_who_could_not_answer_is_a_soft_target"),
    "moscow.losses": _by("P77", limit=_PROBE),
    "moscow.nato": _by("P20", limit=_PROBE),
    "parliament.veto": _by("P21", "P89", limit=_VOTE),
    "parliament.swayed": _by(limit=_VOTE),
    "priors.uncertainty": _by("P26"),
    "publics.grief": _by(limit=_SUPPORT),
    "publics.drift": _by(limit=_SUPPORT),
    "publics.rally": _by(limit="test_states.test_a_rally_fades"),
    "publics.poll_error": _by(
        limit="test_states.test_latent_support_has_the_poll_as_its_mean_and_more_spread_without_one"
    ),
    "roles.side_by_side": _by("P80", "P81", "P83"),
    "roles.aptitude": _by("P85", limit="test_states.test_a_role_on_offer_needs_aptitude_and_leans_on_it"),
    "roles.risk_by_role": _by("P81", "P83", limit="test_force.test_the_mix_of_roles_lowers_the_risk"),
    "standing.standing": _by("P41", "P42", limit="test_standing.test_the_middling_case_is_a_coin"),
    "standing.surge": _by("P48", limit="test_standing.test_a_state_reinforces_with_no_more_than_it_has"),
    "tripwire.exposure": _by("P56", limit="test_powers.test_an_attack_hits_what_stands_in_its_way"),
    "tripwire.presence": _by("P15", limit="test_powers.test_an_attack_hits_what_stands_in_its_way"),
    "truce.truce": _by("P50", "P51", "P96", limit="test_truce.test_kyiv_signs_once_the_guarantee_is_enough"),
    "truce.breaking": _by("P52", limit=_STRAIN),
    "truce.watch": _by("P57"),
    "truce.flare": _by("P58"),
    "truce.forced": _by("P55", limit=_STRAIN),
    "washington.distrust": _by("P33", limit="test_powers.test_trust_is_lost_faster_than_won"),
    "washington.feedback": _by(limit="test_powers.test_european_effort_moves_only_a_wavering_washington"),
    "washington.volatility": _by(limit="test_powers.test_an_unsteady_washington_is_heard_above_and_below"),
    "willingness.inclination": _by("P06", "P21", limit=_HELP),
    "willingness.mandate": _by("P27", limit=_HELP),
    "willingness.battlefield": _by(limit=_HELP),
    "willingness.aid_given": _by(limit=_HELP),
    "willingness.stance": _by("P06", "P07", limit=_SOIL),
    "willingness.said_of_helping": _by("P82"),
    "willingness.public": _by("P31", limit=_SOIL),
    "willingness.lock_in": _by(limit=_RISK, variants=("leaving_costs_nothing",)),
    "willingness.us_absence": _by("P04", "P08", limit=_RISK),
    "willingness.us_ambiguity": _by(limit=_RISK),
    "willingness.hostilities": _by("P11", "P58", limit=_RISK),
    "willingness.expected_dead": _by("P74", limit=_RISK),
    "willingness.expected_war": _by("P75", limit=_RISK),
    "willingness.warning": _by("P72", limit=_RISK),
    "willingness.cost": _by("P71", limit=_RISK),
    "willingness.bare": _by("P73", limit=_RISK),
    "willingness.stakes": _by(limit=_RISK, variants=("no_stakes",)),
    "willingness.elections": _by(
        limit="test_states.test_an_election_may_move_a_stance_either_way_and_not_beyond_the_code_book"
    ),
    "willingness.doubt": _by("P08", limit="test_states.test_doubt_is_logistic_about_zero"),
    "withdrawal.withdrawal": _by(
        "P39", limit="test_states.test_nobody_leaves_without_dead_or_with_full_support"
    ),
}
"""What notices each part; a part of which a simple switch fails no pattern has a limit case or a broken variant."""


def earned(found: Ablation) -> pd.DataFrame:
    """How every part earns its place: what notices that it is gone, and which headline it moves furthest.

    Parameters
    ----------
    found
        What `ablation` found.

    Returns
    -------
    DataFrame
        A row a part, in their order: what it means that it is off, what notices it, and of the headline that moves most
        for its size, beyond the noise, its name, change, interval and share; no name if nothing moves.

    Examples
    --------
    >>> from sim.analysis.ablation import PARTS, ablation
    >>> from sim.analysis.headlines import named
    >>> from sim.scenario import Scenario
    >>> found = ablation(Scenario(horizon=6), parts=PARTS[1:2], of=[named("force")], replicates=20)
    >>> earned(found)["noticed"].to_dict()
    {'arming.relief': 'P37 (C070); strength adds up'}
    """
    return pd.DataFrame(_rows(found)).set_index("part")


def _rows(found: Ablation) -> Iterator[dict[str, object]]:
    for part, rows in found.table.groupby("part", sort=False):
        row: dict[str, object] = {
            "part": part,
            "off": rows["off"].iloc[0],
            "noticed": NOTICED[str(part)].said(),
            "headline": "",
            "change": np.nan,
            "low": np.nan,
            "high": np.nan,
            "share": np.nan,
        }
        clear = rows[rows["separated"]]
        if len(clear):
            most = clear.iloc[int(clear["share"].abs().fillna(np.inf).to_numpy().argmax())]
            row |= {name: most[name] for name in ("headline", "change", "low", "high", "share")}
        yield row

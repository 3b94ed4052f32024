"""The broken variants: what is changed, where, and which patterns must notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One change of one text. Every pattern named here must reject it, on this many replicates."""

    name: str
    change: str
    file: str
    old: str
    new: str
    patterns: tuple[str, ...]
    replicates: int = 2_000


RULES = "sim/rules/"
MONTH = "sim/engine/month/"
"""A rule is asked by both engines; of the month, the patterns run what is translated."""
MUTANTS: tuple[Mutant, ...] = (
    # Willingness
    Mutant(
        "stance_ignored",
        "what a government has said weighs nothing",
        RULES + "willingness.py",
        "p.b_st * stance",
        "0.0 * p.b_st * stance",
        ("P06", "P07"),
    ),
    Mutant(
        "public_ignored",
        "a cabinet does not care what its public thinks",
        RULES + "willingness.py",
        "p.b_pub * (support - 0.5)",
        "0.0 * p.b_pub * (support - 0.5)",
        ("P31",),
    ),
    Mutant(
        "no_lost_trust",
        "trust in Washington returns as fast as it goes",
        RULES + "washington.py",
        "pace = p.trust_up if heard > before else p.trust_down",
        "pace = p.trust_up",
        ("P33",),
    ),
    Mutant(
        "us_absence_ignored",
        "a missing United States deters no cabinet",
        RULES + "willingness.py",
        "-p.b_us * dependence * (1.0 - m.us)",
        "-0.0 * p.b_us * dependence * (1.0 - m.us)",
        ("P02", "P04", "P08"),
    ),
    Mutant(
        "all_depend_alike",
        "every state depends on the United States as much as the next",
        RULES + "willingness.py",
        "-p.b_us * dependence * (1.0 - m.us)",
        "-p.b_us * 0.75 * (1.0 - m.us)",
        ("P34",),
    ),
    Mutant(
        "leaving_costs_nothing",
        "no audience at home minds when soldiers come back",
        RULES + "willingness.py",
        "return p.b_lock * min(1.0, months_deployed / p.lock_months)",
        "return 0.0",
        ("P35",),
    ),
    Mutant(
        "surprises_welcome",
        "an unsteady Washington encourages cabinets",
        RULES + "willingness.py",
        "-p.zeta * dependence * m.swing",
        "6.0 * p.zeta * dependence * m.swing",
        ("P22",),
    ),
    Mutant(
        "consent_does_not_matter",
        "contributors count as sent although the host has sent them away",
        MONTH + "countries.py",
        "own.barred[i] > 0.0 or m.host_consent <= 0.0",
        "own.barred[i] > 0.0",
        ("P38",),
    ),
    Mutant(
        "nobody_is_shocked",
        "no loss makes a contingent leave",
        RULES + "withdrawal.py",
        "p.exit0 * tenfolds",
        "0.0 * p.exit0 * tenfolds",
        ("P39",),
    ),
    Mutant(
        "peers_repel",
        "the company of others frightens",
        RULES + "willingness.py",
        "p.b_peer * pull_of_peers(p, joined_share)",
        "-p.b_peer * pull_of_peers(p, joined_share)",
        ("P09", "P10"),
    ),
    Mutant(
        "no_peers",
        "nobody looks at what the others do",
        RULES + "willingness.py",
        "p.b_peer * pull_of_peers(p, joined_share)",
        "0.0 * p.b_peer * pull_of_peers(p, joined_share)",
        ("P09", "P10"),
    ),
    Mutant(
        "no_fear_of_hot_war",
        "an ongoing war deters no cabinet",
        RULES + "willingness.py",
        "-p.b_hot * m.hostilities",
        "-0.0 * p.b_hot * m.hostilities",
        ("P11",),
    ),
    Mutant(
        "no_border_norm",
        "a large neighbour of Russia sends soldiers like anyone else",
        RULES + "willingness.py",
        "-p.b_norm * reach * m.threat",
        "-0.0 * p.b_norm * reach * m.threat",
        ("P05",),
    ),
    Mutant(
        "battlefield_discourages",
        "a better front makes cabinets less willing",
        RULES + "willingness.py",
        "p.b_Q * battlefield",
        "-p.b_Q * battlefield",
        ("P12",),
    ),
    Mutant(
        "mandate_ignored",
        "no cabinet minds in whose name it goes",
        RULES + "willingness.py",
        "p.b_m * mandate",
        "0.0 * p.b_m * mandate",
        ("P27",),
    ),
    # Parliament
    Mutant(
        "parliament_never_blocks",
        "every parliament consents",
        RULES + "parliament.py",
        "return draw < (1.0 - veto) + veto * vote",
        "return True",
        ("P21",),
    ),
    Mutant(
        "parliament_always_blocks",
        "a parliament with any veto refuses",
        RULES + "parliament.py",
        "return draw < (1.0 - veto) + veto * vote",
        "return draw < 1.0 - veto",
        ("P21",),
    ),
    # Force generation
    Mutant(
        "no_rotation",
        "one unit keeps one in place for years",
        RULES + "force.py",
        "(1.0 - reserve_share) / p.rotation",
        "(1.0 - reserve_share)",
        ("P01", "P02"),
    ),
    Mutant(
        "no_border_reserve",
        "a border with Russia ties down no army",
        RULES + "force.py",
        "if c.border_km <= 0.0:",
        "if c.border_km >= 0.0:",
        ("P05",),
    ),
    Mutant(
        "tokens_without_limit",
        "a token contribution is half of the active force",
        RULES + "force.py",
        "min(p.token_share * c.personnel, p.token_max)",
        "0.5 * c.personnel",
        ("P01", "P26"),
    ),
    Mutant(
        "no_enabler_ceiling",
        "enablers limit nothing",
        MONTH + "deployment.py",
        "carry = min(m.lift, m.sustainment)",
        "carry = 1e9",
        ("P29",),
    ),
    Mutant(
        "us_enables_nothing",
        "US airlift keeps nobody supplied",
        RULES + "enablers.py",
        "p.sustain_US * trust * s.us_airlift",
        "0.0 * p.sustain_US * trust * s.us_airlift",
        ("P29", "P46"),
    ),
    Mutant(
        "promises_are_kept",
        "every soldier pledged arrives",
        MONTH + "deployment.py",
        "p.conv * own.pledged[i] * arriving",
        "own.pledged[i] * arriving",
        ("P24",),
    ),
    Mutant(
        "more_than_asked_for",
        "the force may outgrow the request",
        MONTH + "deployment.py",
        "min(k.request, carry)) * m.host_consent",
        "carry) * m.host_consent",
        ("P24",),
    ),
    # Ukraine
    Mutant(
        "arms_are_lost",
        "arms add nothing to Ukrainian strength",
        RULES + "arming.py",
        "1.0 + delivered + trained",
        "1.0 + trained",
        ("P36",),
    ),
    Mutant(
        "support_frees_nobody",
        "soldiers in the rear do nothing for the front",
        RULES + "arming.py",
        "return p.relief * spare_troops",
        "return 0.0",
        ("P37",),
    ),
    # Tripwire, denial and Moscow
    Mutant(
        "additive_tripwire",
        "presence and resolve add up, so that an inert force deters",
        MONTH + "outlook.py",
        "a.europe = engaged * answer",
        "a.europe = 0.5 * engaged + 0.5 * answer",
        ("P14", "P45"),
    ),
    Mutant(
        "us_guarantee_ignored",
        "Moscow does not reckon with the United States",
        RULES + "tripwire.py",
        "p.g_U * us *",
        "0.0 * p.g_U * us *",
        ("P18",),
    ),
    Mutant(
        "anywhere_is_near",
        "a force 1,000 km back is worth as much as one at the line",
        RULES + "denial.py",
        "return p.prox_floor + (1.0 - p.prox_floor) * location",
        "return 1.0",
        ("P15", "P30"),
    ),
    Mutant(
        "no_guarantee",
        "the United States carries and feeds the force, but stands behind nothing",
        RULES + "washington.py",
        "return trusted * s.us_guarantee",
        "return 0.0",
        ("P16",),
    ),
    Mutant(
        "always_in_the_way",
        "every attack hits the force, wherever it stands",
        RULES + "tripwire.py",
        "return 1.0 - exp(-exposed_troops / p.F0)",
        "return 1.0",
        ("P40",),
    ),
    Mutant(
        "probes_ignore_answers",
        "Moscow tests a force that shoots back as often as one that watches",
        RULES + "moscow.py",
        "- p.b_answer * m.belief",
        "- 0.0 * p.b_answer * m.belief",
        ("P14",),
    ),
    Mutant(
        "visibility_calms",
        "Moscow leaves NATO and nearness alone",
        RULES + "moscow.py",
        "+ p.probe_near * (a.location - CITIES)\n        + p.probe_nato * s.nato_visibility",
        "- p.probe_near * (a.location - CITIES)\n        - p.probe_nato * s.nato_visibility",
        ("P20",),
    ),
    # Rules of engagement
    Mutant(
        "always_believed",
        "Moscow is sure of an answer, whatever it sees",
        RULES + "learning.py",
        "return practised(p, min(1.0, p.faith * by_rules), answered, ignored)",
        "return 1.0",
        ("P14",),
    ),
    Mutant(
        "everybody_answers",
        "a force answers every incident, whatever its rules",
        RULES + "learning.py",
        "clip(roe * (p.roe_base + p.roe_us * us), 0.0, 1.0)",
        "1.0",
        ("P14",),
    ),
    # Escalation and casualties
    Mutant(
        "answers_are_war",
        "every answer leaps to the top of the ladder",
        RULES + "escalation.py",
        "return max(min(DIRECT_WAR, start + leap), DEADLY if killed else EXCHANGE)",
        "return DIRECT_WAR",
        ("P19",),
    ),
    # Standing, truce, targets, strength
    Mutant(
        "nobody_is_bound",
        "who stands its ground is as free to leave as before",
        RULES + "standing.py",
        "return clip(2.0 - months_since / p.bind_months, 0.0, 1.0)",
        "return 0.0",
        ("P41",),
    ),
    Mutant(
        "all_run",
        "whoever is hit leaves, whatever Moscow reckoned with",
        MONTH + "standing.py",
        "draws.countries[i].nerve < standing.chance(own.odds[i], m.shared_odds)",
        "draws.countries[i].nerve < 0.0",
        ("P41", "P45"),
    ),
    Mutant(
        "stake_ignored",
        "the near stand no more often than the far",
        RULES + "standing.py",
        "p.bind_near * (near - USUAL_NEARNESS)",
        "0.0 * p.bind_near * (near - USUAL_NEARNESS)",
        ("P47",),
    ),
    Mutant(
        "learning_from_noise",
        "what the force does teaches Moscow and changes nothing in the force",
        MONTH + "phases.py",
        "learning.practised(p, ruled, w.answered, w.ignored)",
        "ruled",
        ("P45",),
        replicates=16_000,
    ),
    Mutant(
        "kyiv_signs_for_both",
        "a truce needs no Russian signature",
        MONTH + "truce.py",
        "return truce.kyiv_signs(p, m, push) and truce.moscow_signs(p, s, m, troops, push)",
        "return truce.kyiv_signs(p, m, push)",
        ("P42",),
    ),
    Mutant(
        "truces_never_break",
        "whatever is signed holds until an attack",
        RULES + "truce.py",
        "return odds / (1.0 + odds)",
        "return 0.0",
        ("P48",),
    ),
    Mutant(
        "own_strength_cancels",
        "the risk without a force is measured at the drawn strengths",
        RULES + "denial.py",
        "return 1.0 / (1.0 + power(p.usual_balance, p.k))",
        "return attack_succeeds(p, p.UA, 0.0)",
        ("P43",),
    ),
    Mutant(
        "no_soft_targets",
        "Moscow tests those who could answer as readily as those who could not",
        RULES + "moscow.py",
        "- p.b_soft * (1.0 - exp(-able / p.F_soft))",
        "- 0.0 * p.b_soft * (1.0 - exp(-able / p.F_soft))",
        ("P44",),
    ),
    Mutant(
        "cover_is_free",
        "a force without air defence or intelligence is as safe as one with both",
        RULES + "enablers.py",
        "return protected / troops if troops > protected else 1.0",
        "return 1.0",
        ("P46",),
    ),
    # Kyiv
    Mutant(
        "need_grows_with_success",
        "the better the front, the more Kyiv asks for",
        RULES + "kyiv.py",
        "p.demand0 - p.demand_Q * battlefield",
        "p.demand0 + p.demand_Q * battlefield",
        ("P12",),
    ),
)

"""What the review found wrong: A1 to A12."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import sim
from sim.analysis.against_record import GROUND, against_record
from sim.analysis.episodes import of_ledger
from sim.analysis.hindcast import auc, hindcast
from sim.evidence import load
from sim.evidence.recorded import NO, recorded_codes
from sim.scenario import levers
from sim.stats import intervals
from tools.findings.lab import REPLICATES, SEED, attack, each, finding, ground, helping, mean, runs


@finding("A1")
def silence() -> str:
    """On the ground: states without a stance; states that refused on the record, with full US backing."""
    silent = [code for code in load().codes if code not in load().stances["sep2025"]]
    refused = [code for code, word in recorded_codes("sep2025").items() if word <= NO]
    base = ground(runs()).sel(country=silent)
    backed = ground(runs(us_backing=1.0, us_volatility=0.0)).sel(country=refused)
    most = {code: f"{float(backed.sel(country=code)):.2f}" for code in refused}
    if "evidence" in levers.BY_NAME:
        told = ground(runs(evidence="record")).sel(country=refused).to_series()
        most |= {f"as told by the record {told.idxmax()}": f"{told.max():.2f}"}
    return f"{len(silent)} silent, {each((float(base.min()), float(base.max())), 2)}; backed: " + ", ".join(
        f"{code} {share}" for code, share in most.items()
    )


@finding("A2")
def record() -> str:
    """AUC against the record of July: on the ground, stance; stances removed; no vetoes either; terms below ½ then."""
    kept, removed, unbound = (
        against_record(sim.Scenario(parliament=vetoes), stances=stances, replicates=REPLICATES, seed=SEED)
        for stances, vetoes in (("kept", 1.0), ("removed", 1.0), ("removed", 0.0))
    )
    rows = removed.table[removed.table["verdict"].str.contains("against")]
    wrong = [f"{name} {row:.2f}" for name, row in rows["auc"].items() if name not in (GROUND, "willingness")]
    present = [held.table["auc"][GROUND] for held in (kept, removed, unbound)]
    told = f"{present[0]:.2f}, {kept.table['auc']['stance']:.2f}; {present[1]:.2f}; {present[2]:.2f}"
    return f"{told}; {', '.join(wrong) or 'none'}"


@finding("A3")
def one_state_is_the_force() -> str:
    """Largest shares of all soldiers; what a state sends if it comes: the three that send most, Germany, Greece."""
    troops = runs()["troops_by_country"]
    share = (troops.sum("replicate") / float(troops.sum())).to_series()
    sent = troops.where(troops > 0).mean("replicate").to_series()
    shares = [f"{code} {part:.3f}" for code, part in share.nlargest(3).items()]
    most = pd.concat([sent.nlargest(3), sent[["DEU", "GRC"]]])
    return f"{', '.join(shares)}; {', '.join(f'{code} {soldiers:,.0f}' for code, soldiers in most.items())}"


@finding("A4")
def helping_without_soldiers() -> str:
    """Trains, is a hub or a base: Poland, Hungary, the least of all states."""
    helps = helping(runs()).mean("replicate").to_series()
    return f"{each((helps['POL'], helps['HUN'], helps.min()), 2)} ({helps.idxmin()})"


@finding("A5")
def border_norm() -> str:
    """Poland: mean stance and border terms; on the ground as reported and with a stance of +3."""
    terms = sim.explain(sim.Scenario(), "POL", seed=SEED, replicates=REPLICATES)["mean"]
    named = ", ".join(f"{term} {terms[term]:+.2f}" for term in ("stance", "border_norm") if term in terms)
    joins = [float(ground(runs(stances=said)).sel(country="POL")) for said in ({}, {"POL": 3.0})]
    return f"{named}; {each(joins)}"


@finding("A6")
def distance_and_public() -> str:
    """Span over states of nearness and public, beside the spread of doubt; Italy: both, and the sum."""
    tables = {
        code: sim.explain(sim.Scenario(), code, seed=SEED, replicates=2_000)[["mean", "sd"]]
        for code in load().codes
    }
    told = []
    for term in ("nearness", "public"):
        means = [table["mean"][term] for table in tables.values() if term in table.index]
        told.append(f"{term} {min(means):+.2f} to {max(means):+.2f}" if means else f"{term} is no term now")
    own_terms = tables["ITA"]["mean"].index.intersection(["nearness", "public", "willingness"])
    italy = tables["ITA"]["mean"][own_terms]
    own = ", ".join(f"{term} {value:+.2f}" for term, value in italy.items())
    return f"{'; '.join(told)}; doubt {tables['ITA']['sd']['doubt']:.2f}; Italy: {own}"


@finding("A7")
def after_an_attack() -> str:
    """Soldiers left 6 months after an attack, share of those before, by theory; P(direct war if attacked)."""
    told = []
    for theory in load().theories:
        ds = runs(theory=theory, horizon=60)
        struck = np.flatnonzero(ds["attacked"].values * (ds["attack_month"].values <= 47))
        month = ds["attack_month"].values[struck].astype(int)
        path = ds["deployed_path"].transpose("replicate", "month").values[struck]
        before, later = (path[np.arange(len(struck)), month + lag] for lag in (-1, 6))
        war = float(ds["direct_war"].values[struck].mean())
        told.append(f"{theory} {later[month > 0].sum() / before[month > 0].sum():.2f}, {war:.2f}")
    return "; ".join(told)


@finding("A8")
def strength_counts() -> str:
    """P5y of an attack at an adversary of 100,000 / 500,000 / 1.9 million: no force; 40,000 granted."""
    sizes = [{"RU": strength} for strength in (100_000.0, 500_000.0, 1_900_000.0)]
    none = [attack(force_size=0, assume=size) for size in sizes]
    force = [attack(force_size=40_000, force_generation="granted", assume=size) for size in sizes]
    return f"{each(none)}; {each(force)}"


@finding("A9")
def hindsight() -> str:
    """Hindcast AUC: model, great-power backing alone, four codes alike, 5,000 soldiers for all, alliance_only."""
    missions = of_ledger()
    happened = np.array([mission.happened for mission in missions])
    codes = ("roe_permissiveness", "great_power_backing", "host_consent", "adversary_consent")
    coded = np.array([[mission.codes[code] for code in codes] for mission in missions])
    scores = [-coded[:, 1], -coded.sum(axis=1)]
    for change in ({"force_size": 5_000}, {"theory": "alliance_only"}):
        scenarios = [mission.scenario("consensus").but(**change) for mission in missions]
        ds = sim.simulate({str(k): one for k, one in enumerate(scenarios)}, 400, SEED, detail=False)
        scores.append(ds["attacked"].mean("replicate").values)
    model = float(hindcast(replicates=400, seed=SEED).table["auc"]["model"])
    return each([model, *(auc(score, happened) for score in scores)], 2)


@finding("A10")
def deal() -> str:
    """P(deal): Russian consent 0 / 1; battlefield −1 / 0 / 1; P(attack) at b_deal 0 / 0.8."""
    consent = [mean("deal", russian_consent=level) for level in (0.0, 1.0)]
    front = [mean("deal", battlefield=level) for level in (-1.0, 0.0, 1.0)]
    known = "b_deal" in load().parameters
    calm = each([mean("attacked", assume={"b_deal": value}) for value in (0.0, 0.8)]) if known else "none"
    return f"{each(consent)}; {each(front)}; {calm}"


@finding("A11")
def headline() -> str:
    """What a missing US adds to P5y: points, Monte-Carlo interval; over theories; over the baseline .1 to .9."""
    alone = {"us_backing": 0.0, "us_volatility": 0.0, "us_parts": [], "horizon": 60}
    backed = {"us_backing": 1.0, "us_volatility": 0.0, "horizon": 60}

    def added(**changed: Any) -> NDArray[np.float64]:
        without, with_us = (runs(**levers, **changed)["attacked"] for levers in (alone, backed))
        return np.asarray(100.0 * (without.values - with_us.values))

    base = added()
    sure = intervals.change(base / 100.0, flag=True)
    theories = [float(added(theory=theory).mean()) for theory in load().theories]
    knob = [float(added(baseline_attack_risk=risk).mean()) for risk in (0.1, 0.3, 0.6, 0.9)]
    ends = f"{min(theories):+.1f} to {max(theories):+.1f}; {min(knob):+.1f} to {max(knob):+.1f}"
    return f"{base.mean():+.1f} ({100 * sure.low:+.1f} to {100 * sure.high:+.1f}); {ends}"


@finding("A12")
def as_expected() -> str:
    """Spring against January: soldiers, per cent; the United Kingdom on the ground in January / spring."""
    january, spring = runs(reading="jan2025"), runs(reading="mar2025")
    change = 100.0 * (float(spring["deployed"].mean()) / float(january["deployed"].mean()) - 1.0)
    joins = [float(ground(ds).sel(country="GBR")) for ds in (january, spring)]
    return f"{change:+.1f} %; {each(joins, 2)}"

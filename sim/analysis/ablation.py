"""Each mechanism earns its place: what becomes of the headlines when a part of the model is switched off.

A part is switched off by fixing parameters at a value where it does nothing, or by a lever; `PARTS` has how, for every
mechanism of `sim.rules`. Both models meet the same chance, pair by pair. What moves no headline beyond the noise is
listed: it may still serve a pattern, a limit case or an episode, or it is to go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis import headlines, validation
from sim.analysis.headlines import HEADLINES, Headline
from sim.evidence import load
from sim.scenario import Scenario
from sim.scenario.errors import check_seed
from sim.stats import intervals
from sim.wording import labels

PLENTY = 500_000.0
"""Troops that no force comes near: a kind of enabler that is never scarce."""


@dataclass(frozen=True)
class Part:
    """A part of a mechanism, what it means that it is off, and how it is switched off."""

    mechanism: str
    name: str
    off: str
    assume: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The part with its mechanism."""
        return f"{self.mechanism}.{self.name}"

    def switched_off(self, base: Scenario) -> Scenario:
        """The scenario without this part."""
        fixed = dict(base.assume) | dict(self.assume)
        return base.but(assume=fixed, **self.levers) if fixed else base.but(**self.levers)


def _zero(mechanism: str, **parts: tuple[str, ...]) -> Iterator[Part]:
    """Parts that are off when parameters are zero: the first word of each row says what is off, the rest which."""
    for name, (off, *parameters) in parts.items():
        yield Part(mechanism, name, off, dict.fromkeys(parameters, 0.0))


def modes() -> dict[str, float]:
    """Every parameter at its likeliest value."""
    return {name: one.mode for name, one in load().parameters.items()}


PARTS: tuple[Part, ...] = (
    *_zero(
        "arming",
        training=("training adds nothing", "dq"),
        relief=("support soldiers free nobody", "relief"),
        air=("an air effort adds nothing", "air_denial"),
    ),
    *_zero(
        "casualties",
        incident_dead=("probes kill nobody", "kia_prob"),
        attack_dead=("an attack kills nobody of the force", "attack_loss"),
        hamstrung=("weak rules cost no lives", "soft"),
        bare=("missing cover costs no lives", "uncovered"),
    ),
    *_zero(
        "conference",
        peers=("states do not look at each other", "b_peer"),
        conditions=("what states named as a condition weighs nothing", "b_cond"),
    ),
    Part("conference", "conference", "no conference is held", levers={"conference": 0.0}),
    *_zero(
        "cost",
        soldiers_cost=("soldiers cost nothing", "c_s"),
        other_costs=("arms, training and what flies cost nothing", "c_arm", "c_home", "c_air"),
    ),
    Part("denial", "fighting_worth", "soldiers hardly fight", {"quality": 0.1}),
    *_zero(
        "denial",
        front_in_strength=("the front does not change Ukrainian strength", "battle_UA"),
    ),
    Part("enablers", "carry", "supply is never scarce", {"sustain_EU": PLENTY}),
    Part(
        "enablers",
        "cover",
        "air defence and intelligence are never scarce",
        {"air_defence_EU": PLENTY, "intelligence_EU": PLENTY},
    ),
    *_zero(
        "escalation",
        climb=("an answered probe climbs no ladder", "clash", "esc_nato"),
        war=("no attack becomes a direct war", "war_E", "war_U"),
        visible=("NATO visibility makes nothing climb", "esc_nato"),
    ),
    *_zero(
        "force",
        reserve=("no state keeps a reserve of its own", "hold"),
        free_riding=("others' pledges lower nobody's own", "rho_pub"),
        basing=("bases next door relieve nobody", "basing_relief"),
        token=("no state sends a token", "token_share", "token_max"),
    ),
    Part("force", "slippage", "every promise arrives", {"conv": 1.0}),
    Part("force", "pace", "forces move within weeks", {"tau": 0.5, "tau_out": 0.5}),
    Part("kyiv", "demand", "Kyiv asks for no guarantee", {"demand0": 0.0, "demand_Q": 0.0}),
    Part("learning", "memory", "nobody learns from an incident", {"n0": 100.0, "forget": 1.0}),
    *_zero("learning", us_rules=("US backing does not embolden the force", "roe_us")),
    *_zero(
        "moscow",
        choice=("what an attack is worth does not matter to Moscow", "Lambda"),
        gain=("the odds of a fight are worth nothing to Moscow", "V"),
        response=("an answer costs Moscow nothing", "C_EU", "C_US"),
        provocation=("presence provokes nobody", "b_prov"),
        consent=("Russian consent restrains nobody", "b_consent"),
        fighting=("a hot war makes no attack or probe likelier", "b_fighting"),
        answer=("what answers is probed as much", "b_answer"),
        soft_target=("what cannot strike back is probed as much", "b_soft"),
        losses=("the front does not change probing", "b_losses"),
        nato=("NATO visibility invites no probe", "probe_nato"),
    ),
    Part("parliament", "veto", "no parliament can refuse", levers={"parliament": 0.0}),
    *_zero(
        "parliament",
        swayed=("neither backing nor mandate sways a parliament", "par_us", "par_m"),
    ),
    Part("priors", "uncertainty", "every parameter is at its likeliest value", modes()),
    *_zero(
        "publics",
        grief=("the dead move no public", "mu"),
        drift=("support does not drift", "drift"),
        rally=("no public rallies", "rally"),
        poll_error=("polls are exact", "poll_sd"),
    ),
    Part("roles", "side_by_side", "nothing but soldiers is on offer", levers={"roles": ("protection",)}),
    *_zero("roles", aptitude=("who is fit for a role does not matter", "b_apt")),
    Part(
        "roles",
        "risk_by_role",
        "all roles weigh risk alike",
        dict.fromkeys(("risk_outside", "risk_air", "risk_support"), 1.0),
    ),
    Part("standing", "standing", "nobody stands who is hit", {"bind": -20.0}),
    *_zero("standing", surge=("who stood adds nothing", "surge")),
    Part("tripwire", "exposure", "hardly an attack meets the force", {"F0": PLENTY}),
    Part("tripwire", "presence", "presence does not count, the guarantee does", {"presence": 0.0}),
    Part("truce", "truce", "Moscow signs nothing", {"claim0": 1.0, "claim_Q": 0.0, "aversion": 5.0}),
    *_zero(
        "truce",
        breaking=("a truce breaks by attack alone", "frail0"),
        watch=("monitoring makes no truce firmer", "b_watch"),
        flare=("a truce that breaks leaves no fighting", "flare"),
        forced=("a forced truce breaks no sooner", "b_forced"),
    ),
    Part("washington", "distrust", "trust follows the signal at once", {"trust_up": 1.0, "trust_down": 1.0}),
    *_zero("washington", feedback=("European effort does not move Washington", "r_s")),
    Part("washington", "volatility", "the signal is steady", levers={"us_volatility": 0.0}),
    *_zero(
        "willingness",
        inclination=("no state is inclined to help", "b0"),
        mandate=("a mandate sways no government", "b_m"),
        battlefield=("the front sways no government", "b_Q"),
        aid_given=("what was given binds nobody", "b_aid"),
        stance=("what was said of soldiers weighs nothing", "b_st"),
        said_of_helping=("what was said of helping weighs nothing", "b_help"),
        public=("publics weigh nothing", "b_pub"),
        lock_in=("leaving costs a government nothing", "b_lock"),
        us_absence=("a missing US weighs nothing", "b_us"),
        us_ambiguity=("mixed signals weigh nothing", "zeta"),
        hostilities=("a hot war weighs nothing", "b_hot"),
        expected_dead=("the dead expected weigh nothing", "b_dead"),
        expected_war=("the war expected weighs nothing", "b_war"),
        warning=("Russian threats weigh nothing", "b_warn"),
        cost=("what soldiers cost weighs nothing", "b_cost"),
        bare=("missing cover scares nobody", "b_bare"),
        stakes=("the attack expected weighs nothing", "b_stakes"),
        elections=("elections change nobody's stance", "turnover"),
    ),
    Part("willingness", "doubt", "little about a cabinet is unknown", {"doubt": 0.05}),
    *_zero("withdrawal", withdrawal=("nobody leaves after losses", "exit0")),
)
"""Every part that can be switched off, at least one a mechanism."""


@dataclass(frozen=True)
class Ablation:
    """Change of every headline by part: `table` has a row for both, `full` the headlines of the whole model."""

    table: pd.DataFrame
    full: dict[str, float]
    seed: int
    replicates: int
    scenario_hash: str

    @property
    def idle(self) -> list[str]:
        """Parts that move no headline beyond the noise."""
        moved = self.table.groupby("part", sort=False)["separated"].any()
        return [str(name) for name in moved.index[~moved]]

    def of(self, headline: str) -> pd.DataFrame:
        """Changes of one headline by part, the largest first."""
        found = self.table[self.table["headline"] == headline].set_index("part")
        return found.loc[found["change"].abs().sort_values(ascending=False).index]

    def sentence(self) -> str:
        """Which part moves each headline most, those that cannot be told apart from it, and what moves none."""
        most = [f"{name} by {labels.either(self.leaders(name))}" for name in self.full]
        idle = f" No headline is moved by {labels.listed(self.idle)}." if self.idle else ""
        return f"Moved most, of {self.table['part'].nunique()} parts: {', '.join(most)}.{idle}"

    def leaders(self, headline: str) -> list[str]:
        """The part that moves a headline most, and those whose intervals overlap its own; none where none is seen."""
        seen = self.of(headline).query("separated")
        size, half = seen["change"].abs(), (seen["high"] - seen["low"]) / 2
        return [str(name) for name in seen.index[size + half >= (size - half)[:1].sum()]]

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


def ablation(
    scenario: Scenario | None = None,
    *,
    parts: Sequence[Part] = PARTS,
    of: Sequence[Headline] = HEADLINES,
    replicates: int = 2_000,
    seed: int = 1,
) -> Ablation:
    """How much every headline changes when one part of the model is switched off.

    Parameters
    ----------
    scenario
        The base around which the headlines are taken; left out, the base scenario.
    parts, of
        What is switched off, one at a time, and which headlines are looked at.
    replicates
        Runs of each scenario, at least 2.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Ablation
        For each part and headline the change (switched off less whole) with its paired 95 % interval, the change as a
        share of the headline, and whether it stands out of the noise.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = ablation(Scenario(horizon=6), parts=PARTS[:1], of=HEADLINES[:2], replicates=20)
    >>> list(found.table["headline"]), found.idle
    (['force', 'states'], ['arming.training'])
    """
    base = Scenario() if scenario is None else scenario
    replicates, seed = validation.count("replicates", replicates, 2), check_seed(seed)
    whole = headlines.values(base, of, replicates=replicates, seed=seed)
    rows: list[dict[str, Any]] = []
    for part in parts:
        without = headlines.values(part.switched_off(base), of, replicates=replicates, seed=seed)
        rows += _changes(part, of, without - whole, whole.mean(axis=1))
    return Ablation(
        table=pd.DataFrame(rows),
        full={headline.name: float(mean) for headline, mean in zip(of, whole.mean(axis=1), strict=True)},
        seed=seed,
        replicates=replicates,
        scenario_hash=base.digest,
    )


def _changes(
    part: Part, of: Sequence[Headline], differences: intervals.Reals, full: intervals.Reals
) -> Iterator[dict[str, Any]]:
    """A row a headline: how it changes without the part."""
    found = intervals.mean(differences)
    clear = intervals.separated(differences, found)
    for k, headline in enumerate(of):
        yield {
            "part": part.title,
            "off": part.off,
            "headline": headline.name,
            "change": float(found.mean[k]),
            "low": float(found.low[k]),
            "high": float(found.high[k]),
            "share": float(found.mean[k] / abs(full[k])) if full[k] else np.nan,
            "separated": bool(clear[k]),
        }

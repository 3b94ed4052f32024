"""What one row of each ledger means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sim.evidence.own_rows import NO_OVERLAY, Overlay

MAY_SET = frozenset({"reporting", "official statement", "anonymous official", "expert"})
"""Kinds of evidence that may set a stance or a reading; opinion and reader comments may only motivate."""


@dataclass(frozen=True, slots=True)
class Article:
    """One of the seed articles; articles with the same `observation` count as one witness."""

    article: str
    what: str
    outlet: str
    dated: str
    paragraphs: int
    observation: str
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One paraphrased statement and the paragraphs of the article it stands in."""

    claim_id: str
    article: str
    date: str
    paragraphs: tuple[int, ...]
    actors: tuple[str, ...]
    construct: str
    type: str
    paraphrase: str
    direction: str
    magnitude: str
    bears_on: str
    condition: str
    contradictions: tuple[str, ...]
    evidence_kind: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where articles disagree, how the model keeps the disagreement open, and the claims that make it."""

    set_id: str
    topic: str
    positions: str
    modelling_resolution: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A state that acts; `kind` is contributor, washington, moscow or kyiv."""

    code: str
    name: str
    lat: float
    lon: float
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One number about one country, with who says so."""

    code: str
    name: str
    value: float
    unit: str
    source: str
    grade: str
    confidence: str
    note: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Stance:
    """A government's position at one reading, after the articles; `carried` names the reading it was last heard at."""

    reading: str
    code: str
    value: int
    claims: tuple[str, ...]
    wording: str
    carried: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """What an office of a state said in public on one day; `decides` if it is taken for the government's own word."""

    code: str
    date: str
    office: str
    about: str
    scope: str
    conditions: str
    stance: int | None
    decides: bool
    paraphrase: str
    source: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Poll:
    """One question put to a public; `asks` is own (soldiers for a peace force), war, or other."""

    code: str
    date: str
    pollster: str
    wording: str
    condition: str
    asks: str
    in_favour: float | None
    against: float | None
    undecided: float | None
    grade: str
    confidence: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Election:
    """A national election by its month; `decides` if it can change who decides about soldiers."""

    code: str
    month: str
    what: str
    decides: bool
    source: str
    grade: str
    confidence: str
    note: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a state makes its soldiers depend on, from one day on.

    `value`: US backing (`us`), troops (`size`), index of the mandate, or code of the state that goes first (`leader`).
    """

    code: str
    kind: str
    value: float | str
    layer: str
    since: str
    claims: tuple[str, ...]
    grade: str
    wording: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The US signal (0 to 1) and the battlefield picture (-1 to 1) of one dated moment."""

    reading: str
    date: str
    label: str
    us_backing: float
    battlefield: float
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A prior: low, mode and high, inside a floor and a ceiling that no theory may leave."""

    mechanism: str
    name: str
    low: float
    mode: float
    high: float
    floor: float
    ceiling: float
    unit: str
    grade: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Theory:
    """A school of thought: the priors it replaces, each as (low, mode, high)."""

    name: str
    summary: str
    source: str
    overrides: Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Mission:
    """A historical episode for the hindcast; `*_obj` are facts, the other scores one coder's judgement."""

    episode_id: str
    mission: str
    cluster: str
    conflict_type: str
    years: str
    ref_window: str
    deterred_party: str
    troops_peak: float
    troops_conf: str
    line_km: float | None
    area_km2: float | None
    roe_permissiveness: float
    roe_reason: str
    great_power_backing: float
    backing_reason: str
    host_consent: float
    adversary_consent: float
    adversary_relative_capability: float
    impartial: bool
    major_hostilities_within_5y: bool
    low_level_probing: bool
    bystander: bool
    outcome_conf: str
    alt_outcome: bool
    note_or_disagreement: str
    source: str
    fit_include: bool
    lead_power_troops_obj: bool
    mandate_enforcement_obj: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A stylised fact the model must show, and the test it implies."""

    pattern_id: str
    name: str
    test: str
    claims: tuple[str, ...]
    basis: str
    kind: str


@dataclass(frozen=True, eq=False)
class Evidence:
    """All ledgers together; `digest` changes when any byte of any ledger does."""

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    contradictions: tuple[Contradiction, ...]
    countries: tuple[Country, ...]
    facts: Mapping[tuple[str, str], Fact]
    readings: Mapping[str, Reading]
    stances: Mapping[str, Mapping[str, Stance]]
    helping: Mapping[str, Mapping[str, Stance]]
    record: tuple[Remark, ...]
    polls: tuple[Poll, ...]
    elections: tuple[Election, ...]
    conditions: tuple[Condition, ...]
    parameters: Mapping[str, Parameter]
    theories: Mapping[str, Theory]
    missions: tuple[Mission, ...]
    patterns: tuple[Pattern, ...]
    digest: str
    overlay: Overlay = NO_OVERLAY

    @property
    def contributors(self) -> tuple[Country, ...]:
        """The states that could send soldiers, in file order."""
        return tuple(country for country in self.countries if country.kind == "contributor")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Alpha-3 codes of the contributors, in file order."""
        return tuple(country.code for country in self.contributors)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of all countries by their code."""
        return {country.code: country.name for country in self.countries}

    def fact(self, code: str, name: str) -> Fact | None:
        """Return a number about a country, or None: unknown stays unknown."""
        return self.facts.get((code, name))

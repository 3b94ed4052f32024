"""The ledgers say what they should, and the loader refuses what they may not say."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import statistics
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

import sim.evidence
from sim.evidence import Evidence, EvidenceError, load
from sim.evidence.checks import CUT_OFF
from sim.evidence.ledgers import COLUMNS
from sim.evidence.polls import supports
from sim.evidence.records import MAY_SET
from sim.scenario import roster
from sim.scenario.levers import MANDATES
from sim.scenario.provenance import SourceRow, rows

PACKAGED = Path(sim.evidence.__file__).parent
ROOT = PACKAGED.parent.parent
SHINGLES = Path(__file__).parent / "article_shingles.txt"
PARAMETERS = """mechanism,parameter,low,mode,high,floor,ceiling,unit,grade,source,note
willingness,b_us,1.2,2.0,2.8,0,10,logit,C,C111 C121,
tripwire,F0,1500,4000,8000,50,500000,troops,B,Schelling 1966,
publics,drift,0,0.001,0.003,-0.05,0.05,share per month,D,assumption,
"""
THEORIES = """theory,parameter,low,mode,high,source,note
consensus,,,,,parameters.csv,All of it counts.
local_balance,,,,,Reiter & Poast 2021,Only mass deters.
local_balance,F0,30000,40000,60000,Reiter & Poast 2021,a tripwire needs mass
"""


@pytest.fixture(scope="module")
def ev() -> Evidence:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the ledgers that a test may damage, with small priors of its own."""
    for file in COLUMNS:
        shutil.copy(PACKAGED / file, tmp_path / file)
    (tmp_path / "parameters.csv").write_text(PARAMETERS, encoding="utf-8")
    (tmp_path / "theories.csv").write_text(THEORIES, encoding="utf-8")
    return tmp_path


def change(path: Path, match: dict[str, str], to: dict[str, str]) -> int:
    """Overwrite cells of the first row that matches; return its line."""
    with path.open(encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream))
    index = next(i for i, row in enumerate(table) if match.items() <= row.items())
    table[index].update(to)
    write(path, table)
    return index + 2


def write(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


POLAND_VETO = {"code": "POL", "fact": "veto"}
POLAND_SEP = {"code": "POL", "reading": "sep2025"}
NORWAY_SEP = {"code": "NOR", "reading": "sep2025"}
MERZ = {"code": "DEU", "date": "2025-05-07"}
DANES = {"code": "DNK", "asks": "own"}
BERLIN = {"code": "DEU", "layer": "articles"}
BRUSSELS = {"code": "BEL", "kind": "leader", "value": "FRA"}
B_US = {"parameter": "b_us"}
OVERRIDE = {"theory": "local_balance", "parameter": "F0"}

DAMAGE = [
    ("facts.csv", POLAND_VETO, {"source": ""}, "source", "needs a source"),
    ("facts.csv", POLAND_VETO, {"source": "  "}, "source", "needs a source"),
    ("facts.csv", POLAND_VETO, {"code": "XXX"}, "code", "alpha-3"),
    ("facts.csv", {"code": "NOR", "fact": "veto"}, {"code": "NO"}, "code", "Norway is NOR"),
    ("facts.csv", {"code": "NOR", "fact": "veto"}, {"code": "False"}, "code", "Norway is NOR"),
    ("facts.csv", POLAND_VETO, {"unit": ""}, "unit", "needs a unit"),
    ("facts.csv", POLAND_VETO, {"unit": "percent"}, "unit", "given in share"),
    ("facts.csv", POLAND_VETO, {"grade": ""}, "grade", "A | B | C | D"),
    ("facts.csv", POLAND_VETO, {"grade": "E"}, "grade", "A | B | C | D"),
    ("facts.csv", POLAND_VETO, {"confidence": "certain"}, "confidence", "high | low | medium"),
    ("facts.csv", POLAND_VETO, {"value": "nan"}, "value", "finite"),
    ("facts.csv", POLAND_VETO, {"value": "inf"}, "value", "finite"),
    ("facts.csv", POLAND_VETO, {"value": "1e999"}, "value", "finite"),
    ("facts.csv", POLAND_VETO, {"value": "unknown"}, "value", "finite"),
    ("facts.csv", POLAND_VETO, {"value": "1_0"}, "value", "finite"),
    ("facts.csv", POLAND_VETO, {"value": "0,3"}, "value", "finite"),
    ("facts.csv", POLAND_VETO, {"value": "30"}, "value", "between 0 and 1"),
    ("facts.csv", POLAND_VETO, {"fact": "mood"}, "fact", "allowed"),
    ("facts.csv", POLAND_VETO, {"fact": "seats"}, "fact", "already given"),
    ("facts.csv", POLAND_VETO, {"as_of": "2025-08"}, "as_of", "not after 2025-07"),
    ("facts.csv", POLAND_VETO, {"as_of": "July 2025"}, "as_of", "YYYY-MM"),
    ("facts.csv", {"code": "POL", "fact": "majority"}, {"value": "0.4"}, "value", "between 0.5 and 1"),
    ("facts.csv", POLAND_VETO, {"source": "C999"}, "source", "not a claim"),
    ("countries.csv", {"code": "NOR"}, {"code": "NO"}, "code", "alpha-3"),
    ("countries.csv", {"code": "NOR"}, {"code": "POL"}, "code", "already given"),
    ("countries.csv", {"code": "NOR"}, {"kind": "hero"}, "kind", "contributor"),
    ("countries.csv", {"code": "NOR"}, {"lat": "95"}, "lat", "between -90 and 90"),
    ("articles.csv", {"article": "004"}, {"dated": "26 March"}, "dated", "YYYY-MM-DD"),
    ("articles.csv", {"article": "004"}, {"dated": "2025-03-26/2025-03-01"}, "dated", "earlier first"),
    ("claims.csv", {"claim_id": "C006"}, {"para": "74"}, "para", "1 to 73"),
    ("claims.csv", {"claim_id": "C006"}, {"para": "six"}, "para", "paragraph numbers"),
    ("claims.csv", {"claim_id": "C006"}, {"article": "999"}, "article", "000"),
    ("claims.csv", {"claim_id": "C006"}, {"actors": "PL"}, "actors", "'PL' is not"),
    ("claims.csv", {"claim_id": "C006"}, {"actors": ""}, "actors", "somebody"),
    ("claims.csv", {"claim_id": "C006"}, {"type": "OPINION"}, "type", "MECHANISM"),
    ("claims.csv", {"claim_id": "C006"}, {"evidence_kind": "rumour"}, "evidence_kind", "reporting"),
    ("claims.csv", {"claim_id": "C006"}, {"contradiction": "X99"}, "contradiction", "'X99' is not"),
    ("claims.csv", {"claim_id": "C006"}, {"claim_id": "C007"}, "claim_id", "already given"),
    ("contradictions.csv", {"set_id": "X4"}, {"topic": ""}, "topic", "not be empty"),
    ("readings.csv", {"reading": "sep2025"}, {"us_backing": "1.2"}, "us_backing", "between 0 and 1"),
    ("readings.csv", {"reading": "sep2025"}, {"claims": "C999"}, "claims", "'C999' is not"),
    ("readings.csv", {"reading": "sep2025"}, {"claims": "C031"}, "claims", "may set"),
    ("readings.csv", {"reading": "sep2025"}, {"claims": "C106"}, "claims", "article 002"),
    ("stances.csv", POLAND_SEP, {"code": "USA"}, "code", "only a contributor"),
    ("stances.csv", POLAND_SEP, {"reading": "may2026"}, "reading", "sep2025"),
    ("stances.csv", POLAND_SEP, {"stance": "-2"}, "stance", "-3"),
    ("stances.csv", POLAND_SEP, {"stance": "0.5"}, "stance", "-3"),
    ("stances.csv", POLAND_SEP, {"claims": "C999"}, "claims", "'C999' is not"),
    ("stances.csv", POLAND_SEP, {"claims": ""}, "claims", "must name POL"),
    ("stances.csv", POLAND_SEP, {"claims": "C007"}, "claims", "must name POL"),
    ("stances.csv", POLAND_SEP, {"claims": "C066"}, "claims", "articles of sep2025"),
    ("stances.csv", {"code": "ITA", "reading": "sep2025"}, {"claims": "C047"}, "claims", "author opinion"),
    ("stances.csv", NORWAY_SEP, {"carried": "sep2025"}, "carried", "jan2025"),
    ("stances.csv", NORWAY_SEP, {"carried": "mar2025"}, "claims", "articles of mar2025"),
    ("stances.csv", NORWAY_SEP, {"stance": "3"}, "carried", "no such stance of its own"),
    ("stances.csv", POLAND_SEP, {"about": "peace"}, "about", "help | soldiers"),
    (
        "stances.csv",
        {"code": "FRA", "about": "help", "reading": "sep2025"},
        {"stance": "2"},
        "carried",
        "no such",
    ),
    ("record.csv", MERZ, {"date": "2025-08-01"}, "date", "not be after 2025-07-31"),
    ("record.csv", MERZ, {"date": "2025-07-30/2025-08-02"}, "date", "not be after 2025-07-31"),
    ("record.csv", MERZ, {"date": "2025-05"}, "date", "YYYY-MM-DD"),
    ("record.csv", MERZ, {"stance": "-4"}, "stance", "-3"),
    ("record.csv", MERZ, {"stance": "unknown"}, "stance", "-3"),
    ("record.csv", MERZ, {"stance": ""}, "decides", "cannot decide"),
    ("record.csv", MERZ, {"code": "USA"}, "code", "only a contributor"),
    ("record.csv", MERZ, {"about": "peace"}, "about", "help | soldiers"),
    ("record.csv", MERZ, {"confidence": "recalled"}, "confidence", "high | low | medium"),
    ("record.csv", MERZ, {"source": ""}, "source", "needs a source"),
    ("record.csv", MERZ, {"paraphrase": ""}, "paraphrase", "not be empty"),
    ("record.csv", MERZ, {"date": "2025-05-17"}, "scope", "already given"),
    ("polls.csv", DANES, {"date": "2025-08-05"}, "date", "not be after 2025-07-31"),
    ("polls.csv", DANES, {"asks": "own troops"}, "asks", "other | own | war"),
    ("polls.csv", DANES, {"poll_for": "", "poll_against": ""}, "poll_for", "in favour or against"),
    ("polls.csv", DANES, {"poll_for": "0.73"}, "poll_for", "add up"),
    ("polls.csv", DANES, {"code": "RUS"}, "code", "only a contributor"),
    ("elections.csv", {"code": "POL"}, {"month": "2025-13"}, "month", "YYYY-MM"),
    ("elections.csv", {"code": "POL"}, {"as_of": "2025-09"}, "as_of", "not after 2025-07"),
    ("elections.csv", {"code": "POL"}, {"decides": "yes"}, "decides", "0 | 1"),
    ("conditions.csv", BERLIN, {"kind": "money"}, "kind", "leader | mandate | size | us"),
    ("conditions.csv", BERLIN, {"value": "1.5"}, "value", "between 0 and 1"),
    ("conditions.csv", BERLIN, {"kind": "leader", "value": "DEU"}, "value", "wait for itself"),
    ("conditions.csv", BERLIN, {"kind": "leader", "value": "USA"}, "value", "only a contributor"),
    ("conditions.csv", BERLIN, {"since": "2025-09-11"}, "since", "day of the claims"),
    ("conditions.csv", BERLIN, {"claims": "C007"}, "claims", "must name DEU"),
    ("conditions.csv", BRUSSELS, {"since": "2025-05-21"}, "since", "a remark of BEL"),
    ("conditions.csv", BRUSSELS, {"claims": "C008"}, "since", "no claim"),
    ("parameters.csv", B_US, {"source": ""}, "source", "needs a source"),
    ("parameters.csv", B_US, {"unit": ""}, "unit", "needs a unit"),
    ("parameters.csv", B_US, {"grade": "X"}, "grade", "A | B | C | D"),
    ("parameters.csv", B_US, {"mode": "nan"}, "mode", "finite"),
    ("parameters.csv", B_US, {"low": "2.1"}, "mode", "between low 2.1 and high 2.8"),
    ("parameters.csv", B_US, {"high": "1.9"}, "mode", "between low 1.2 and high 1.9"),
    ("parameters.csv", B_US, {"low": "-1"}, "low", "between 0 and 10"),
    ("parameters.csv", B_US, {"high": "11"}, "high", "between 0 and 10"),
    ("parameters.csv", B_US, {"ceiling": "-1"}, "ceiling", "between 0 and inf"),
    ("parameters.csv", B_US, {"source": "C998"}, "source", "not a claim"),
    ("parameters.csv", B_US, {"parameter": "F0"}, "parameter", "already given"),
    ("theories.csv", OVERRIDE, {"parameter": "F1"}, "parameter", "in parameters.csv"),
    ("theories.csv", OVERRIDE, {"theory": "guesswork"}, "theory", "summary row"),
    ("theories.csv", OVERRIDE, {"high": "600000"}, "high", "between 50 and 500000"),
    ("theories.csv", OVERRIDE, {"source": ""}, "source", "needs a source"),
    ("theories.csv", {"theory": "consensus"}, {"note": ""}, "note", "not be empty"),
    ("missions.csv", {"episode_id": "E20"}, {"bystander": "no"}, "bystander", "0 | 1"),
    ("missions.csv", {"episode_id": "E20"}, {"roe_permissiveness": "90"}, "roe_permissiveness", "between"),
    ("missions.csv", {"episode_id": "E20"}, {"source": ""}, "source", "needs a source"),
    ("patterns.csv", {"pattern_id": "P01"}, {"claims": ""}, "claims", "claims or a basis"),
    ("patterns.csv", {"pattern_id": "P01"}, {"claims": "C061;C061"}, "claims", "twice"),
]


@pytest.mark.parametrize(("file", "match", "to", "column", "allowed"), DAMAGE)
def test_a_damaged_cell_is_refused_in_one_clear_line(
    folder: Path, file: str, match: dict[str, str], to: dict[str, str], column: str, allowed: str
) -> None:
    line = change(folder / file, match, to)
    with pytest.raises(EvidenceError) as refusal:
        load(folder)
    said = str(refusal.value)
    named = re.match(r"(\S+), row (\d+), column (\S+): ", said)
    assert named is not None
    assert (named[1], named[3]) == (file, column)
    assert int(named[2]) == line or "already given" in said
    assert allowed in said
    assert "\n" not in said


@pytest.mark.parametrize("file", list(COLUMNS))
def test_a_broken_file_is_refused(folder: Path, file: str) -> None:
    path = folder / file
    whole = path.read_bytes()
    header, _, body = whole.partition(b"\n")
    for broken in (
        b"",
        header,
        header + b",extra\n" + body,
        whole + b"a,ragged\n",
        whole.replace(b"\n", b"\n\xff", 1),
        whole + b'"never closed',
    ):
        path.write_bytes(broken)
        with pytest.raises(EvidenceError, match=re.escape(file)):
            load(folder)
    path.unlink()
    with pytest.raises(EvidenceError, match=re.escape(file)):
        load(folder)


def test_an_undamaged_copy_loads(folder: Path) -> None:
    copy = load(folder)
    assert copy.theories["local_balance"].overrides == {"F0": (30_000.0, 40_000.0, 60_000.0)}
    assert copy.theories["consensus"].overrides == {}
    assert list(copy.parameters) == ["b_us", "F0", "drift"]
    assert copy.parameters["F0"].mode == 4000


def test_the_digest_sees_every_byte_of_every_ledger(folder: Path) -> None:
    digests = {load(folder).digest}
    assert load(folder).digest in digests
    for file in COLUMNS:
        path = folder / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        digests.add(load(folder).digest)
    assert len(digests) == 1 + len(COLUMNS)


def test_the_packaged_ledgers_are_read_once_and_each_file_once(
    ev: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    read = Path.read_bytes

    def counted(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    assert load() is ev
    assert opened == []
    load(PACKAGED)
    assert sorted(opened) == sorted(COLUMNS)


# ── what the ledgers say ──────────────────────────────────────────────────────────────────────────────


def test_the_cast(ev: Evidence) -> None:
    assert {c.kind: c.code for c in ev.countries if c.kind != "contributor"} == {
        "washington": "USA",
        "moscow": "RUS",
        "kyiv": "UKR",
    }
    assert [c.code for c in ev.countries][:4] == ["GBR", "FRA", "DEU", "POL"]


def test_every_contributor_has_every_fact(ev: Evidence) -> None:
    needed = {name for _, name in ev.facts}
    assert needed >= set(roster.LEDGER.values())
    for country in ev.contributors:
        assert needed == {name for code, name in ev.facts if code == country.code}
    assert ev.fact("NOR", "mood") is None


@pytest.mark.parametrize(
    ("code", "fact", "value"),
    [
        ("POL", "personnel", 216_100),
        ("POL", "border_russia_belarus", 628),
        ("POL", "border_ukraine", 535),
        ("FIN", "border_russia_belarus", 1340),
        ("DEU", "veto", 1.0),
        ("FRA", "us_dependence", 0.25),
        ("ISL", "personnel", 0),
        ("USA", "personnel", 1_300_200),
        ("RUS", "border_ukraine", 1974),
    ],
)
def test_known_facts(ev: Evidence, code: str, fact: str, value: float) -> None:
    found = ev.fact(code, fact)
    assert found is not None
    assert found.value == pytest.approx(value)


def test_code_books_are_obeyed_by_every_contributor(ev: Evidence) -> None:
    dependence = {"FRA": 0.25, "GBR": 0.6, "DEU": 1.0}
    sensitive = {
        "IRL": 1.6,
        "ITA": 1.6,
        "AUT": 1.6,
        "DEU": 1.2,
        "NLD": 1.2,
        "ESP": 1.2,
        "FRA": 0.2,
        "GBR": 0.3,
    }
    for code in (country.code for country in ev.contributors):
        expected = {
            "us_dependence": dependence.get(code, 0.9),
            "mandate_sensitivity": sensitive.get(code, 1.0),
        }
        assert {fact: ev.facts[code, fact].value for fact in expected} == expected


def test_unknown_seats_follow_the_rule_of_the_mean_and_say_so(ev: Evidence) -> None:
    seats = [ev.facts[country.code, "seats"] for country in ev.contributors]
    ruled = [fact for fact in seats if fact.source.startswith("rule: mean")]
    assert {fact.code for fact in ruled} == {"SVN"}
    mean = statistics.fmean(fact.value for fact in seats if fact not in ruled)
    assert [fact.value for fact in ruled] == pytest.approx([mean], abs=0.005)
    assert {fact.grade for fact in ruled} == {"D"}


def test_the_army_is_part_of_the_forces(ev: Evidence) -> None:
    for code in ev.codes:
        assert ev.facts[code, "army"].value <= ev.facts[code, "personnel"].value


def test_no_state_has_a_quarter_of_the_soldiers_who_may_be_sent(ev: Evidence) -> None:
    sendable = {
        code: ev.facts[code, "army"].value * ev.facts[code, "professional"].value for code in ev.codes
    }
    kept = {code: ev.facts[code, "deployed_before"].value for code in ev.codes}
    for counted in (sendable, kept):
        assert max(counted.values()) < 0.25 * sum(counted.values())


def test_gates_are_standings_of_a_mandate(ev: Evidence) -> None:
    gates = {code: ev.facts[code, "gate"].value for code in ev.codes}
    assert set(gates.values()) <= set(MANDATES.values())
    assert {code: gate for code, gate in gates.items() if gate} == {
        "IRL": MANDATES["un"],
        "AUT": MANDATES["eu"],
        "LUX": MANDATES["eu"],
    }


def test_who_borders_on_ukraine_is_a_hub(ev: Evidence) -> None:
    for code in ev.codes:
        assert (ev.facts[code, "hub"].value == 1) == (ev.facts[code, "border_ukraine"].value > 0)


def test_distances_are_the_great_circle_they_claim_to_be(ev: Evidence) -> None:
    for country in ev.contributors:
        north, east = radians(48.28 - country.lat), radians(37.18 - country.lon)
        chord = sin(north / 2) ** 2 + cos(radians(country.lat)) * cos(radians(48.28)) * sin(east / 2) ** 2
        km = 2 * 6371.0088 * asin(sqrt(chord))
        assert ev.facts[country.code, "distance_to_front"].value == pytest.approx(km, abs=0.5)


LATER = re.compile(r"\b(Aug|Sep|Oct|Nov|Dec)[a-z]* 2025|\b2025-(0[89]|1[0-2])|\b(202[6-9])\b")
FROM_ARTICLES = {"articles.csv", "claims.csv", "contradictions.csv", "readings.csv", "stances.csv"}


def test_nothing_but_the_articles_is_later_than_the_cut_off(ev: Evidence) -> None:
    later = []
    for file in COLUMNS.keys() - FROM_ARTICLES:
        with (PACKAGED / file).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row.get("layer") != "articles":
                    dated = [
                        row.get(column, "") for column in ("source", "as_of", "date", "pollster", "since")
                    ]
                    later += [(file, cell) for cell in dated if LATER.search(cell)]
    assert later == []
    assert not [fact.code for fact in ev.facts.values() if fact.as_of > CUT_OFF]


def test_stances_by_reading(ev: Evidence) -> None:
    held = {
        reading: {code: stance.value for code, stance in found.items()}
        for reading, found in ev.stances.items()
    }
    followers = dict.fromkeys(("EST", "LVA", "LTU", "DNK", "SWE", "NOR", "FIN"), 1)
    coded: dict[str, dict[str, int]] = {
        "jan2025": {"FRA": 3, "GBR": 2, "NLD": 2, "POL": -3, "DEU": -3} | followers,
        "mar2025": {"FRA": 3, "GBR": 3, "NLD": 2, "POL": -3, "DEU": -3} | followers,
        "sep2025": {"FRA": 3, "GBR": 2, "NLD": 2, "POL": -3, "ITA": -3, "DEU": -1} | followers,
    }
    assert {reading: held[reading] | stances for reading, stances in coded.items()} == held


def test_a_stance_stands_until_a_later_article_says_otherwise(ev: Evidence) -> None:
    readings = list(ev.readings)
    assert [ev.readings[name].date for name in readings] == sorted(
        ev.readings[name].date for name in readings
    )
    for earlier, later in pairwise(readings):
        assert ev.stances[earlier].keys() <= ev.stances[later].keys()


def test_stances_rest_only_on_kinds_of_evidence_that_may_set_them(ev: Evidence) -> None:
    cited = {claim for held in ev.stances.values() for stance in held.values() for claim in stance.claims}
    assert cited
    assert {ev.claims[claim].evidence_kind for claim in cited} <= MAY_SET


def test_two_rewrites_of_one_dispatch_are_one_observation(ev: Evidence) -> None:
    assert ev.articles["002"].observation == ev.articles["004"].observation
    witnesses = {claim: ev.articles[ev.claims[claim].article].observation for claim in ev.claims}
    assert witnesses["C104"] == witnesses["C132"]
    assert len(set(witnesses.values())) < len(ev.articles)
    flagged = next(found for found in ev.contradictions if found.set_id == "X14")
    assert set(flagged.claims) == {"C104", "C132"}


def test_claims_cover_every_article(ev: Evidence) -> None:
    assert {claim.article for claim in ev.claims.values()} == ev.articles.keys()
    assert list(ev.claims) == [f"C{number:03d}" for number in range(1, len(ev.claims) + 1)]


def test_the_seed_patterns_quote_the_missions_they_rest_on(ev: Evidence) -> None:
    def failed(permissive: bool, backed: bool) -> str:
        found = [
            mission.major_hostilities_within_5y
            for mission in ev.missions
            if (mission.roe_permissiveness >= 0.7 if permissive else mission.roe_permissiveness < 0.4)
            and (mission.great_power_backing >= 0.5) == backed
        ]
        return f"fail {sum(found)}/{len(found)}"

    basis = next(pattern.basis for pattern in ev.patterns if pattern.pattern_id == "P18")
    assert failed(permissive=True, backed=False) in basis
    assert failed(permissive=False, backed=True) in basis


def shingles(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    runs = (" ".join(words[start : start + 7]) for start in range(len(words) - 6))
    return {hashlib.sha1(run.encode(), usedforsecurity=False).hexdigest()[:10] for run in runs}


def test_no_ledger_copies_seven_words_in_a_row_from_an_article() -> None:
    forbidden = set(SHINGLES.read_text(encoding="ascii").split())
    assert len(forbidden) > 4000
    texts = [(ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")]
    for file in COLUMNS:
        with (PACKAGED / file).open(encoding="utf-8", newline="") as stream:
            texts += [cell for row in csv.reader(stream) for cell in row]
    assert not [text for text in texts if shingles(text) & forbidden]


def test_every_path_the_document_names_exists() -> None:
    text = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:sim|docs|tests)/[\w./]*)`", text)
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


# ── what a run rests on ───────────────────────────────────────────────────────────────────────────────


def sources(folder: Path, **more: object) -> dict[str, SourceRow]:
    chosen: dict[str, object] = {
        "reading": "sep2025",
        "theory": "local_balance",
        "countries": ["POL", "NOR", "USA"],
    }
    found = rows(load(folder), **(chosen | more))  # type: ignore[arg-type]
    assert len({row.name for row in found}) == len(found)
    return {row.name: row for row in found}


def test_sources_name_what_a_run_rests_on(folder: Path) -> None:
    found = sources(folder)
    assert found["POL.stance"].value == "-3"
    assert found["POL.stance"].claims == ("C006",)
    assert "carried from jan2025" in found["NOR.stance"].source
    assert found["POL.personnel"].value == "216100"
    assert found["NOR.poll_support"].value == "unknown"
    assert "USA.stance" not in found
    assert found["sep2025.us_backing"].grade == "D"
    assert found["b_us"] == SourceRow(
        "parameter", "b_us", "1.2 / 2 / 2.8", "logit", "C", "C111 C121", ("C111", "C121")
    )
    assert found["F0"].kind == "theory"
    assert found["F0"].value == "30000 / 40000 / 60000"


def test_silence_is_listed_as_silence(folder: Path) -> None:
    found = sources(folder, countries=["PRT"])
    assert (found["PRT.stance"].value, found["PRT.stance"].grade) == ("drawn", "D")
    assert "PRT.help_stance" not in found


def test_sources_name_the_layer_that_is_not_believed(folder: Path) -> None:
    articles, record = (
        sources(folder, countries=["FIN"]),
        sources(folder, countries=["FIN"], evidence="record"),
    )
    assert articles["FIN.stance"].value == "+1"
    assert articles["FIN.stance"].source.endswith("otherwise the record: -1, 2025-07-10")
    assert record["FIN.stance"].value == "-1"
    assert record["FIN.stance"].source.endswith("otherwise the articles: +1, 2025-01-23")
    assert record["FIN.help_stance"].value == "+2"


@pytest.mark.parametrize(
    "wrong",
    [{"reading": "may2026"}, {"theory": "guesswork"}, {"countries": ["NO"]}],
)
def test_sources_refuse_unknown_names_and_list_the_known(folder: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(EvidenceError, match="known"):
        sources(folder, **wrong)


def test_the_front_page_says_truly_what_is_weakest() -> None:
    page = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    known = load()
    priors, states = known.parameters.values(), known.contributors
    voiced = {code for stances in known.stances.values() for code in stances}
    assert "Most priors are grade D" in page
    assert sum(p.grade == "D" for p in priors) > len(priors) / 2
    assert "Half of the states have no poll, and more than half no stance" in page
    unpolled = sum(state.code not in supports(known) for state in states)
    assert unpolled / len(states) == pytest.approx(0.5, abs=0.1)
    assert sum(state.code not in voiced for state in states) > len(states) / 2

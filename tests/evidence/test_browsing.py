"""Evidence can be browsed: every number has its page, sources and readers are those of ledgers and code."""

import pytest

from sim import outcomes
from sim.evidence import load
from sim.report.evidence import browse, citations, number, outcome, state
from sim.scenario import LEVERS, Scenario, ScenarioError
from sim.scenario.provenance import behind

KNOWN = load()
RECORD = Scenario(evidence="record")


@pytest.mark.parametrize("scenario", [Scenario(), RECORD, Scenario(reading="jan2025", evidence="record")])
def test_a_state_has_every_number_that_a_run_rests_on_with_its_grade(scenario: Scenario) -> None:
    rests = {row.name: (row.grade, row.kind) for row in behind(scenario) if row.kind in ("fact", "stance")}
    shown = {
        f"{code}.{one.name}": one.grade
        for code in KNOWN.codes
        for one in state.numbers(code, scenario)
        if not one.name.startswith("wants_")
    }
    assert shown == {name: grade for name, (grade, _) in rests.items()}


def test_a_state_is_told_the_weakest_first_with_what_each_number_moves() -> None:
    (table, *_) = state.page("POL", RECORD).sections
    grades = [row[0] for row in table.rows]
    assert grades == sorted(grades, reverse=True)
    moved = {row[1]: row[-1] for row in table.rows}
    assert moved["stance"] == "term stance by b_st, silent, turnover"
    assert moved["veto"].startswith("parliament.backing_asked by k_v")
    assert moved["distance_to_front"].startswith("term expected_dead by b_dead, near_km; ")
    assert all(moved.values())


def test_where_article_and_record_disagree_both_are_shown() -> None:
    germany = {section.head: section for section in state.page("DEU", Scenario(reading="jan2025")).sections}
    stance = next(row for row in germany["Every number, the weakest first"].rows if row[1] == "stance")
    assert stance[2] == "-3 (record: +1)"
    assert (
        "jan2025",
        "soldiers",
        "-3 (2025-01-23) C067",
        "+1 (2025-01-18)",
        "-3",
        "later: 2025-01-23",
    ) in germany["What was said: article beside record"].rows
    assert "X2" in {row[0] for row in germany["Where articles disagree"].rows}


def test_ranges_of_claims_are_written_out() -> None:
    assert citations.named("C005–C008 and C010, C005") == ("C005", "C006", "C007", "C008", "C010")


def test_every_name_has_a_page() -> None:
    for claim in KNOWN.claims:
        assert number.claim(claim).sections
    for parameter in KNOWN.parameters:
        page = {section.head: section.rows for section in number.parameter(parameter).sections}
        assert page["Rules that read it"]
    for lever in LEVERS:
        heads = {section.head for section in number.lever(lever.name).sections}
        assert ("Rules that read it" in heads) != (lever.name in number.ROWS), lever.name
    for one in outcomes.RUN:
        assert outcome.page(one.name).sections[0].rows


def test_a_headline_leads_to_a_paragraph() -> None:
    rules, _, paragraphs = outcome.page("attacked").sections
    assert rules.rows[0][1] == "moscow.attack_chance"
    assert "Lambda" in rules.rows[0][2]
    stands = {row[0]: row[1] for row in paragraphs.rows}
    assert stands["C020"] == "000 (Substack essay), paragraph 22"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("POLL",), "nothing is called 'POLL'; did you mean POL?"),
        (("depolyed",), "did you mean deployed?"),
        (("state", "PLO"), "state: unknown 'PLO'; did you mean POL?"),
        (("leverr", "roe"), "evidence: unknown 'leverr'; did you mean lever?"),
        (("outcome",), "which outcome? say tripwire evidence outcome NAME"),
        (("a", "b", "c"), "one name only"),
        (("xyzxyz",), "allowed: the name of a state, claim, parameter, lever, outcome"),
    ],
)
def test_a_bad_name_is_refused_with_the_nearest(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(ScenarioError, match=r".") as refused:
        browse.page(words, Scenario())
    assert says in str(refused.value)


def test_a_name_that_two_things_share_asks_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(browse.KINDS, "lever", lambda: ["deployed"])
    with pytest.raises(ScenarioError, match="deployed is lever and outcome; say lever deployed"):
        browse.meant(("deployed",))

"""The brief: every number computed, every text escaped, nothing loaded from elsewhere."""

import base64
import re
import runpy
from pathlib import Path

import pytest
import xarray as xr

from sim import Scenario
from sim.report import brief, study
from sim.report.brief import appendix, first_screen, page, sections
from sim.report.brief.markup import Markup, join, table, tag
from sim.report.brief.reproduce import python
from sim.report.study import Answer
from sim.report.study.verdict import VERDICTS
from sim.wording.side_by_side import SideBySide
from tests.report.answers import REPLICATES, answer, is_among, numbers_in, printed

HOSTILE = "<script>alert(1)</script> & \"'"


def shifted(found: Answer) -> Answer:
    """The same study on results in which every excursion is attacked and loses a hundred more."""
    ds: xr.Dataset = found.ds.copy(deep=True)
    others = ds["scenario"] != found.study.base
    ds["attacked"] = ds["attacked"].where(~others, 1.0)
    ds["deployed"] = ds["deployed"] + 5_000 * others
    return study.answer(found.study, ds)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    base = Scenario()
    scenarios = {"base": base, HOSTILE: base.but(roe="robust")}
    return brief.write(
        folder / "b.html", scenarios, question=HOSTILE, replicates=100, command=f"tripwire {HOSTILE}"
    )


# Computed


@pytest.mark.parametrize("name", study.names())
def test_the_results_answer_every_expectation(name: str) -> None:
    found = answer(name)
    assert found.ds.sizes["replicate"] == REPLICATES
    assert {verdict.verdict for verdict in found.verdicts} <= {*VERDICTS}
    assert len(found.verdicts) == len(found.study.expected)
    assert all(finding.sentence for finding in found.findings)


@pytest.mark.fault("silent-states")
def test_whose_stance_is_drawn_is_said() -> None:
    base = Scenario(exclude=("FRA", "PRT"))
    told = {"told": base.but(stances={"BEL": 1.0}), "on record": base.but(evidence="record")}
    said = sections.unknown({"base": base, "again": base.but(roe="robust")} | told)
    assert len(said) == 2
    assert said[0].startswith("In base no statement on soldiers is known of 17 of 29 governments")
    assert "Belgium" in said[0]
    assert "Portugal" not in said[0]
    assert said[1].startswith("In told")
    assert "Belgium" not in said[1]
    assert "whose stance is drawn in each run" in sections.scenarios(answer())


def test_what_binds_is_said_of_every_scenario() -> None:
    told = sections.binds(answer())
    assert all(f"{name}: " in told for name in answer().study.scenarios)
    assert told in sections.numbers(answer())


def test_other_results_make_other_sentences() -> None:
    before = answer()
    after = shifted(before)
    assert all(a.sentence != b.sentence for a, b in zip(before.findings, after.findings, strict=True))
    assert sections.numbers(before) != sections.numbers(after)
    assert before.verdicts[1].sentence() != after.verdicts[1].sentence()


@pytest.mark.parametrize("name", study.names())
def test_every_number_in_a_finding_is_in_its_result(name: str) -> None:
    found = answer(name)
    names = tuple(found.study.scenarios)
    for finding in found.findings:
        known = [*numbers_in(finding.basis), *(1.0 - n for n in numbers_in(finding.basis))]
        assert [n for n in printed(finding.sentence, names) if not is_among(n, known)] == [], finding.sentence


@pytest.mark.parametrize("name", study.names())
def test_every_number_in_a_verdict_is_in_what_was_found(name: str) -> None:
    for verdict in answer(name).verdicts:
        known = list(verdict.found[:3])
        said = printed(verdict.sentence(), tuple(answer(name).study.scenarios))
        assert len(said) == 3
        assert all(is_among(n, known) for n in said), verdict.sentence()


def test_the_number_test_can_fail() -> None:
    assert is_among("+4.1", [0.0412])
    assert is_among("−9,100", [-9_149.0])
    assert not is_among("+4.2", [0.0412])
    assert not is_among("9,200", [-9_149.0])


# Self-contained and safe


def test_nothing_is_loaded_from_elsewhere(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href|url|action|data)\s*=\s*[\"']?(?!data:image/svg)\S*//", text)
    assert re.findall(r'src="([^"]{0,25})', text)
    assert all(
        source.startswith("data:image/svg+xml;base64") for source in re.findall(r'src="([^"]{0,25})', text)
    )
    assert not re.search(r"@import|url\(|<link|<script|<iframe", text)
    assert "default-src 'none'" in text


def test_every_text_is_escaped(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in text


def test_markup_escapes_what_is_not_markup() -> None:
    assert tag("p", "a < b", data_head='"x"') == '<p data-head="&quot;x&quot;">a &lt; b</p>'
    assert join(["<", Markup("<b>")]) == "&lt;<b>"
    assert "&lt;td&gt;" in table(["a", "b"], [["<td>", "<td>"]])


# Complete


def test_a_brief_says_what_it_must(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    for head in (
        "Findings",
        "Scenarios",
        "More plates",
        "How far it goes",
        "Numbers",
        "spread comes from",
        "claims",
        "not modelled",
        "Run it again",
    ):
        assert re.search(f"<h2>[^<]*{head}", text), head
    assert text.count("explores assumptions; not a forecast") >= 2
    assert "UTF-8".lower() in text[:200]


@pytest.mark.usefixtures("blank_plates")
def test_a_brief_of_one_scenario_compares_nothing(tmp_path: Path) -> None:
    text = brief.write(tmp_path / "one.html", {"base": Scenario()}, replicates=40).read_text("utf-8")
    assert "<h2>Findings" not in text
    assert "40 runs of one scenario." in text
    assert "paired" not in text.split("</p>")[0]
    assert not re.search(r"<(ul|table|tbody)[^>]*></\1>", text)


def test_the_spread_says_what_it_rests_on() -> None:
    found, said = answer().bands, sections.sure(answer())
    assert f"{found.draws} draws of the parameters × {found.tapes} tapes of chance" in said
    assert len(found.by_theory) == said.count(" to ", said.index("95 % intervals, error of finite runs only"))
    for name, mean in found.by_theory.items():
        low, high = found.theory_ends[name]
        assert low <= mean <= high
        assert found.under(name) in said


def test_the_weakest_numbers_come_first() -> None:
    grades = re.findall(r'data-head="grade">([A-D])<', appendix.numbers(answer()))
    assert grades == sorted(grades, reverse=True)
    assert set(grades) == set("ABCD")


def test_claims_stand_with_article_date_and_paragraph() -> None:
    said = appendix.claims(answer())
    assert "C122" in appendix.cited(answer())
    assert re.search(r"article 003, 2025-03-28/2025-04-10, par\. 5", said)


def test_what_is_not_modelled_is_what_the_model_page_says() -> None:
    listed = re.findall(r"<li>(.*?)</li>", appendix.not_modelled())
    model = " ".join((Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8").split())
    assert len(listed) >= 8
    assert all(item[1:] in model for item in listed)


@pytest.mark.parametrize("name", study.names())
def test_the_python_of_a_brief_makes_the_same_scenarios(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, Scenario]] = []
    monkeypatch.setattr(brief, "write", lambda path, scenarios, **rest: made.append(scenarios))
    program = tmp_path / "again.py"
    program.write_text(python(answer(name)), encoding="utf-8")
    runpy.run_path(str(program))
    assert made == [answer(name).study.scenarios]


def test_the_same_answer_makes_the_same_page() -> None:
    assert page.of(answer(), (), "x") == page.of(answer(), (), "x")


# The first screen


@pytest.mark.fault("brief-first-screen")
def test_the_answer_stands_before_everything_else(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    places = [
        text.index(mark)
        for mark in ('class="verdict"', "error of finite runs only", "<img", "<h2>How far it goes")
    ]
    heads = re.findall(r"<h2>([^<]*)", text)
    assert places == sorted(places)
    assert heads[0] == "How far it goes"
    assert heads[-1] == "What it rests on: numbers", "parameters come last"


@pytest.mark.fault("brief-first-screen")
def test_a_phone_gets_the_comparison_in_one_column(written: Path) -> None:
    """A plate of one column is as wide as a phone, so that its letters are read at their own size."""
    text = written.read_text(encoding="utf-8")
    narrow = re.search(
        r'<source media="\(max-width: 40rem\)" srcset="data:image/svg\+xml;base64,([^"]+)"', text
    )
    assert narrow
    drawn = base64.b64decode(narrow[1]).decode()
    wide = re.search(r'<svg[^>]* width="([0-9.]+)pt"', drawn)
    assert wide
    assert float(wide[1]) * 96 / 72 < 480


@pytest.mark.fault("brief-first-screen")
def test_the_option_that_is_asked_about_is_mapped() -> None:
    scenarios = {"base": Scenario(), "rules like KFOR": Scenario(roe=0.7)}
    assert brief._plates(scenarios) == (
        ("comparison", ""),
        ("rung_map", "rules like KFOR"),
        ("rung_map", "base"),
    )
    assert brief._plates({"base": Scenario()}) == (("rung_map", "base"),)


@pytest.mark.fault("brief-first-screen")
def test_the_verdict_counts_what_came_of_the_expectations() -> None:
    found = answer()
    said = first_screen.verdict(found)
    assert said.startswith(f"Of {len(found.verdicts)} expectations: ")
    assert sum(map(int, re.findall(r"(?:: |; )(\d+) ", said))) == len(found.verdicts)


@pytest.mark.fault("brief-first-screen")
def test_the_first_screen_says_what_an_option_is() -> None:
    base = Scenario(horizon=6)
    pair = {"now": base, "a firmer force": base.but(roe="robust"), "no troops": base.but(force_size=0.0)}
    assert first_screen.compared(study.run(study.Study("What changes?", pair), 20)) == [
        "“a firmer force” is now with rules of engagement robust."
    ]


@pytest.mark.fault("sums-and-decimals")
def test_rows_of_a_brief_add_up_as_they_are_printed() -> None:
    found = answer()
    said = SideBySide(found.table.to_dict("records"))
    for outcome in found.study.outcomes:
        base, *others = (_number(said.level(outcome, name)) for name in said.names)
        for name, value in zip(said.names[1:], others, strict=True):
            change = said.change(outcome, name)
            if change and "(" not in change:
                assert round(value - base, 6) == _number(change), (outcome, name)


def _number(text: str) -> float:
    return float(text.split(" ")[0].replace("−", "-").replace(",", ""))

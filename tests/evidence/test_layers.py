"""Whose words are believed: articles, record, and polls."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.evidence.checks import ABOUT, CUT_OFF, last_day
from sim.evidence.layers import compared, conditions, moment, voices
from sim.evidence.polls import counts, supports, usually_undecided
from sim.evidence.recorded import MOMENTS, recorded_codes
from sim.scenario import Scenario, roster
from sim.scenario.elections import elections
from sim.scenario.injects import Inject

EV = load()
READINGS = list(EV.readings)
RECORD_JULY = {
    **dict.fromkeys(["GBR", "FRA"], 3),
    **dict.fromkeys(["BEL", "DNK", "EST", "LTU"], 2),
    **dict.fromkeys(["NLD", "LUX", "SWE", "LVA", "SVN", "PRT", "IRL", "AUT", "CAN", "TUR", "AUS"], 1),
    **dict.fromkeys(["ESP", "NOR", "ISL", "CZE"], 0),
    **dict.fromkeys(["DEU", "FIN"], -1),
    **dict.fromkeys(["BGR", "GRC"], -2),
    **dict.fromkeys(["POL", "ITA", "ROU", "SVK", "HUN", "HRV"], -3),
}
"""What a first coder found for the end of July, state by state."""


def seat(code: str) -> int:
    return roster.codes().index(code)


# Who is believed


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("about", ABOUT)
def test_the_articles_alone_give_what_the_articles_say(reading: str, about: str) -> None:
    ledger = (EV.stances if about == "soldiers" else EV.helping)[reading]
    found = voices(EV, "articles", reading, about)
    assert {code: voice.value for code, voice in found.items()} == {
        code: stance.value for code, stance in ledger.items()
    }


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("about", ABOUT)
def test_the_later_word_wins_and_a_tie_goes_to_the_article(reading: str, about: str) -> None:
    pairs = [pair for pair in compared(EV, reading, about) if pair.article and pair.record]
    assert pairs or (reading, about) == ("jan2025", "help")  # where no article speaks of help
    for pair in pairs:
        assert pair.article is not None
        assert pair.record is not None
        assert (pair.wins is pair.record) == (pair.record.date > pair.article.date)


def test_both_outcomes_happen() -> None:
    wins = {(pair.reading, pair.code): pair for reading in READINGS for pair in compared(EV, reading)}
    assert wins["mar2025", "FIN"].wins.value == -3
    assert wins["mar2025", "FIN"].why == "later: 2025-03-12"
    assert wins["jan2025", "DEU"].wins.value == -3
    assert wins["jan2025", "DEU"].record is not None
    assert wins["sep2025", "GBR"].wins.layer == "articles"
    assert wins["jan2025", "LVA"].why == "both of 2025-01-23: the article"
    assert wins["sep2025", "BEL"].why == "no article speaks of it"
    assert wins["jan2025", "DNK"].why == "the record is silent"


def test_the_record_of_july_is_what_the_first_coder_found() -> None:
    assert recorded_codes("sep2025") == RECORD_JULY


@pytest.mark.parametrize("reading", READINGS)
def test_no_reading_hears_what_was_said_after_its_moment(reading: str) -> None:
    assert {"jan2025": "2025-01-23", "mar2025": "2025-03-26", "sep2025": CUT_OFF}[reading] == moment(
        EV, reading
    )
    assert f"{date.fromisoformat(moment(EV, reading)):%d %B %Y}".lstrip("0") == MOMENTS[reading]
    heard = [pair.record.date for about in ABOUT for pair in compared(EV, reading, about) if pair.record]
    assert heard
    assert max(heard) <= moment(EV, reading)
    end = last_day(EV.readings[reading].date)
    assert all(last_day(wish.since) <= end for wish in conditions(EV, "record", reading))


def test_a_day_that_is_not_known_counts_as_the_last_it_can_be() -> None:
    assert "SVK" not in voices(EV, "record", "jan2025")
    assert voices(EV, "record", "mar2025")["SVK"].date == "2025-01-31"


def test_spokesmen_and_counts_in_the_press_do_not_decide() -> None:
    silent = [
        said
        for said in EV.record
        if said.office.startswith(("European officials", "press report", "army chief"))
    ]
    assert len(silent) == 4
    assert not any(said.decides for said in silent)


def test_the_grade_follows_how_the_statement_was_found() -> None:
    found = {pair.code: pair.record for pair in compared(EV, "sep2025") if pair.record}
    confidence = {(said.code, last_day(said.date), said.paraphrase): said.confidence for said in EV.record}
    for code, voice in found.items():
        (how,) = {
            how
            for (of, day, text), how in confidence.items()
            if (of, day) == (code, voice.date) and text in voice.source
        }
        assert voice.grade == {"high": "C", "medium": "D"}[how]


# What the engine is given


def test_unknown_is_never_zero() -> None:
    scenarios = [
        Scenario(reading=reading, evidence=layer) for reading in READINGS for layer in ("articles", "record")
    ]
    panel = lay_out(scenarios).panel
    for s, row in zip(scenarios, panel, strict=True):
        known = voices(EV, s.evidence, s.reading)
        for code in EV.codes:
            if code in known:
                assert row["stance"][seat(code)] == known[code].value
            else:
                assert np.isnan(row["stance"][seat(code)])


def test_a_stance_set_by_hand_wins_over_both_layers() -> None:
    inputs = lay_out([Scenario(evidence="record", stances=(("ROU", 2.0),))])
    assert inputs.panel["stance"][0, seat("ROU")] == 2.0


def test_silence_on_help_is_zero_and_refusals_are_not() -> None:
    articles, record = lay_out([Scenario(), Scenario(evidence="record")]).panel["help_stance"]
    assert articles[seat("HUN")] == 0
    assert articles[seat("POL")] == 3
    assert (record[seat("HUN")], record[seat("SVK")], record[seat("ITA")]) == (-3, -3, 0)


def test_the_layer_changes_fingerprint_and_calendar() -> None:
    base, record = Scenario(), Scenario(evidence="record")
    assert base != record
    inputs = lay_out([base, record, base, Scenario(reading="jan2025")])
    assert inputs.calendar.tolist() == [0, 1, 0, 2]


def test_conditions_reach_the_panel_and_the_pledges() -> None:
    inputs = lay_out([Scenario(), Scenario(evidence="record")])
    panel = inputs.panel
    assert panel["wants_us"][:, seat("DEU")].tolist() == [0.5, 0.5]
    assert panel["wants_size"][:, seat("EST")].tolist() == [10_000, 10_000]
    assert panel["wants_mandate"][:, seat("IRL")].tolist() == [0.0, 1.0]
    assert panel["wants_us"][:, seat("FRA")].tolist() == [0.0, 0.0]
    assert inputs.pledges_at.tolist() == [0, 0, 2]
    assert {tuple(pair) for pair in inputs.pledges.tolist()} == {
        (seat("BEL"), seat("FRA")),
        (seat("BEL"), seat("GBR")),
    }


# Elections


def test_elections_to_come_are_counted_from_the_reading() -> None:
    def months(reading: str, code: str) -> list[int]:
        return [month for month, _, _ in elections(reading, (), (code,), 60)]

    assert months("sep2025", "CZE")[0] == 1
    assert months("mar2025", "CZE")[0] == 7
    assert months("jan2025", "DEU")[0] == 1
    assert months("mar2025", "DEU")[0] == 48
    assert months("sep2025", "NOR") == [48]  # the vote of the reading's own month is over
    assert months("jan2025", "IRL") == [58]  # its president does not decide


def test_an_election_of_the_scenario_stands_in_place_of_later_scheduled_ones() -> None:
    late = Inject("election", 3, 1.0, "NLD")
    dated, *scheduled = elections("sep2025", (late,), ("NLD", "CZE"), 36)
    assert dated == (3, 0, 1.0)
    assert [(month, seat) for month, seat, _ in scheduled] == [(1, 0), (1, 1)]
    assert all(np.isnan(stance) for _, _, stance in scheduled)
    early = Inject("election", 1, 1.0, "NLD")
    assert elections("sep2025", (early,), ("NLD",), 36) == [(1, 0, 1.0)]


def test_no_election_lies_beyond_the_horizon() -> None:
    assert all(0 < month < 12 for month, _, _ in elections("sep2025", (), roster.codes(), 12))


# Polls


def test_support_is_a_two_party_share() -> None:
    found = supports(EV)
    assert found["DNK"].share == pytest.approx(0.53 / 0.68)
    assert found["DNK"].undecided == pytest.approx(0.32)
    german = [0.49 / 0.93, 0.37 / 0.84, 0.43 / 0.89]
    assert found["DEU"].share == pytest.approx(sum(german) / 3)
    assert found["DEU"].grade == "B"


def test_one_side_alone_takes_the_usual_undecided_and_is_an_assumption() -> None:
    usual, found = usually_undecided(EV), supports(EV)
    assert found["AUS"].share == pytest.approx(0.71 / (1 - usual))
    assert found["BGR"].share == pytest.approx((1 - usual - 0.75) / (1 - usual))
    assert {code for code, support in found.items() if support.grade == "D"} == {"AUS", "BEL", "BGR"}


def test_polls_on_war_or_on_staying_out_set_no_level() -> None:
    assert {poll.asks for poll in EV.polls if counts(poll)} == {"own"}
    assert {"SWE", "CZE", "HUN", "LTU", "FIN", "IRL", "TUR"}.isdisjoint(supports(EV))
    assert not any(counts(poll) for poll in EV.polls if poll.pollster.startswith(("ECFR", "Ipsos")))


def test_the_roster_takes_the_polls_and_the_median_where_there_is_none() -> None:
    facts, found = roster.facts(), supports(EV)
    assert facts["poll"][seat("DNK")] == found["DNK"].share
    assert facts["polled"].sum() == len(found)
    assert facts["poll"][seat("SWE")] == np.median([support.share for support in found.values()])
    assert facts["undecided"][seat("SWE")] == usually_undecided(EV)

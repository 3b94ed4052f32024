"""The hindcast: known scores, no leak between clusters, and a verdict that follows the numbers."""

import csv
import dataclasses
from pathlib import Path

import numpy as np
import pytest

from sim.analysis import episodes
from sim.analysis.episodes import CODES, NEEDED
from sim.analysis.hindcast import (
    BASE,
    FLAT,
    MODEL,
    OPPONENTS,
    SUM,
    Hindcast,
    auc,
    elsewhere,
    hindcast,
    left_out,
    transferred,
)
from sim.evidence import load
from sim.scenario import ScenarioError


@pytest.fixture(scope="module")
def found() -> Hindcast:
    return hindcast(replicates=60)


def test_auc_by_hand() -> None:
    happened = np.array([True, True, False, False])
    assert auc(np.array([4.0, 3.0, 2.0, 1.0]), happened) == 1.0
    assert auc(np.array([4.0, 1.0, 3.0, 2.0]), happened) == 0.5
    assert auc(np.zeros(4), happened) == 0.5


def test_a_cluster_never_informs_its_own_forecast() -> None:
    g = np.random.default_rng(2)
    score, happened = g.normal(size=40), g.random(40) < 0.5
    clusters = np.repeat(np.array(list("abcdefgh")), 5)
    turned = np.where(clusters == "c", ~happened, happened)
    before, after = left_out(score, happened, clusters), left_out(score, turned, clusters)
    np.testing.assert_array_equal(before[clusters == "c"], after[clusters == "c"])
    assert (before != after)[clusters != "c"].all()


def test_noise_has_no_skill_and_signal_has() -> None:
    g = np.random.default_rng(3)
    clusters = np.arange(100).astype(str)
    happened = g.random(100) < 0.4
    base = left_out(np.zeros(100), happened, clusters)
    noise = left_out(g.normal(size=100), happened, clusters)
    signal = left_out(happened + g.normal(scale=0.5, size=100), happened, clusters)
    brier = [float(((forecast - happened) ** 2).mean()) for forecast in (signal, base, noise)]
    assert brier[0] < brier[1] <= brier[2] + 0.005


def test_every_included_episode_becomes_a_granted_force_where_it_stood() -> None:
    for one in episodes.of_ledger():
        scenario = one.scenario("local_balance")
        assert (scenario.force_generation, scenario.horizon) == ("granted", 60)
        assert scenario.theory == "local_balance"
        assert (scenario.location > 0.5) is one.on_a_line
        strength = dict(scenario.assume)["RU"]
        assert strength == pytest.approx(max(50_000.0, 720_000 * one.codes["adversary_relative_capability"]))


def test_every_opponent_is_scored_and_named_where_it_does_better(found: Hindcast) -> None:
    assert {MODEL, *OPPONENTS} <= set(found.table.index)
    assert len(found.table) == 1 + len(OPPONENTS) + len(load().theories) - 1
    told = found.table.copy()
    told.loc[SUM, "auc"], told.loc[MODEL, "auc"] = 0.99, 0.8
    beaten = dataclasses.replace(found, table=told)
    assert SUM in beaten.better
    assert f"{SUM} 0.99" in beaten.sentence()
    told.loc[list(OPPONENTS), "auc"] = 0.5
    assert dataclasses.replace(found, table=told).better == ()


def test_a_code_ranks_by_itself(found: Hindcast) -> None:
    happened = np.array([one.happened for one in episodes.of_ledger()])
    backing = np.array([-one.codes["great_power_backing"] for one in episodes.of_ledger()])
    assert found.table["auc"]["great_power_backing"] == auc(backing, happened)


def test_a_curve_is_fitted_on_the_others_alone() -> None:
    fitted, truth = np.array([0.0, 1.0, 2.0, 3.0]), np.array([False, False, True, True])
    near, far = elsewhere(fitted, truth, np.array([0.0, 3.0]))
    assert near < 0.5 < far


def missions_file(path: Path, rows: list[dict[str, object]], extra: str = "") -> Path:
    names = [*NEEDED, *([extra] if extra else [])]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def coded(mission: str, *, happened: int, **codes: object) -> dict[str, object]:
    usual = dict.fromkeys(CODES, 0.5)
    return {
        "mission": mission,
        "cluster": mission,
        "troops_peak": 5_000,
        "major_hostilities_within_5y": happened,
        **usual,
        **codes,
    }


def test_a_file_never_seen_before_is_scored_beside_every_opponent(tmp_path: Path) -> None:
    rows = [coded(f"quiet {k}", happened=0, great_power_backing=0.9, note="x") for k in range(4)]
    rows += [coded(f"war {k}", happened=1, great_power_backing=0.1, note="y") for k in range(4)]
    scored = hindcast(missions=missions_file(tmp_path / "new.csv", rows, "note"), replicates=60)
    assert scored.ignored == ("note",)
    assert scored.table["auc"]["great_power_backing"] == 1.0
    assert scored.table["auc"][BASE] == 0.5
    assert scored.table["auc"][MODEL] > 0.9  # backing deters in the model as well
    assert "fitted on the ledger's episodes" in scored.sentence()
    assert len(scored.episodes) == 8
    ends = {"auc_low": 1.0, "auc_high": 1.0}
    assert FLAT in dataclasses.replace(scored, table=scored.table.assign(**ends)).sentence()
    assert FLAT not in dataclasses.replace(scored, table=scored.table.assign(auc_low=0.6)).sentence()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"roe_permissiveness": 1.5}, "row 2, column roe_permissiveness: '1.5' refused"),
        ({"great_power_backing": "much"}, "row 2, column great_power_backing"),
        ({"major_hostilities_within_5y": 2}, "row 2, column major_hostilities_within_5y"),
        ({"cluster": ""}, "row 2, column cluster"),
    ],
)
def test_a_cell_that_cannot_be_is_named(tmp_path: Path, change: dict[str, object], refusal: str) -> None:
    rows = [coded("one", happened=0, **change), *(coded(str(k), happened=k % 2) for k in range(5))]
    with pytest.raises(ScenarioError, match=f"^missions: .*{refusal}"):
        hindcast(missions=missions_file(tmp_path / "bad.csv", rows), replicates=5)


def test_what_is_no_file_of_missions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"^missions: .*is not a file"):
        hindcast(missions=tmp_path / "none.csv")
    (tmp_path / "header.csv").write_text("mission,cluster\na,b\n")
    with pytest.raises(ScenarioError, match="no column troops_peak; needed"):
        hindcast(missions=tmp_path / "header.csv")
    few = missions_file(tmp_path / "few.csv", [coded("a", happened=0), coded("b", happened=1)])
    with pytest.raises(ScenarioError, match="2 episodes, 1 of which"):
        hindcast(missions=few)
    with pytest.raises(ScenarioError, match=r"^theory: .*consensus"):
        hindcast(theory="astrology")


def test_the_verdict_follows_the_numbers(found: Hindcast) -> None:
    assert len(found.episodes) == sum(m.fit_include for m in load().missions)
    assert found.episodes["forecast"].between(0.0, 1.0).all()
    assert found.table["auc"]["base rate"] == 0.5
    assert "upper bound" in found.sentence()
    assert "no skill" in dataclasses.replace(found, gain=(0.01, -0.1, 0.1)).sentence()
    assert "no skill" not in dataclasses.replace(found, gain=(0.2, 0.1, 0.3)).sentence()
    for low, ranks in ((0.6, True), (0.4, False)):
        told = found.table.assign(auc_low=low)
        sentence = dataclasses.replace(found, table=told, gain=(0.01, -0.1, 0.1)).sentence()
        assert ("ranks them better than chance" in sentence) is ranks


def test_a_file_of_a_spreadsheet_is_read_as_one_with_commas(tmp_path: Path) -> None:
    """Columns in another order, a byte-order mark, semicolons, decimal commas and a column that nothing reads."""
    rows = [coded(f"quiet {k}", happened=0, great_power_backing=0.9) for k in range(3)]
    rows += [coded(f"war {k}", happened=1, great_power_backing=0.25) for k in range(3)]
    plain = missions_file(tmp_path / "plain.csv", rows)
    names = ["note", *reversed(NEEDED)]
    lines = [";".join(str(row.get(name, "x")).replace(".", ",") for name in names) for row in rows]
    foreign = tmp_path / "foreign.csv"
    foreign.write_bytes("\r\n".join([";".join(names), *lines]).encode("utf-8-sig"))
    assert episodes.of_file(foreign) == (episodes.of_file(plain)[0], ("note",))


def test_what_is_fitted_elsewhere_is_printed_win_or_lose() -> None:
    found = transferred(replicates=20)
    assert {BASE, SUM, *CODES} <= set(found.index)
    assert {f"model, {theory}" for theory in load().theories} <= set(found.index)
    happened = np.array([one.happened for one in episodes.of_ledger()])
    line = np.array([one.on_a_line for one in episodes.of_ledger()])
    rate = happened[line].mean()
    assert found["line to area"][BASE] == pytest.approx(
        float(((rate - happened[~line]) ** 2).mean()), abs=1e-3
    )

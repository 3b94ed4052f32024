"""A lever, an outcome and a country that are added in Python stand in the page and run there, without JavaScript."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sim.scenario.kinds import Choice, Number
from sim.scenario.levers import LEVERS, WAR
from sim.scenario.row import Lever
from sim.web import page
from tests.house.examples import copy_tree, examples
from tests.web.probe import Explorer, script

ADDED = ("A lever", "An outcome", "A country")
WRITE = """
import json, sys
from pathlib import Path

from sim import Scenario, simulate
from sim.web import page
from tests.web.probe import script

Path(sys.argv[1]).write_text(page.page(script=script()), encoding="utf-8")
scenario = Scenario(sanctions="automatic", stances={"NZL": 3})
runs = simulate(scenario, replicates=40).isel(scenario=0)
names = ("attack_success", "deployed", "troops_by_country")
print(json.dumps({name: runs[name].values.ravel().tolist() for name in names}))
"""
MOVE = """async () => {
    tripwire.set({sanctions: "automatic", stances: {NZL: 3}});
    const outcomes = await tripwire.run(probe.session.settings[0], {replicates: 40});
    const names = ["attack_success", "deployed", "troops_by_country"];
    return Object.fromEntries(names.map((name) => [name, [...outcomes[name]]]));
}"""


NEW = (
    Lever("sanctions", 0.0, WAR, Number(unit="utility", presets={"automatic": 0.35}), "what they would cost"),
    Lever("watch", "open", WAR, Choice(lambda: {"open": "as now", "shut": "closed"}), "who looks on"),
)


def test_a_row_more_in_python_is_a_control_more_in_the_page(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.web.lever_rows.LEVERS", (*LEVERS, *NEW))
    file = tmp_path / "explorer.html"
    file.write_text(page.page(script=script()), encoding="utf-8")
    explorer = Explorer(browser.new_page(), file)
    explorer.ask('() => tripwire.set({sanctions: "automatic", watch: "shut"})')
    assert explorer.ask("() => probe.session.settings[0]") == {"sanctions": 0.35, "watch": "shut"}
    explorer.page.locator("#levers summary", has_text="The war").click()
    for label in ("Sanctions", "Watch"):
        explorer.page.locator("#levers").get_by_text(label, exact=True).wait_for()
    assert explorer.ask("() => probe.refusal({watch: 'sut'})").endswith("did you mean shut?")
    assert explorer.complaints == []
    explorer.page.close()


@pytest.mark.heavy
@pytest.mark.skipif(
    not importlib.util.find_spec("ziglang"), reason="ziglang, which builds the module, is missing"
)
def test_what_is_added_stands_in_the_page(browser: Browser, tmp_path: Path) -> None:
    copy, file = tmp_path / "copy", tmp_path / "explorer.html"
    copy_tree(copy)
    for name in ADDED:
        for edit in examples()[name].edits:
            edit.apply(copy)

    def run(*command: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(copy), "TRIPWIRE_CACHE": str(tmp_path / "cache")}
        done = subprocess.run(
            [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-m", "tools.build_wasm")
    expected = json.loads(run("-c", WRITE, str(file)))
    explorer = Explorer(browser.new_page(), file)
    assert explorer.ask(MOVE) == expected
    levers = explorer.page.locator("#levers")
    levers.locator("summary", has_text="The war").click()
    levers.get_by_text("Sanctions", exact=True).wait_for()
    assert "New Zealand" in explorer.page.locator("#states").inner_text()
    shown = explorer.ask(
        "() => tripwire.refined().then((shown) => shown.sides[0].figures.attack_success.level.n)"
    )
    assert shown == 2_000
    assert explorer.complaints == []
    explorer.page.close()

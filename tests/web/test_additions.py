"""A lever, an outcome and a country that are added in Python stand in the page, and run there, without any JavaScript."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.house.examples import copy_tree, examples
from tests.web.probe import Explorer

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
print(json.dumps({name: runs[name].values.ravel().tolist() for name in ("attack_success", "deployed", "troops_by_country")}))
"""
MOVE = """async () => {
    tripwire.set({sanctions: "automatic", stances: {NZL: 3}});
    const outcomes = await tripwire.run(probe.session.settings[0], {replicates: 40});
    return Object.fromEntries(["attack_success", "deployed", "troops_by_country"].map((name) => [name, [...outcomes[name]]]));
}"""


@pytest.mark.slow
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
    levers.get_by_text("The war", exact=True).click()
    assert levers.get_by_text("Sanctions", exact=True).is_visible()
    assert "New Zealand" in explorer.page.locator("#states").inner_text()
    shown = explorer.ask(
        "() => tripwire.refined().then((shown) => shown.sides[0].figures.attack_success.level.n)"
    )
    assert shown == 2_000
    assert explorer.complaints == []
    explorer.page.close()

"""Scenario files: what the page writes runs to the same bits in Python, and it reads what Python writes and reads."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
import yaml  # type: ignore[import-untyped]

from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.scenario import Scenario, ScenarioError, files
from sim.scenario.heard import check_heard
from sim.scenario.scenario import from_mapping
from sim.web.data import changed
from tests import sampling
from tests.web.probe import Explorer

WRITE = "(told) => probe.to_yaml(told)"
READ = """(text) => {
    try {
        return probe.from_yaml(text);
    } catch (error) {
        return {refused: error.message, kind: error.constructor.name};
    }
}"""
REFUSED = {
    "an alias": "roe: *x",
    "an anchor": "roe: &x 0.5",
    "a tag": "roe: !!float 0.5",
    "a directive": "%YAML 1.2\n---\nroe: 0.5",
    "two documents": "roe: 0.5\n---\nroe: 0.6",
    "a list": "- roe",
    "a word": "robust",
    "nothing": "",
    "no": "exclude: [NO]",
    "a base": "horizon: 010",
    "a time": "horizon: 12:30:00",
    "a day": "name: 2025-01-01",
    "yes": "roe: yes",
    "not a number": "roe: .nan",
    "underscores": "force_size: 40_000",
    "twice": "roe: 0.5\nroe: 0.6",
    "twice inside": "stances: {POL: 1, POL: 2}",
    "interpolation": "roe: ${us_backing}",
    "a merge": "<<: {roe: 0.5}",
    "target": "_target_: os.system",
    "defaults": "defaults: [x]",
    "a prototype": "__proto__: {roe: 0.5}",
    "a constructor": "constructor: 1",
    "deep": "roe: [[[[[[[[[[1]]]]]]]]]]",
    "open": "roe: [0.5",
    "a quote": "name: 'x",
    "long": f"name: {'x' * 300}",
    "huge": "roe: 0.5 # " + "x" * 200_000,
    "a large number": "roe: 1e999",
    "control": 'name: "a\x07"',
    "markup": "'<script>alert(1)</script>': 1",
    "an excursion": "excursions: {one: {roe: 5}}",
    "excursions": "excursions: 5",
    "tabs": "stances:\n\tPOL: 1",
    "thousands": "force_size: 40.000",
    "too many thousands": "force_size: 400.000",
    "thousands of an order": "orders: [{month: 1, state: FRA, role: support, if: {pledged: 10.500}}]",
    "a stance of nobody": "exclude: [FRA]\nstances: {FRA: 1}",
    "a vote of nobody": "exclude: [FRA]\ninjects: [{kind: election, month: 1, country: FRA}]",
    "a value that is never used": "roe: 0.9\nschedule: {roe: [[0, 0.4]]}",
    "badly set in": "roe: 0.5\n  us_backing: 1",
}


PIECES = (
    "# x\n",
    "\n",
    " ",
    "  # y\n",
    "'",
    '"',
    ", ",
    "- ",
    ":",
    ": ",
    "{",
    "]",
    "~",
    "1",
    "&a ",
    "\t",
    "|",
    "?",
)
"""What is put into files to see who still takes them."""


def read(explorer: Explorer, text: str) -> Any:
    return explorer.ask(READ, text)


def plain(scenario: Scenario) -> Any:
    return json.loads(json.dumps(changed(scenario)))


def heard(rng: np.random.Generator) -> Scenario:
    """A random scenario that a file may hold: all that it says is read."""
    while True:
        scenario = sampling.scenario(rng)
        with suppress(ScenarioError):
            check_heard(scenario)
            return scenario


def test_what_nothing_reads_is_not_written_and_the_runs_are_the_same(explorer: Explorer) -> None:
    setting = {
        "exclude": ["FRA"],
        "stances": {"FRA": 3, "POL": 1},
        "publics": {"FRA": 0.9},
        "injects": [{"kind": "election", "month": 4, "size": 2, "country": "FRA"}],
        "schedule": {"battlefield": [[0, 0.8]], "roe": [[0, 0.4]]},
        "battlefield": 0.1,
        "roe": 0.9,
    }
    text = explorer.ask(WRITE, {"base": setting, "settings": []})
    read = Scenario(**files.parse(text, "page").levers)
    assert read.stances == (("POL", 1.0),)
    assert (read.injects, read.roe, read.supplied) == ((), 0.5, ("us_backing", "battlefield"))
    both = run_inputs(lay_out([read, from_mapping(setting)]), replicates=60)
    assert both.run[0].tobytes() == both.run[1].tobytes()


def test_python_reads_what_the_page_writes(explorer: Explorer) -> None:
    rng = np.random.default_rng(11)
    for _ in range(30):
        base, other = heard(rng), heard(rng)
        told = {"base": plain(base), "settings": [plain(other)], "names": ["the other: “one”"]}
        said = files.parse(explorer.ask(WRITE, told), "page")
        assert Scenario(**said.levers) == base
        excursion = said.excursions.get("the other: “one”", {})
        assert Scenario(**said.levers).but(**excursion) == other


def test_the_page_reads_what_python_writes(explorer: Explorer) -> None:
    rng = np.random.default_rng(12)
    for flow in (None, False, True):
        for _ in range(10):
            scenario = heard(rng)
            content = json.loads(json.dumps({"name": "one", **scenario.as_dict()}))
            text = yaml.safe_dump(
                content, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=flow
            )
            said = read(explorer, f"# a remark\n{text}")
            assert said.get("base") == plain(scenario), said


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_both_refuse_the_same_files_in_one_line(explorer: Explorer, text: str) -> None:
    said = read(explorer, text)
    assert said.get("kind") == "Refusal", said
    assert "\n" not in said["refused"]
    assert len(said["refused"]) < 1_000
    if len(text) < files.MAX_BYTES:
        with pytest.raises(ScenarioError):
            files.parse(text, "file")


def spoiled(rng: np.random.Generator) -> str:
    """A file that Python wrote, with a piece put in somewhere."""
    content = json.loads(json.dumps(changed(heard(rng))))
    flow = [None, False, True][int(rng.integers(3))]
    text = str(yaml.safe_dump(content, sort_keys=False, default_flow_style=flow))
    at = int(rng.integers(len(text) + 1))
    return text[:at] + PIECES[int(rng.integers(len(PIECES)))] + text[at + int(rng.integers(2)) :]


def test_what_the_page_takes_python_takes_alike(explorer: Explorer) -> None:
    rng, taken = np.random.default_rng(13), 0
    texts = [spoiled(rng) for _ in range(400)]
    for text, said in zip(texts, explorer.ask(f"(texts) => texts.map({READ})", texts), strict=True):
        if "refused" in said:
            assert said["kind"] == "Refusal", text
            continue
        python = files.parse(text, "file")
        assert said["base"] == plain(Scenario(**python.levers)), text
        taken += 1
    assert taken > 20


def test_blocks_brackets_quotes_and_remarks(explorer: Explorer) -> None:
    text = """\
# what it is
name: "a # b"   # a remark
roe: robust
injects:
- kind: us_walkout
  month: 3
- {kind: drone_incursion,   # over two lines
   month: 4, size: 1.5}
stances: {POL: 2, 'GBR': -1}
schedule:
  us_backing:
  - - 0
    - 0.8
  - [12, 0.2]
excursions:
  it's: {roe: monitor}
  two:
    roles: [training]
"""
    said, python = read(explorer, text), files.parse(text, "file")
    base = Scenario(**python.levers)
    assert said["base"] == plain(base)
    assert said["names"] == list(python.excursions)
    assert said["settings"] == [plain(base.but(**changes)) for changes in python.excursions.values()]


def test_nothing_dated_and_minus_nought_are_read_alike(explorer: Explorer) -> None:
    said = read(explorer, "schedule: {us_backing: []}\nforce_size: -0.0\n")
    assert said["base"] == plain(Scenario(force_size=0.0))

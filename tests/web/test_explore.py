"""`tripwire explore`: writes the page, or serves it to this machine alone."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import sim
from sim.study_folder.make import make
from sim.web import serve
from tests.cli.conftest import Tripwire, tripwire
from tests.web.sight import seen

__all__ = ["tripwire"]
OPENING = re.compile(r'"opening":(\{.*?\})\}</script>')


def opening(path: Path) -> Any:
    (found,) = OPENING.findall(path.read_text(encoding="utf-8"))
    return json.loads(found)


@pytest.mark.parametrize(
    ("words", "base", "settings"),
    [
        ([], {}, []),
        (["roe=robust"], {}, [{"roe": 0.7}]),
        (
            ["roe=robust", "excursions.soft.roe=0.2"],
            {"roe": 0.7},
            [{"roe": 0.2}],
        ),
        (["near_or_far"], {}, [{"location": 0.05}, {"location": 0.9}, {"force_size": 0.0}]),
    ],
)
def test_it_writes_what_it_is_to_open_with(
    tripwire: Tripwire, tmp_path: Path, words: list[str], base: Any, settings: Any
) -> None:
    answer = tripwire("explore", *words, f"to={tmp_path / 'page.html'}")
    assert answer.code == 0, answer.err
    told = opening(tmp_path / "page.html")
    assert (told["base"], told["settings"]) == (base, settings)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["to=page.txt"], "to: page.txt does not end in .html; allowed: a file that does"),
        (["near_or_fer"], "did you mean near_or_far?"),
        (["near_or_far", "roe=robust"], "a study says its own levers; allowed: beside it seed and to"),
        ([f"seed={2**60}"], "is more than a page can count"),
        (["roe=2"], "roe: 2 is out of range; allowed: 0 to 1"),
    ],
)
def test_what_it_cannot_do_is_refused(tripwire: Tripwire, words: list[str], line: str) -> None:
    answer = tripwire("explore", *words)
    assert answer.code == 2
    assert line in answer.err


def test_it_is_served_to_this_machine_alone() -> None:
    with serve.server("<p>page</p>") as serving:
        assert serving.server_address[0] == serve.LOOPBACK
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        address = f"http://{serve.LOOPBACK}:{serving.server_port}"
        with urllib.request.urlopen(f"{address}/?a=b") as answer:
            assert answer.read() == b"<p>page</p>"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/other")
        serving.shutdown()
        thread.join()


def test_it_tells_the_address_and_opens_it() -> None:
    told: list[str] = []

    def opened(address: str) -> None:
        told.append(address)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve.serve("page", opened=opened, tell=told.append)
    assert told[0] == told[1]
    assert told[0].startswith("http://127.0.0.1:")


def test_ctrl_c_ends_it_well(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(page: str, *, opened: Any, tell: Any) -> None:
        tell("http://127.0.0.1:1/")
        opened("http://127.0.0.1:1/")
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "serve", interrupted)
    answer = tripwire("explore", "--no-browser")
    assert (answer.code, answer.out.splitlines()[-1], answer.err) == (0, "stopped", "")


def test_a_state_of_a_study_folder_is_on_the_page_and_runs_there(
    tripwire: Tripwire, browser: Browser, tmp_path: Path
) -> None:
    folder, file = make(tmp_path / "my-study", example=True), tmp_path / "page.html"
    answer = tripwire("explore", f"with={folder}", "stances={NZL: 3}", f"to={file}")
    assert answer.code == 0, answer.err
    with sim.use(folder):
        runs = sim.simulate(sim.Scenario().but(stances={"NZL": 3}), 40, detail=False)
    with seen(browser, file) as page:
        assert "with the study folder my-study" in page.text("#foot")
        assert page.page.locator("#map rect[data-code=NZL]").count() == 1
        deployed = page.ask(
            "async () => Array.from((await tripwire.run({stances: {NZL: 3}}, {replicates: 40})).deployed)"
        )
    assert deployed == runs["deployed"].values[0].tolist()

"""The page is one small file that asks for nothing, runs nothing it was not built with, and says when it cannot run."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sim.scenario import LEVERS, Scenario
from sim.version import STATEMENT
from sim.web import modules, page
from sim.web.data import STRIP
from tests.web.probe import Explorer

ROOT = Path(__file__).parents[2]
MOST_BYTES = 400_000
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture(scope="module")
def text() -> str:
    return page.page()


def test_it_is_small(text: str) -> None:
    assert len(gzip.compress(text.encode(), 9)) <= MOST_BYTES


def test_it_names_no_place_to_ask_for_anything(text: str) -> None:
    markup = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert re.findall(r"""\b(?:src|href)\s*=\s*["']?(?!#)[^"'\s>]+""", markup) == []
    assert "@import" not in markup
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", markup)


def test_its_policy_allows_what_stands_in_it_and_no_more(text: str) -> None:
    (policy,) = POLICY.findall(text)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    for element, rule in (("script", "script-src"), ("style", "style-src")):
        contents = re.findall(rf"<{element}(?: type=\"module\")?>(.*?)</{element}>", text, flags=re.DOTALL)
        hashes = [
            f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in contents
        ]
        assert set(hashes) == set(rules[rule].split()) - {"'wasm-unsafe-eval'"}


def test_it_asks_for_nothing(explorer: Explorer, page_file: Path) -> None:
    asked = [url for url in explorer.requests if not url.startswith(("blob:", "data:"))]
    assert asked == [page_file.as_uri()]
    assert explorer.complaints == []


def test_it_carries_every_lever_and_what_it_is_not(text: str) -> None:
    (plain,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, flags=re.DOTALL)
    data = json.loads(plain)
    assert [row["name"] for row in data["levers"]] == [lever.name for lever in LEVERS]
    assert data["statement"] == STATEMENT
    assert "<" not in plain


def test_it_opens_with_what_it_was_made_for(browser: Browser, tmp_path: Path) -> None:
    base = Scenario(reading="jan2025")
    opening = page.Opening(base, {"firm": base.but(roe=0.7), "soft": base.but(roe=0.1)}, seed=9)
    path = tmp_path / "opened.html"
    path.write_text(page.page(opening), encoding="utf-8")
    explorer = Explorer(browser.new_page(), path)
    shown = explorer.ask(
        "() => { const {seed, base, sides} = tripwire.shown(); "
        "return [seed, base.setting, sides.map((side) => side.setting)]; }"
    )
    assert shown == [
        9,
        {"reading": "jan2025"},
        [{"reading": "jan2025", "roe": 0.7}, {"reading": "jan2025", "roe": 0.1}],
    ]
    explorer.page.close()


@pytest.mark.parametrize("missing", ["WebAssembly", "DecompressionStream", "Worker"])
def test_without_what_it_needs_it_says_so_and_shows_the_base(
    browser: Browser, page_file: Path, missing: str
) -> None:
    opened = browser.new_page()
    opened.add_init_script(f"delete globalThis.{missing}")
    opened.goto(page_file.as_uri())
    still = opened.locator("#still")
    still.wait_for(state="visible")
    assert "not a forecast" in still.inner_text()
    assert still.locator("tr").count() == len(STRIP)
    assert not opened.locator("#app").is_visible()
    opened.close()


def test_without_scripts_it_shows_the_base(browser: Browser, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(page_file.as_uri())
    assert opened.locator("#still tr").count() == len(STRIP)
    assert not opened.locator("#app").is_visible()
    context.close()


# How modules are joined


def test_a_module_keeps_its_names_to_itself() -> None:
    made = {
        "a.js": "const own = 1;\nexport const a = own;\n",
        "b.js": 'import {a as first} from "./a.js";\nconst own = first;\n',
    }
    assert modules.joined("b.js", made).count("const own") == 2
    assert "const {a: first} = a_js;" in modules.joined("b.js", made)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('import x from "./b.js";\n', "imports and exports of names"),
        ("export default 1;\n", "imports and exports of names"),
        ('import {a} from "./a.js";\n', "imports itself"),
        ('import {b} from "./nowhere.js";\n', "no such module"),
    ],
)
def test_what_cannot_be_joined_is_refused(text: str, line: str) -> None:
    with pytest.raises(modules.ModuleError, match=line):
        modules.joined("a.js", {"a.js": text})


# What is released


def test_a_wheel_carries_all_that_the_page_is_made_of() -> None:
    builder = pytest.importorskip("hatchling.builders.wheel").WheelBuilder(str(ROOT))
    carried = {one.distribution_path for one in builder.recurse_included_files()}
    parts = [path for path in (ROOT / "sim" / "web").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(parts) > 40
    assert {path.relative_to(ROOT).as_posix() for path in parts} <= carried

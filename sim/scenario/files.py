"""Scenario files that come from elsewhere, read strictly: what YAML would quietly change is refused.

Plain data only: no anchors, aliases, tags or merges, no interpolation, no key that a configuration system
acts upon. Measured reasons: an alias bomb of 258 bytes stalls a YAML reader for 33 s; `NO:` is read as false,
`12:30:00` as 45000 and `010` as 8. Raises `ScenarioError` with one line that names the field.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from sim.scenario.errors import ScenarioError, nearest, show
from sim.scenario.heard import check_heard
from sim.scenario.levers import BY_NAME
from sim.scenario.scenario import from_mapping
from sim.scenario.thousands import check_plain

MAX_BYTES = 131_072
"""A game of all states in eight turns, every row saying all that it may, takes 113,000."""
MAX_DEPTH = 8
MAX_TEXT = 200
KEYS = ("name", "excursions")
"""What a file may say beside levers."""
NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?", re.ASCII)
REFUSED = {
    yaml.AnchorToken: "anchors (&) are not allowed",
    yaml.AliasToken: "aliases (*) are not allowed",
    yaml.TagToken: "tags (!) are not allowed",
    yaml.DirectiveToken: "directives (%) are not allowed",
    yaml.DocumentStartToken: "document marks (---) are not allowed",
    yaml.DocumentEndToken: "document marks (...) are not allowed",
}
OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class ScenarioFile:
    """What a scenario file says: levers of a scenario, and excursions from it as changes of levers."""

    name: str | None = None
    levers: Mapping[str, Any] = field(default_factory=dict)
    excursions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def stated(self) -> dict[str, Any]:
        """What the file says, as a configuration takes it over."""
        content = {**self.levers, "excursions": self.excursions, "name": self.name}
        return {name: value for name, value in content.items() if value not in (None, {})}


def read(path: Path) -> ScenarioFile:
    """Read and check a scenario file to the last lever."""
    return parse(text_of(path), path.name)


def parse(text: str, source: str) -> ScenarioFile:
    """Check the text of a scenario file to the last lever; `source` opens the message of a refusal."""
    try:
        return check(data(text))
    except ScenarioError as refusal:
        raise ScenarioError(f"{source}: {refusal}") from None


def data(text: str) -> dict[str, Any]:
    """The plain data in a text, whatever its keys mean; `check` checks them as levers and excursions."""
    read: dict[str, Any] = _plain(_compose(text), "")
    return read


def text_of(path: Path) -> str:
    """The text of a file that is small enough, or a `ScenarioError`."""
    if not path.is_file():
        raise ScenarioError(f"file: {show(str(path))} is not a file")
    try:
        with path.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ScenarioError(f"{path.name}: larger than {MAX_BYTES:,} bytes; the longest game takes fewer")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError(f"{path.name}: not text in UTF-8") from None
    except OSError as refusal:
        raise ScenarioError(f"file: {show(str(path))} cannot be read: {refusal.strerror}") from None


def _compose(text: str) -> yaml.Node:
    try:
        _check_tokens(text)
        root = yaml.compose(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as refusal:
        line = refusal.problem_mark.line + 1 if refusal.problem_mark else 1
        raise ScenarioError(f"line {line}: not YAML: {show(refusal.problem).strip(chr(39))}") from None
    except yaml.YAMLError as refusal:
        raise ScenarioError(f"not YAML: {str(refusal).splitlines()[0][:80]}") from None
    if not isinstance(root, yaml.MappingNode):
        raise ScenarioError("not a mapping of levers to values, such as `force_size: 40000`")
    return root


def _check_tokens(text: str) -> None:
    """Walk the token stream before anything is composed, so that nothing in it can unfold."""
    depth = 0
    for token in yaml.scan(text, yaml.BaseLoader):
        line = token.start_mark.line + 1
        if type(token) in REFUSED:
            raise ScenarioError(f"line {line}: {REFUSED[type(token)]}")
        depth += isinstance(token, OPENING)
        depth -= isinstance(token, CLOSING)
        if depth > MAX_DEPTH:
            raise ScenarioError(f"line {line}: nested deeper than {MAX_DEPTH} levels")
        if isinstance(token, yaml.ScalarToken) and len(token.value) > MAX_TEXT:
            raise ScenarioError(f"line {line}: a text longer than {MAX_TEXT} characters")


def _plain(node: yaml.Node, at: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, at)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{at}[{k}]") for k, item in enumerate(node.value)]
    return _scalar(node, at)


def _mapping(node: yaml.MappingNode, at: str) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key_node, value in node.value:
        key = _key(key_node, at)
        where = f"{at}.{key}" if at else key
        if key in read:
            raise ScenarioError(f"{where}: said twice")
        read[key] = _plain(value, where)
    return read


def _key(node: yaml.Node, at: str) -> str:
    where = at or "the file"
    if not isinstance(node, yaml.ScalarNode):
        raise ScenarioError(f"{where}: a list or mapping cannot be a name")
    key = _scalar(node, f"{at}.{node.value}" if at else node.value)
    if not isinstance(key, str):
        raise ScenarioError(f"{where}: {show(node.value)} is not a name; names are texts")
    if key.startswith("_") or key in ("hydra", "defaults"):
        raise ScenarioError(f"{where}: {show(key)} is not allowed as a name")
    return key


def _scalar(node: yaml.Node, at: str) -> Any:
    text = str(node.value)
    if "${" in text:
        raise ScenarioError(f"{at}: interpolation (${{…}}) is not allowed")
    if not text.isprintable():
        raise ScenarioError(f"{at}: {show(text)} holds characters that cannot be printed")
    if getattr(node, "style", None):
        return text
    return _unquoted(text, at)


def _unquoted(text: str, at: str) -> Any:
    """A word or number as it is written; what YAML would read as something else is refused, not guessed."""
    if NUMBER.fullmatch(text):
        check_plain(at, text)
        return _number(text, at)
    meant = yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], [])
    tag = next((tag.rpartition(":")[2] for tag, pattern in meant if pattern.match(text)), "str")
    if tag == "str":
        return text
    if tag == "null":
        return None
    if tag == "bool" and text in BOOLEANS:
        return BOOLEANS[text]
    raise ScenarioError(f"{at}: {_surprise(text, tag)}")


def _surprise(text: str, tag: str) -> str:
    if text.upper() == "NO":
        return "YAML reads NO as false; write NOR for Norway, or false"
    if text.lower() in (".nan", ".inf", "+.inf", "-.inf"):
        return f"{text} is not finite; write a decimal number"
    kind = {"int": "a number in another base", "float": "a number in another base", "bool": "true or false"}
    read_as = kind.get(tag, f"a {tag}")
    return f"YAML reads {show(text)} as {read_as}; write a decimal number, or put a text in quotes"


def _number(text: str, at: str) -> float:
    value = float(text)
    if not math.isfinite(value) or len(text) > 40:
        raise ScenarioError(f"{at}: {show(text)} is too large a number")
    return int(text) if text.lstrip("+-").isdigit() else value


def check(content: dict[str, Any]) -> ScenarioFile:
    """Check levers, name and excursions to the last value."""
    for key in content:
        if key not in BY_NAME and key not in KEYS:
            raise ScenarioError(f"{key}: no such lever; {nearest(key, [*BY_NAME, *KEYS])}")
    levers = {key: value for key, value in content.items() if key in BY_NAME}
    base = from_mapping(levers)
    check_heard(base)
    name = content.get("name")
    if name is not None and not isinstance(name, str):
        raise ScenarioError(f"name: {show(name)} is not a text")
    excursions = content.get("excursions", {})
    if not isinstance(excursions, dict):
        raise ScenarioError(f"excursions: {show(excursions)} is not a mapping of names to changed levers")
    for label, changes in excursions.items():
        if not isinstance(changes, dict):
            raise ScenarioError(f"excursions.{label}: {show(changes)} is not a mapping of levers to values")
        try:
            base.but(**changes)
        except ScenarioError as refusal:
            raise ScenarioError(f"excursions.{label}: {refusal}") from None
    return ScenarioFile(name, levers, excursions)

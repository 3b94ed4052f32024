"""What settings of analyses may be: headlines by name, and what another scenario changes."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.cli.parse.verbs import Setting
from sim.factors.names import but
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import show


@dataclass(frozen=True)
class Changes:
    """Levers that another scenario changes, in one text with spaces between them."""

    def check(self, name: str, value: Any) -> Mapping[str, Any]:
        """The changes, each checked like a lever that is typed."""
        # These load Hydra's grammar, which help need not have.
        from sim.cli.parse.overrides import check_numbers, parsed
        from sim.factors.reading import checked

        changes: dict[str, Any] = {}
        try:
            words = shlex.split(str(value))
        except ValueError:
            raise ScenarioError(f"{name}: {show(value)} has a quote without its pair") from None
        for word in words:
            lever, equals, said = word.partition("=")
            if not equals:
                raise ScenarioError(f"{name}: {show(word)} changes no lever; allowed: {self.allowed()}")
            if lever in changes:
                raise ScenarioError(f"{name}: {lever} is said twice")
            check_numbers(lever, said)
            changes[lever] = parsed(word, lever).value()
        if not changes:
            raise ScenarioError(f"{name}: changes nothing; allowed: {self.allowed()}")
        return checked(changes)

    def allowed(self) -> str:
        """How they are written."""
        return 'LEVER=VALUE, several between spaces and in quotes: "us_backing=none roe=0.7"'

    def example(self, name: str) -> str:
        """One lever."""
        return f"{name}=us_backing=none"


@dataclass(frozen=True)
class HeadlineNames:
    """Names of headlines, between commas."""

    def check(self, name: str, value: Any) -> tuple[str, ...]:
        """The names, each known."""
        from sim.analysis.headlines import named

        listed = tuple(part.strip() for part in str(value).split(",") if part.strip())
        if not listed:
            raise ScenarioError(f"{name}: none named; allowed: {self.allowed()}")
        for one in listed:
            if listed.count(one) > 1:
                raise ScenarioError(f"{name}: {one} is named twice; allowed: once")
        return tuple(named(one).name for one in listed)

    def allowed(self) -> str:
        """The headlines."""
        from sim.analysis.headlines import BY_NAME

        return f"between commas, of {', '.join(BY_NAME)}"

    def example(self, name: str) -> str:
        """Two of them."""
        return f"{name}=force,us_attack"


AGAINST = Setting(
    "against",
    Changes(),
    None,
    "with it, the difference: the outcome less its value where these levers are set",
    unset="none, the outcome itself",
)
HEADLINES = Setting("headlines", HeadlineNames(), (), "which headlines are looked at", unset="all")


def other(scenario: Scenario, against: Mapping[str, Any] | None) -> Scenario | None:
    """The scenario that a headline is compared with, if there is one."""
    if against is None:
        return None
    changed = but(scenario, against)
    if changed.digest == scenario.digest:
        raise ScenarioError("against: changes nothing; allowed: a value other than the scenario's own")
    return changed

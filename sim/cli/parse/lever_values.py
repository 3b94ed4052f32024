"""A setting that is several values of one lever, written as in a sweep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import ungrouped


@dataclass(frozen=True)
class LeverValues:
    """Several values of a lever, each of which is tried."""

    lever: str
    sought: str = ""
    """The verb that looks for the lever's value, so that one value is not enough."""

    def check(self, name: str, value: Any) -> tuple[float, ...]:
        """The values as numbers."""
        from sim.cli.parse import swept_values  # these load Hydra's grammar, which help need not have
        from sim.cli.parse.overrides import check_numbers, parsed
        from sim.factors.levels import Listed
        from sim.factors.reading import read_factor

        if plain := ungrouped(str(value)):
            raise ScenarioError(f"{name}: write {plain}")
        check_numbers(name, str(value))
        factor = read_factor(self.lever, swept_values.values(name, parsed(f"{name}={value}", name)))
        if not isinstance(factor, Listed):
            raise ScenarioError(f"{name}: interval(…) has no values to try; say range(low,high,step)")
        if self.sought and len(factor.values) == 1:
            raise ScenarioError(
                f"{name}: {self.sought} looks for it; say several to try, as in {self.example(name)}"
            )
        return factor.values

    def allowed(self) -> str:
        """What the lever may be."""
        return f"values between commas, or range(low,high,step); each {BY_NAME[self.lever].kind.allowed()}"

    def example(self, name: str) -> str:
        """Two values."""
        return f"{name}={','.join(list(BY_NAME[self.lever].presets)[-2:])}"

"""The public Mesa model: one replicate of one scenario, month by month, with labelled outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import xarray as xr

from sim.engine.agents.country import Country, Player
from sim.engine.inputs import lay_out
from sim.engine.model import Replicate
from sim.results import MAX_REPLICATES, labelled
from sim.rules.roles import ROLE_NAMES
from sim.scenario import BY_NAME, Scenario, ScenarioError, check_scenario
from sim.scenario.errors import check_seed, choice, whole
from sim.scenario.orders import Chosen, Decision, Order
from sim.scenario.possible import never

Word = Callable[[Country], Decision | Chosen | None]
"""What a player says each month, given its country."""


class DeploymentModel(Replicate):
    """One replicate of one scenario, month by month.

    Parameters
    ----------
    scenario
        The scenario; left out, the base scenario.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    replicate
        Number of the replicate.
    collect
        Keep what Mesa's data collector gathers every month; without it a run is faster.
    players
        Who decides for which states, by code: each is called every month with its country, a `Country`, once that has
        weighed its reasons, and returns what the state is to wish: a `Decision`, a role or a list of roles by name, or
        None to leave it to the model's executive.

    Raises
    ------
    ScenarioError
        One line that names what cannot be; also while it runs, if a player asks for what can never be.

    Examples
    --------
    The outcomes are those that `simulate` gives for the same seed and replicate:

    >>> from sim.results import simulate
    >>> scenario = Scenario(horizon=6)
    >>> played = DeploymentModel(scenario, seed=1, replicate=7).run()
    >>> played.equals(simulate(scenario, replicates=8, seed=1).isel(scenario=0).sel(replicate=7))
    True

    A game is a scenario being written: what players decided, as orders, gives the same run again:

    >>> game = DeploymentModel(scenario, players={"POL": lambda country: "support"})
    >>> outcomes = game.run()
    >>> again = DeploymentModel(scenario.but(orders=game.orders())).run()
    >>> bool(again["deployed"] == outcomes["deployed"]), len(game.orders())
    (True, 1)
    """

    def __init__(
        self,
        scenario: Scenario | None = None,
        *,
        seed: int = 1,
        replicate: int = 0,
        collect: bool = True,
        players: Mapping[str, Word] | None = None,
    ) -> None:
        """Draw the assumptions, seat the agents and the players. Raises `ScenarioError`."""
        self.seed_played = check_seed(seed)
        self.replicate = whole("replicate", replicate, 0, MAX_REPLICATES)
        self.scenario_played = Scenario() if scenario is None else check_scenario(scenario)
        inputs = lay_out([self.scenario_played])
        super().__init__(inputs, 0, seed=self.seed_played, replicate=self.replicate, collect=collect)
        self.log: list[Order] = []
        self._wishes: list[tuple[int, str, frozenset[int]]] = []
        seats = {country.code: country for country in self.members}
        for code, player in (players or {}).items():
            seats[choice("players", code, seats)].player = self._listening_to(player)

    def step(self) -> None:
        """One month, in which every state's wish is noted. Raises `ScenarioError` when there is none left."""
        super().step()
        self._wishes += [(self.view.month, country.code, country.wished) for country in self.members]

    def orders(self, *, all_states: bool = False) -> tuple[Order, ...]:
        """The run so far as orders: the scenario's own, and a row for whatever a player decided anew.

        Parameters
        ----------
        all_states
            Write instead what every state wished in every month, executives included: orders that leave the model
            nothing to decide.
        """
        if all_states:
            return tuple(
                Decision(role=tuple(ROLE_NAMES[role] for role in sorted(wished))).from_month(month, code)
                for month, code, wished in self._wishes
            )
        played = {country.code for country in self.members if country.player is not None}
        own = (order for order in self.scenario_played.orders if order.state not in played)
        return tuple(sorted([*own, *self.log], key=lambda order: (order.month, order.state)))

    def _listening_to(self, player: Word) -> Player:
        """A player whose word is checked, and written down when it changes."""

        def decide(country: Country) -> Decision | None:
            word = player(country)
            said = word if isinstance(word, Decision) or word is None else Decision(role=word)
            decision = said or Decision()
            row = self._checked(decision.from_month(self.view.month, country.code))
            last = next((order for order in reversed(self.log) if order.state == country.code), None)
            if (last or Decision().from_month(0, country.code)).without_date != row.without_date:
                self.log.append(row)
            return None if row.by else row.without_date

        return decide

    def _checked(self, row: Order) -> Order:
        """The row in its one form; raises `ScenarioError` for what can never be."""
        (checked,) = BY_NAME["orders"].kind.check("players", [row])
        if reason := never(checked, self.scenario_played):
            raise ScenarioError(f"players: {row.state} in month {row.month}: {reason}")
        return checked  # type: ignore[no-any-return]

    def run(self) -> xr.Dataset:
        """Play all months that are left; returns the outcomes as `simulate` labels them, for this one run."""
        named = {"scenario": self.scenario_played}
        block = self.play()
        return labelled(named, block, seed=self.seed_played, first=self.replicate).isel(
            scenario=0, replicate=0
        )

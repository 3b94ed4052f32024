"""`tripwire explain`, `flip`, `pivotal`, `divergence`: why a state or a run goes one way and not the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.cli.parse.rows import COUNTRY, ONE_POINT, SEED, count
from sim.cli.parse.value_kinds import Count, FactorNames
from sim.cli.parse.verbs import Setting, verb
from sim.cli.show import finding
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.wording import labels
from sim.wording.numbers import bare, counted, ends, finest, half_width, interval, per_cent

if TYPE_CHECKING:
    import pandas as pd

MOST_EXPLAINED = 50_000
"""Runs whose terms are held in memory."""
USUAL = 2_000
MAX_REPLICATE = 1_000_000
MONTH = Setting(
    "month",
    Count(0, int(BY_NAME["horizon"].high) - 1),
    None,
    "the month up to which is looked, counted from 0",
    unset="the last month of peace",
    sample="12",
)
REPLICATE = Setting(
    "replicate", Count(0, MAX_REPLICATE), None, "one run alone, by its number", unset="all", sample="7"
)


@verb(
    "why a state decides as it does",
    levers="scenario",
    argument=COUNTRY,
    settings=(
        SEED,
        count("replicates", 1, USUAL, "runs that are averaged", most=MOST_EXPLAINED),
        MONTH,
        REPLICATE,
        *ONE_POINT,
    ),
)
def explain(
    scenario: Scenario, country: str, seed: int, replicates: int, month: int | None, replicate: int | None
) -> None:
    """The terms of a state's willingness to send soldiers, each with its mean, its spread and what it rests on."""
    from sim.analysis.explain import DECIDING, PLACES, WILLINGNESS, explanation

    if replicate is not None and replicates != USUAL:
        raise ScenarioError("replicates: cannot be set beside replicate, which is one run alone")
    explained = explanation(scenario, country, seed, replicates, month, replicate)
    terms = explained.table.drop(WILLINGNESS).sort_values("weight", ascending=False, kind="stable")
    nothing = [labels.term(str(term)) for term in terms.index[terms["weight"] == 0.0]]
    kept = [*terms.index[terms["weight"] > 0.0], WILLINGNESS]
    rows = [
        (
            labels.term(str(term), known=explained.known),
            bare(explained.printed[str(term)], PLACES, signed=True),
            " to ".join(ends(row["low"], row["high"], PLACES, signed=True)),
            per_cent(row["weight"]) if row["weight"] >= DECIDING else "·" * (term != WILLINGNESS),
            f"{row['parameters']} ({row['grade']})" if row["grade"] else "",
        )
        for term, row in explained.table.loc[kept].to_dict("index").items()
    ]
    heads = ("term", "mean", "nine runs in ten", "weight", "rests on (grade)")
    about = (
        f"Logits, for {explained.role}. Weight: a term's mean size as a share of all terms'; · less than "
        f"{100 * DECIDING:.0f} %, which does not decide. "
    )
    about += f"Zero in every run: {labels.listed(nothing)}. " if nothing else ""
    about += f"{counted(explained.replicates, 'run')}, seed {seed}"
    finding.show(explained, finding.table(heads, rows, words=True), about)


@verb(
    "the smallest change that turns a state's decision",
    levers="scenario",
    argument=COUNTRY,
    settings=(
        SEED,
        count("replicates", 10, 300, "runs of each setting"),
        Setting("levers", FactorNames(), (), "the levers that may be changed", unset="all that have a range"),
        *ONE_POINT,
    ),
)
def flip(scenario: Scenario, country: str, seed: int, replicates: int, levers: tuple[str, ...]) -> None:
    """The smallest change of one lever, and of two, that turns a state's decision."""
    from sim.analysis.flip import flip as search

    turned = search(scenario, country, levers=levers or None, seed=seed, replicates=replicates)
    turns = [(str(turn), per_cent(turn.on_the_ground)) for turn in (*turned.singles, *turned.pairs[:3])]
    switches = [(f"{name}={value}", per_cent(share)) for name, value, share in turned.switches]
    rows = turns + switches
    table = finding.table(("what turns it", "then on the ground"), rows) if rows else None
    finding.show(turned, table, f"{counted(turned.replicates, 'run')} a setting, seed {seed}")


@verb(
    "which states take others with them if they stay away",
    levers="scenario",
    settings=(
        SEED,
        count("replicates", 2, 2_000, "paired runs of each case", most=MOST_EXPLAINED),
        *ONE_POINT,
    ),
)
def pivotal(scenario: Scenario, seed: int, replicates: int) -> None:
    """Every state left out in turn: how many others stay away with it, and how many soldiers beyond its own."""
    from sim.analysis.pivotal import pivotal as search

    found = search(scenario, replicates, seed)
    shown = found.table[found.table["others_separated"] | found.table["soldiers_separated"]]
    rows = [
        (
            labels.state(str(code), known=bool(row["known"])),
            per_cent(row["on_the_ground"]),
            f"{row['own_soldiers']:,.0f}",
            *lost,
        )
        for (code, row), *lost in zip(
            shown.to_dict("index").items(),
            *(_clear(shown, name) for name in ("others", "soldiers")),
            strict=True,
        )
    ]
    heads = ("left out", "goes", "own\nsoldiers", "others lost", "soldiers lost\nbeyond its own")
    about = (
        f"Mean of {found.replicates:,} paired runs, seed {seed}, with 95 % intervals; below 0: gained. · no difference "
        f"seen, in either for the {len(found.table) - len(shown)} other states. ? stance unknown, drawn"
    )
    finding.show(found, finding.table(heads, rows) if rows else None, about)


def _clear(shown: pd.DataFrame, name: str) -> list[str]:
    """Losses with their intervals, all to the same places, where they stand out of the noise."""
    losses = shown[[name, f"{name}_low", f"{name}_high"]].to_numpy(float).tolist()
    clear = shown[f"{name}_separated"].to_list()
    seen = [loss for loss, stands in zip(losses, clear, strict=True) if stands]
    places = finest((loss[0], half_width(*loss)) for loss in seen)
    return [
        interval(*loss, signed=True, beside=places) if stands else "·"
        for loss, stands in zip(losses, clear, strict=True)
    ]


@verb(
    "where a run parts from the base scenario's",
    levers="scenario",
    settings=(
        SEED,
        Setting("replicate", Count(0, MAX_REPLICATE), 0, "the run, by its number", sample="7"),
        *ONE_POINT,
    ),
)
def divergence(scenario: Scenario, seed: int, replicate: int) -> None:
    """The first month and actor at which a run parts from the base scenario's on the same chance."""
    from sim.analysis.divergence import divergence as part

    parted = part(Scenario(), scenario, seed=seed, replicate=replicate)
    finding.show(parted, None, f"The base scenario against these levers, seed {seed}")

"""From results to insight on the command line: why, what flips it, how much, which, what matters, where, how sure.

Each verb takes levers as `lever=value`, its own settings the same way, and prints a finding and a table. What it
does not use it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim import outcomes
from sim.cli.asking import listed, read
from sim.results import STATEMENT
from sim.scenario import Scenario, ScenarioError
from sim.wording.numbers import PERCENT, UNSPOKEN, amount, bare, ends, half_width

COUNTRY = "POL"
GRID = ("roe", "us_backing", "force_size")
"""Levers of which `enough` takes several values."""
OLD = {"rules": "roe", "backing": "us_backing", "sizes": "force_size"}
"""What these were once called there."""
MORRIS = ("effect", "spread")
"""What Morris screening has beside its index."""


def explain(argv: list[str]) -> int:
    """`tripwire explain POL [month=12] [replicate=7] [lever=value …]`."""
    from sim.analysis.explain import explanation

    settings = {"seed": 1, "replicates": 2_000, "month": None, "replicate": None}
    asked = read("explain", argv, settings, plain=1)
    country = asked.plain[0].upper() if asked.plain else COUNTRY
    found = explanation(asked.scenario, country, **asked.settings)
    rows = [
        (
            str(term),
            bare(row["mean"], 2, signed=True),
            bare(row["sd"], 2),
            *ends(row["low"], row["high"], 2, signed=True),
            row["grade"],
            row["parameters"],
        )
        for term, row in found.table.to_dict("index").items()
    ]
    heads = ("term", "mean", "spread", "from", "to (90 %)", "grade", "rests on")
    about = f"{found.replicates:,} runs, seed {found.seed}; logits, for {found.rung}"
    _say(found.sentence(), _table(heads, rows), about)
    return 0


def flip(argv: list[str]) -> int:
    """`tripwire flip DEU [levers=roe,us_backing] [lever=value …]`."""
    from sim.analysis.flip import flip as search

    asked = read("flip", argv, {"seed": 1, "replicates": 300, "levers": ""}, plain=1)
    country = asked.plain[0].upper() if asked.plain else COUNTRY
    found = search(
        asked.scenario,
        country,
        levers=listed(asked["levers"]) or None,
        seed=asked["seed"],
        replicates=asked["replicates"],
    )
    turns = [(str(turn), f"{100 * turn.on_the_ground:.0f} %") for turn in (*found.singles, *found.pairs[:3])]
    switches = [(f"{name}={value}", f"{100 * share:.0f} %") for name, value, share in found.switches]
    table = _table(("what turns it", "then on the ground"), turns + switches) if turns or switches else None
    _say(found.sentence(), table, f"{found.replicates:,} runs a setting, seed {found.seed}")
    return 0


def enough(argv: list[str]) -> int:
    """`tripwire enough [measure=attacked] [at_most=0.2 | at_least=…] [roe=a,b] [us_backing=0.3,0.8] [force_size=a,b]`.

    Several values of `roe` or `us_backing` are each tried; one value sets the scenario, as with every other lever.
    Several values of `force_size` are the sizes to try.
    """
    from sim.analysis import words
    from sim.analysis.enough import SIZES, Target
    from sim.analysis.enough import enough as search

    settings = {"seed": 1, "replicates": 1_000, "measure": "attacked", "at_most": None, "at_least": None}
    asked = read("enough", argv, settings, grid=GRID, old=OLD)
    if "force_size" not in asked.grid and any(word.startswith("force_size=") for word in argv):
        raise ScenarioError("force_size: enough looks for it; say several sizes to try, as in 10000,40000")
    low, high = asked["at_least"], asked["at_most"]
    if low is not None and high is not None:
        raise ScenarioError("enough: at_most or at_least, not both")
    level = low if low is not None else high if high is not None else 0.2
    target = Target(asked["measure"], level, low is not None)
    found = search(
        asked.scenario,
        target,
        roe=asked.grid.get("roe", ()),
        us_backing=asked.grid.get("us_backing", ()),
        force_size=asked.grid.get("force_size", SIZES),
        seed=asked["seed"],
        replicates=asked["replicates"],
    )
    rows = [
        (f"{curve.roe:g}", f"{curve.us_backing:g}", f"{size:,.0f}", _level(mean, target.measure))
        for curve in found.curves
        for size, mean in zip(curve.sizes, curve.means, strict=True)
    ]
    heads = (*GRID, words.called(target.measure))
    _say(found.sentence(), _table(heads, rows), f"{found.replicates:,} runs a point, seed {found.seed}")
    return 0


def rank(argv: list[str]) -> int:
    """`tripwire rank [draws=16] [tapes=32] [lever=value …]`: options by regret."""
    from sim.analysis import words
    from sim.analysis.rank import NOTE
    from sim.analysis.rank import rank as order

    asked = read("rank", argv, {"seed": 1, "draws": 16, "tapes": 32})
    found = order(asked.scenario, **asked.settings)
    heads = [
        "option",
        "regret",
        "±",
        "worst",
        "limits\nmet",
        *(_stacked(words.called(c.measure), outcomes.BY_NAME[c.measure].unit) for c in found.criteria),
    ]
    rows = [
        [
            str(name),
            *_parted(row["regret"], row["regret_low"], row["regret_high"]),
            f"{row['worst_regret']:.2f}",
            f"{100 * row['satisfices']:.0f} %",
            *(_level(row[c.measure], c.measure) for c in found.criteria),
        ]
        for name, row in found.table.to_dict("index").items()
    ]
    about = f"{found.runs_a_world} runs a world, seed {found.seed}. {NOTE}"
    _say(found.sentence(), _table(heads, rows, gap=1), about)
    return 0


def sensitivity(argv: list[str]) -> int:
    """`tripwire sensitivity [measure=…] [method=sobol|morris] [factors=roe,assume.b_us] [samples=256]`."""
    from sim.analysis.response import FACTORS
    from sim.analysis.sensitivity import sensitivity as measure_it

    settings = {
        "seed": 1,
        "replicates": 64,
        "measure": "attacked",
        "method": "sobol",
        "factors": "",
        "samples": 256,
    }
    asked = read("sensitivity", argv, settings)
    chosen = asked.settings | {"factors": listed(asked["factors"]) or FACTORS}
    found = measure_it(asked.scenario, **chosen)
    alone = "first" in found.table
    rows = [
        (
            str(name),
            amount(row["index"], row["error"]),
            *((amount(row["first"], row["first_error"]),) if alone else (f"{row[c]:.3f}" for c in MORRIS)),
        )
        for name, row in found.table.to_dict("index").items()
    ]
    about = f"{found.samples:,} samples × {found.runs_a_point} runs, seed {found.seed}"
    heads = ("factor", "index, 95 %", *(("alone, 95 %",) if alone else MORRIS))
    _say(found.sentence(), _table(heads, rows), about)
    return 0


def discover(argv: list[str]) -> int:
    """`tripwire discover [measure=…] [above=0.25 | at_most=…] [method=prim|cart] [cases=1000]`."""
    from sim.analysis.discover import discover as search
    from sim.analysis.response import FACTORS

    settings = {"seed": 1, "replicates": 64, "measure": "attacked", "above": None, "at_most": None}
    asked = read("discover", argv, settings | {"method": "prim", "factors": "", "cases": 1_000})
    if asked["above"] is not None and asked["at_most"] is not None:
        raise ScenarioError("discover: above or at_most, not both")
    below = asked["at_most"] is not None
    level = asked["at_most"] if below else asked["above"] if asked["above"] is not None else 0.25
    found = search(
        asked.scenario,
        asked["measure"],
        level,
        above=not below,
        factors=listed(asked["factors"]) or FACTORS,
        method=asked["method"],
        cases=asked["cases"],
        replicates=asked["replicates"],
        seed=asked["seed"],
    )
    _say(found.sentence(), None, f"{found.cases:,} cases × {found.runs_a_point} runs, seed {found.seed}")
    return 0


def decompose(argv: list[str]) -> int:
    """`tripwire decompose [measure=…] [draws=150] [tapes=40]`: how much of the spread is chance, parameters, theory."""
    from sim.analysis.decompose import decompose as part

    asked = read("decompose", argv, {"seed": 1, "measure": "attacked", "draws": 150, "tapes": 40})
    found = part(asked.scenario, **asked.settings)
    rows = [
        (
            str(name),
            f"{100 * row['share']:.0f} %",
            *(f"{end} %" for end in ends(row["low"], row["high"], 2, "share")),
        )
        for name, row in found.table().to_dict("index").items()
    ]
    table = _table(("part of the spread", "share", "from", "to (95 %)"), rows)
    _say(found.sentence(), table, f"{found.draws} draws × {found.tapes} tapes a theory, seed {found.seed}")
    return 0


def divergence(argv: list[str]) -> int:
    """`tripwire divergence lever=value … [replicate=7]`: where a run parts from the base's on the same chance."""
    from sim.analysis.divergence import divergence as part

    asked = read("divergence", argv, {"seed": 1, "replicate": 0})
    found = part(Scenario(), asked.scenario, **asked.settings)
    _say(found.sentence(), None, f"The base scenario against these levers, seed {found.seed}")
    return 0


def hindcast(argv: list[str]) -> int:
    """`tripwire hindcast [replicates=400]`: past missions that held against those that did not."""
    from sim.analysis.hindcast import hindcast as score

    settings = {"seed": 1, "replicates": 400}
    asked = read("hindcast", argv, settings)
    if asked.scenario != Scenario():
        raise ScenarioError(f"hindcast: the past sets the levers; only {' and '.join(settings)} may be given")
    found = score(**asked.settings)
    heads = ("score", "AUC", "from", "to (95 %)", "Brier")
    rows = [
        (str(name), f"{row['auc']:.3f}", *ends(row["auc_low"], row["auc_high"], 3), f"{row['brier']:.3f}")
        for name, row in found.table.to_dict("index").items()
    ]
    _say(found.sentence(), _table(heads, rows), f"{found.replicates} runs an episode, seed {found.seed}")
    return 0


def _parted(value: float, low: float, high: float) -> tuple[str, str]:
    """A value and the error that stands in a column of its own."""
    value_text, _, error = amount(value, half_width(value, low, high)).partition(" ± ")
    return value_text, error


def _level(value: float, measure: str) -> str:
    """A mean in a table: shares as per cent."""
    if outcomes.BY_NAME[measure].unit in PERCENT:
        return f"{100 * value:.1f} %"
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}"


def _stacked(name: str, unit: str) -> str:
    """A head of a narrow column in two lines, with its unit if it has one to say."""
    if unit not in UNSPOKEN and unit not in PERCENT:
        return f"{name}\n{unit}"
    return "\n".join(name.rsplit(" ", 1))


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]], gap: int = 2) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, gap, 0, 0))
    named = list(heads)
    for k, head in enumerate(named):
        # Where a row is a sentence and a figure, the sentence has to wrap.
        table.add_column(head, justify="right" if k else "left", no_wrap=not k and len(named) > 2)
    for row in rows:
        table.add_row(*row)
    return table


def _say(finding: str, table: Table | None, about: str) -> None:
    out = Console(highlight=False)
    out.print(Text(finding, "bold"))
    if table is not None:
        out.print()
        out.print(table)
    out.print(Text(f"\n{about}. Tripwire {STATEMENT}.", "italic"))

"""Whatever is wrong on the command line is said in one line that names the field and what is allowed."""

from pathlib import Path

import pytest

from sim.cli.commands import execution
from tests.cli.conftest import Tripwire

REFUSALS = [
    # Names
    ("forc_size=1", "forc_size: no such lever; did you mean force_size?"),
    ("+unknown=1", "unknown: no such lever; tripwire --help"),
    ("+forc_size=1", "did you mean force_size?"),
    ("ROE=1", "did you mean roe?"),
    ("=3", "no lever is named"),
    (".", "no lever is named"),
    ("roe.x=1", "roe.x: roe is one value"),
    ("kfor", "kfor: is a preset; say experiment=kfor"),
    ("roe[0]=1", "did you mean roe?"),
    ("roe@here=1", "did you mean roe?"),
    ("excursions.kfor.ro=robust", "excursions.kfor.ro: no such lever; did you mean roe?"),
    ("stances.NO=1", "stances: unknown 'NO'; did you mean NOR?"),
    ("assume.Vv=1", "assume: unknown 'Vv'"),
    ("exclude=[NO]", "exclude: unknown 'NO'; did you mean NOR?"),
    ("injects=[{kind:us_walkot,month:3}]", "did you mean us_walkout?"),
    ("injects=[{kind:us_walkout,month:3,strength:1}]", "injects: unknown 'strength'"),
    ("orders=[{month:3,state:GER,role:arms}]", "orders.state: unknown 'GER'"),
    (
        "orders=[{month:3,state:FRA,role:arm}]",
        "orders: FRA in month 3: role: unknown 'arm'; did you mean arms?",
    ),
    (
        "orders=[{month:3,state:FRA,role:monitoring}]",
        "monitoring is not on offer; allowed: once roles has monitoring",
    ),
    ("orders=[{month:3,state:FRA,role:support,if:{on_ground:[FRA]}}]", "if.on_ground names the state itself"),
    ("orders=[{month:40,state:FRA,role:arms}]", "would never come; horizon=36 allows: 0 to 35"),
    # Values
    ("force_size=nan", "force_size: nan is not finite; allowed: 0 to 300000"),
    ("force_size=inf", "force_size: inf is not finite"),
    ("force_size=-inf", "force_size: -inf is not finite"),
    ("force_size=1e400", "force_size: inf is not finite"),
    ("force_size=-1", "force_size: -1 is out of range; allowed: 0 to 300000"),
    ("force_size=true", "force_size: True is not a number"),
    ("force_size=", "force_size: '' is not a number; allowed: 0 to 300000"),
    ("force_size=010", "force_size: '010' is not a number"),
    ("force_size=12:30:00", "force_size: '12:30:00' is not a number"),
    ("force_size=[1]", "force_size: [1] is not a number"),
    ("force_size={a:1}", "force_size: {'a': 1} is not a number"),
    ("force_size=" + "9" * 400, "force_size"),
    ("roe=null", "roe: None is not a number; allowed: 0 to 1"),
    ("roe=robst", "robust, combat; did you mean robust?"),
    ("force_size='40,000'", "force_size: '40,000' is not a number; write 40000"),
    ("assume.foo=1", "assume: unknown 'foo'; "),
    ("schedule.roe=[[3,0.1],[3,0.2]]", "schedule.roe: month 3 has two values; allowed: one"),
    (
        "schedule.roe=[[36,0.1]]",
        "schedule.roe: the value in month 36 would never come; horizon=36 allows: 0 to 35",
    ),
    ("injects=[{kind:us_walkout,month:40}]", "injects: us_walkout in month 40 would never come; horizon=36"),
    ("roe=brave", "roe: 'brave' is not a number; allowed: 0 to 1 index; or monitor"),
    ("mandate=nato", "mandate: unknown 'nato'"),
    ("theory=realism", "theory: unknown 'realism'"),
    ("reading=2026", "reading: 2026 is not a name; allowed: jan2025"),
    ("horizon=1.5", "horizon: 1.5 is not a whole number"),
    ("roles=infantry", "roles: unknown 'infantry'"),
    ("injects=soon", "injects: 'soon' is not a list"),
    ("stances=[1]", "stances: [1] is not a mapping"),
    ("stances.POL=nan", "stances.POL: nan is not finite; allowed: -3 to 3"),
    ("schedule.us_backing=[[200,0.5]]", "schedule.us_backing: 200 is out of range"),
    ("excursions=5", "excursions: 5 is not a mapping"),
    ("excursions.a=5", "excursions.a: 5 is not a mapping"),
    ("excursions.base.roe=0.1", "excursions.base: refused"),
    ("excursions={a:{_target_:os.system}}", "excursions.a: _target_: no such lever"),
    # Settings
    ("replicates=1", "replicates: 1 is out of range; allowed: 2 to"),
    ("replicates=many", "replicates: 'many' is not a number"),
    ("replicates=1e9", "replicates: 1000000000 is out of range; allowed: 2 to 100000 runs"),
    ("seed=-1", "seed: -1 is out of range; allowed: 0 to 9223372036854775807"),
    ("seed=9223372036854775808", "seed: 9223372036854775808 is out of range"),
    ("threads=0", "threads: 0 is out of range; allowed: 1 to 256"),
    ("plate=maybe", "plate: 'maybe' refused; allowed: true, false"),
    ("progress=loud", "progress: unknown 'loud'"),
    ("out=null", "out: None is not a folder"),
    ("name=../escape", "name: '../escape' refused; allowed: letters"),
    ("file=nowhere.yaml", "file: 'nowhere.yaml' is not a file"),
    # Words
    ("roe", "roe: no such verb"),
    ("force_size=(1", "force_size: '(1' cannot be read"),
    ("force_size=1,2", "force_size: several values"),
    ("force_size=range(1,3)", "force_size: several values"),
    ("~roe", "roe: cannot be taken away"),
    ("force_size=${oc.env:HOME}", "interpolation"),
    ("name='${hydra:runtime.cwd}'", "interpolation"),
    ("experiment=us_walk", "experiment: no 'us_walk'; allowed: arms_not_troops"),
    ("experiment=../config", "experiment: no '../config'"),
    ("us=all", "us: no 'all'; allowed: enablers, full"),
    ("explian", "explian: no such verb; did you mean explain?"),
    # Hydra's own
    ("hydra.run.dir=/tmp/x", "hydra.run.dir: Hydra's own settings"),
    ("+hydra.callbacks.x._target_=os.system", "Hydra's own settings"),
    ("hydra/launcher=joblib", "Hydra's own settings"),
    ("--config-dir=/tmp", "no such flag"),
    ("--config-path=/tmp", "no such flag"),
    ("--experimental-rerun=x.pickle", "no such flag"),
    ("-c", "-c: say what, as in tripwire -c job; allowed: job"),
]


@pytest.mark.parametrize(("word", "said"), REFUSALS, ids=[word[:40] for word, _ in REFUSALS])
def test_one_line_names_field_and_allowed(
    tripwire: Tripwire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, said: str
) -> None:
    begun: list[object] = []
    monkeypatch.setattr(execution, "execute", begun.append)
    assert said in tripwire(word).refusal
    assert begun == []
    assert list(tmp_path.iterdir()) == []


def test_a_bad_word_after_good_ones_is_found(tripwire: Tripwire) -> None:
    assert tripwire("roe=monitor", "force_size=200000", "us_backing=2").refusal.startswith(
        "us_backing: 2 is out of"
    )


def test_settings_of_verbs_are_checked_alike(tripwire: Tripwire) -> None:
    assert tripwire("demo", "replicates=1").refusal.startswith("replicates: 1 is out of range")
    assert "did you mean roe?" in tripwire("sources", "ro=1").refusal
    assert tripwire("explain", "POL", "none").refusal == "none: is a preset; say us=none"
    assert "not a mapping" in tripwire("run", "stances=1").refusal


def test_a_folder_that_cannot_be_written_is_named(tripwire: Tripwire, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    assert tripwire("out=taken", "replicates=2").refusal.startswith("out: 'taken'")


def test_the_name_of_the_base_is_taken(tripwire: Tripwire) -> None:
    assert tripwire("name=base", "roe=0.1").refusal.startswith("name: 'base' is taken")

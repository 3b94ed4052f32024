"""What a seat alone knows can be so: no loss is named that is larger than what the state can have in Ukraine."""

from sim.deployment_model import DeploymentModel
from sim.scenario import Scenario
from sim.seminar.model.own import known


def test_no_loss_is_larger_than_the_contingent() -> None:
    told = []
    for replicate in range(20):
        model = DeploymentModel(Scenario(), seed=1, replicate=replicate, collect=False)
        seats = [known(model, country, ahead=6) for country in model.members]
        told += [seat for seat in seats if seat["tolerance"] is not None]
    assert len(told) > 20
    assert all(1 <= seat["tolerance"] <= max(1, seat["capacity"]) for seat in told)

package dev.lifeboat.aws.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.util.List;

/// [AcceleratorRoute] passes the contract where all users are led. Nothing is asked for: they
/// follow the health of the endpoints.
final class AcceleratorRouteContractTest extends AcceleratorContract {
  AcceleratorRouteContractTest() throws IOException {}

  @Override
  protected Goal.Routed goal() {
    return new Goal.Routed("entry", "west");
  }

  @Override
  protected void accepted(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Pending.class);
    accelerator.serve("west");
  }

  @Override
  protected void pause() {
    super.pause();
    accelerator.serve("west");
  }

  @Override
  protected List<Attempt> late() {
    return List.of();
  }

  @Override
  protected void assertOneEffect() {
    assertThat(changes()).as("calls of the control plane").isZero();
  }
}

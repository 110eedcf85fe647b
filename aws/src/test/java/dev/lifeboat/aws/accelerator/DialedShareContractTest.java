package dev.lifeboat.aws.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// [DialedShare] passes the contract: a quarter of the users goes home on trial.
final class DialedShareContractTest extends AcceleratorContract {
  DialedShareContractTest() throws IOException {}

  @Override
  protected Goal.Routed goal() {
    return new Goal.Routed(
        "entry", "east", new Goal.Share(25, Duration.ofSeconds(5), 10, Duration.ofSeconds(2)));
  }

  @Override
  protected void accepted(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Pending.class);
  }

  @Override
  protected void assertOneEffect() {
    assertThat(accelerator.dials).isEqualTo(Map.of("east", 25f, "west", 100f));
  }
}

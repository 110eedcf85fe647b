package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/// [NameShare] passes the contract: a quarter of the users goes home on trial.
final class NameShareContractTest extends RouteContract<Goal.Routed> {
  private static final Duration HOLD = Duration.ofSeconds(5);

  NameShareContractTest() throws IOException {}

  @Override
  protected Placement placed() {
    return Placement.first("shop", "west").claimedBy(RUN).promoted("east", EPOCH);
  }

  @BeforeEach
  void sendToWest() throws Exception {
    users.objects().send("west", 1);
  }

  @Override
  int before() {
    return 3;
  }

  @Override
  protected Goal.Routed goal() {
    return new Goal.Routed("entry", "east", new Goal.Share(25, HOLD, 10, Duration.ofSeconds(2)));
  }

  @Override
  protected Reconciler<Goal.Routed> reconciler() {
    return route();
  }

  @Override
  protected void accepted(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Pending.class);
  }

  @Override
  protected void assertOneEffect() {
    assertWrittenOnce(Route.trial("east", "west", 25, List.of(5, 25, Route.ALL), EPOCH));
  }
}

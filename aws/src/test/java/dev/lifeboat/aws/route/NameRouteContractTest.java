package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// [NameRoute] passes the contract where all users are sent.
final class NameRouteContractTest extends RouteContract<Goal.Routed> {
  NameRouteContractTest() throws IOException {}

  @Override
  protected Goal.Routed goal() {
    return new Goal.Routed("entry", "west");
  }

  @Override
  protected Reconciler<Goal.Routed> reconciler() {
    return route();
  }

  @Test
  void a_first_look_that_reaches_nobody_is_repeated_once() throws Exception {
    users.buckets.lose(3);
    assertThat(users.objects().look().silent()).isEmpty();
    users.buckets.lose(6);
    assertThat(users.objects().look().isUnknown()).isTrue();
  }

  @Override
  protected void assertOneEffect() {
    assertWrittenOnce(new Route("west", EPOCH));
  }
}

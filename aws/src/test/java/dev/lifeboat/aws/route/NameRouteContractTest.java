package dev.lifeboat.aws.route;

import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

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

  @Override
  protected void assertOneEffect() {
    assertWrittenOnce(new Route("west", EPOCH));
  }
}

package dev.lifeboat.aws.route;

import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// [NameFence] passes the contract.
final class NameFenceContractTest extends RouteContract<Goal.Fenced> {
  NameFenceContractTest() throws IOException {}

  @Override
  protected Goal.Fenced goal() {
    return new Goal.Fenced("entry", "east", Goal.Stop.IMMEDIATE);
  }

  @Override
  protected Reconciler<Goal.Fenced> reconciler() {
    return new NameFence(users.objects(), claim());
  }

  @Override
  protected void assertOneEffect() {
    assertWrittenOnce(new Route("west", EPOCH));
  }
}

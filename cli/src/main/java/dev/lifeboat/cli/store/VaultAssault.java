package dev.lifeboat.cli.store;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import java.io.IOException;
import java.util.Optional;

/// Attack on a vault of a plan by the login that writes to it.
record VaultAssault(VaultPlace place) {
  AttackedVault outcome() throws ProblemException {
    if (!place.isBucket()) {
      throw ProblemException.lasting(
          Code.LB1005,
          "vault '%s' is in a folder, which whoever writes there may delete"
              .formatted(place.name()),
          "nothing was attacked or broken",
          "name a bucket whose store keeps what is put");
    }
    try (var stores = new OpenStores()) {
      var _ = stores.open(place.url(), Optional.empty(), place.region());
      var outcome = stores.attack();
      return new AttackedVault(place.name(), outcome.objects(), outcome.refused(), outcome.let());
    } catch (IOException failed) {
      throw VaultFailures.told(place.url(), "run it again", failed);
    }
  }
}

package dev.lifeboat.cli.store;

import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import java.io.IOException;
import java.util.Optional;

/// Attack on a vault of a plan by the login that writes to it.
record VaultAssault(VaultPlace place) {
  AttackedVault outcome() throws InterruptedException, ProblemException {
    if (!place.isBucket()) {
      throw AttackedVault.refused(
          "vault '%s' is in a folder, which whoever writes there may delete"
              .formatted(place.name()),
          "name a bucket whose store keeps what is put");
    }
    try (var stores = new OpenStores()) {
      var _ = stores.open(place.url(), Optional.empty(), place.region());
      var outcome = stores.attack();
      return new AttackedVault(
          place.name(),
          outcome.objects(),
          outcome.refused(),
          outcome.let(),
          outcome.open(),
          outcome.unclear());
    } catch (IOException failed) {
      throw AttackedVault.failed(
          "%s: the attack broke off: %s".formatted(place.url(), FileFailure.told(failed)),
          "what it did till then is not known; no row was damaged",
          "see what is there by 'lifeboat vault check %s'".formatted(ShellWord.of(place.url())));
    }
  }
}

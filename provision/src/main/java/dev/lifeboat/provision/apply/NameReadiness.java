package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.List;

/// Wait for the health checks of a name, before its users are led by them.
record NameReadiness(
    StackPort stacks, AccountPort account, ProvisionWaiter waiter, ProvisionNews news) {

  /// @param steps of the index that `await` is one of
  void await(ProvisionIndex.Await await, List<ProvisionIndex.Step> steps)
      throws ProblemException, InterruptedException {
    var at =
        steps.stream()
            .filter(ProvisionIndex.Deploy.class::isInstance)
            .map(ProvisionIndex.Deploy.class::cast)
            .filter(it -> it.stack().equals(await.stack()))
            .map(ProvisionRun::address)
            .findFirst()
            .orElseThrow();
    if (stacks.look(at).filter(ProvisionRun::isLed).isPresent()) {
      return;
    }
    var told = new ArrayList<String>();
    waiter.until(
        "the wait for the health checks of " + at.words(),
        () -> {
          var unready = account.unready(at);
          if (unready.isPresent() && !told.contains(unready.get())) {
            told.add(unready.get());
            news.tell(await.stack(), "waits", unready.get());
          }
          return unready.isEmpty();
        });
  }
}

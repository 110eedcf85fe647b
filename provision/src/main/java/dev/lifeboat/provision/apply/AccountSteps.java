package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.List;

/// Steps of an index that no stack makes: first objects of routes, and rules between buckets.
///
/// @param stacks that know whether a change may still be made
record AccountSteps(AccountPort account, StackPort stacks, ProvisionNews news) {

  /// Rules that are not as the plan says, each in words.
  List<String> rules(List<ProvisionIndex.Step> steps)
      throws ProblemException, InterruptedException {
    var found = new ArrayList<String>();
    for (var step : steps) {
      if (step instanceof ProvisionIndex.Replicate rule) {
        account.fault(rule).ifPresent(found::add);
      }
    }
    return found;
  }

  void put(ProvisionIndex.Put object) throws ProblemException, InterruptedException {
    boolean there = account.isThere(object.awsRegion(), object.bucket(), object.key());
    if (!there) {
      account.put(object);
    }
    news.tell(object.bucket(), there ? "same" : "done", object.key());
  }

  void replicate(ProvisionIndex.Replicate rule) throws ProblemException, InterruptedException {
    var fault = account.fault(rule);
    if (fault.isPresent()) {
      stacks.requireMine();
      account.replicate(rule);
    }
    news.tell(rule.from(), fault.isPresent() ? "done" : "same", "replicates to " + rule.to());
  }
}

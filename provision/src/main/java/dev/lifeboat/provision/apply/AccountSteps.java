package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.List;

/// Steps of an index that no stack makes: first objects of routes, and rules between buckets.
///
/// @param stacks that know whether a change may still be made
record AccountSteps(AccountPort account, StackPort stacks, ProvisionNews news) {

  RuleFaults rules(List<ProvisionIndex.Step> steps) throws ProblemException, InterruptedException {
    var wrong = new ArrayList<String>();
    var left = new ArrayList<String>();
    for (var step : steps) {
      if (step instanceof ProvisionIndex.Replicate rule) {
        switch (account.standing(rule)) {
          case RuleState.Good _ -> {}
          case RuleState.Wrong(var fault) -> wrong.add(fault);
          case RuleState.Left(var why) -> left.add(why);
        }
      }
    }
    return new RuleFaults(wrong, left.stream().distinct().toList());
  }

  void put(ProvisionIndex.Put object) throws ProblemException, InterruptedException {
    boolean there = account.isThere(object.awsRegion(), object.bucket(), object.key());
    if (!there) {
      stacks.requireMine();
      account.put(object);
    }
    news.tell(object.bucket(), there ? "same" : "done", object.key());
  }

  /// @param shown what a person has confirmed
  /// @throws ProblemException LB3019 when something else is wrong by now
  void replicate(ProvisionIndex.Replicate rule, ProvisionLook shown)
      throws ProblemException, InterruptedException {
    switch (account.standing(rule)) {
      case RuleState.Good _ -> news.tell(rule.from(), "same", "replicates to " + rule.to());
      case RuleState.Left(var why) -> news.tell(rule.from(), "left", why);
      case RuleState.Wrong(var fault) -> {
        new ShownChanges(shown).requireRule(fault);
        stacks.requireMine();
        account.replicate(rule);
        news.tell(rule.from(), "done", "replicates to " + rule.to());
      }
    }
  }
}

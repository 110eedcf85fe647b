package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.List;

/// Steps of an index that no stack makes: first objects of routes, and rules between buckets.
///
/// @param stacks that know whether a change may still be made
record AccountSteps(AccountPort account, StackPort stacks, ProvisionNews news) {

  /// Rules that are not as the plan says.
  ///
  /// @param wrong what would be mended, each in words
  /// @param left what is not
  record Rules(List<String> wrong, List<String> left) {}

  Rules rules(List<ProvisionIndex.Step> steps) throws ProblemException, InterruptedException {
    var wrong = new ArrayList<String>();
    var left = new ArrayList<String>();
    for (var step : steps) {
      if (step instanceof ProvisionIndex.Replicate rule) {
        switch (account.standing(rule)) {
          case RuleStanding.Good _ -> {}
          case RuleStanding.Wrong(var fault) -> wrong.add(fault);
          case RuleStanding.Left(var why) -> left.add(why);
        }
      }
    }
    return new Rules(wrong, left.stream().distinct().toList());
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
      case RuleStanding.Good _ -> news.tell(rule.from(), "same", "replicates to " + rule.to());
      case RuleStanding.Left(var why) -> news.tell(rule.from(), "left", why);
      case RuleStanding.Wrong(var fault) -> {
        requireShown(fault, shown);
        stacks.requireMine();
        account.replicate(rule);
        news.tell(rule.from(), "done", "replicates to " + rule.to());
      }
    }
  }

  private static void requireShown(String fault, ProvisionLook shown) throws ProblemException {
    if (!shown.rules().contains(fault)) {
      throw ProblemException.lasting(
          Code.LB3019,
          fault + ", which was not seen before",
          "that was not among the changes that were confirmed; the rule was not changed",
          "repeat the command and look at its changes anew");
    }
  }
}

package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.CheckResult;
import java.util.Optional;
import java.util.Set;

/// One look at the instance that holds a writer, as RDS describes it.
///
/// @param region of the plan
public record WriterLook(RdsInstances instances, String region) {
  private static final Set<String> RESTARTING = Set.of("rebooting", "starting", "maintenance");

  /// What was seen.
  ///
  /// @param restarting why it does not serve and comes back by itself; empty unless it does
  public record Seen(CheckResult check, Optional<String> restarting) {}

  private String what() {
    return "rds " + instances.sites().resource();
  }

  /// RDS did not say, which tells nothing of the instance.
  public Seen silent(String why) {
    return new Seen(new CheckResult.Silent(what(), why), Optional.empty());
  }

  /// It never fails.
  public Seen look() throws InterruptedException {
    try {
      var present = instances.present(region);
      if (present.filter(RdsStatus::serves).isPresent()) {
        return new Seen(new CheckResult.Passed(what()), Optional.empty());
      }
      // It is there no more, or serves nobody.
      var why = present.map(RdsStatus::words).orElseGet(() -> instances.missing(region).happened());
      return new Seen(
          new CheckResult.Refused(what(), why),
          present.filter(it -> RESTARTING.contains(it.dbInstanceStatus())).map(_ -> why));
    } catch (ProblemException failed) {
      return silent(failed.problem().happened());
    }
  }
}

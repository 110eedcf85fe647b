package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.ProblemException;
import java.util.Set;

/// One look at the instance that holds a writer, as RDS describes it.
///
/// @param region of the plan
public record WriterLook(RdsInstances instances, String region) {
  private static final Set<String> RESTARTING = Set.of("rebooting", "starting", "maintenance");

  /// What was seen.
  public sealed interface Seen {}

  public record Available() implements Seen {}

  /// It comes back by itself.
  public record Restarting(String words) implements Seen {}

  /// It is there no more, or serves nobody.
  public record Unavailable(String words) implements Seen {}

  /// RDS did not say, which tells nothing of the instance.
  public record Silent(String why) implements Seen {}

  /// It never fails.
  public Seen look() throws InterruptedException {
    try {
      var present = instances.present(region);
      if (present.isEmpty()) {
        return new Unavailable(instances.missing(region).happened());
      }
      var instance = present.get();
      if (RdsStatus.isAvailable(instance)) {
        return new Available();
      }
      var words = RdsStatus.words(instance);
      return RESTARTING.contains(instance.dbInstanceStatus())
          ? new Restarting(words)
          : new Unavailable(words);
    } catch (ProblemException failed) {
      return new Silent(failed.problem().happened());
    }
  }
}

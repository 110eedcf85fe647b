package dev.lifeboat.aws.check;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.util.List;

/// A key of a lab's databases that would be believed on AWS. Pure.
final class CommitTriggerLook {
  private CommitTriggerLook() {}

  static List<Concern> findings(Workload workload) {
    return workload.resources(Database.class).stream()
        .filter(Database::commitTrigger)
        .map(it ->
            new Concern(
                it.name(),
                Weight.WARNING,
                "'commitTrigger' has no effect on AWS, where a guard always has its own trigger,"
                    + " and 'fence: api' none; leave it out"))
        .toList();
  }
}

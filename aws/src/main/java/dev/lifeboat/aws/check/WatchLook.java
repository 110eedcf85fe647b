package dev.lifeboat.aws.check;

import dev.lifeboat.aws.keys.AwsWatch;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a failover that is to begin by itself, or to be asked for, could: a watch refuses to
/// begin where the plan does not say where to look, or nobody tells what it looks at. Pure.
final class WatchLook {
  private WatchLook() {}

  /// @param writer the region that would be watched
  static List<Concern> findings(Workload workload, String writer) {
    var trigger = workload.failover().trigger();
    if (trigger == Trigger.MANUAL) {
      return List.of();
    }
    var begins = trigger == Trigger.AUTOMATIC ? "is automatic" : "waits for approval";
    var untold =
        workload.resources(Database.class).isEmpty()
            ? Optional.of("it has no database")
            : FenceChoice.unguarded(workload)
                .map(it -> "'%s' has 'fence: api'".formatted(it.name()));
    if (untold.isEmpty()) {
      return trigger == Trigger.AUTOMATIC ? unsaid(workload, writer) : List.of();
    }
    return List.of(
        warning(
            workload.name(),
            "the failover of '%s' %s, and %s".formatted(workload.name(), begins, untold.get()),
            "without a guard no watch can tell that its region is lost: only alarms tell people",
            "set failover.trigger to manual, or have a database with 'fence: guard'"));
  }

  private static List<Concern> unsaid(Workload workload, String writer) {
    var missing = new ArrayList<String>();
    if (AwsWatch.said(workload, AwsWatch::probe, writer).isEmpty()) {
      missing.add("'probe'");
    }
    if (AwsWatch.said(workload, AwsWatch::alarm, writer).isEmpty()) {
      missing.add("'alarm'");
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    var traffic = workload.resources(Traffic.class);
    return List.of(
        warning(
            traffic.isEmpty() ? workload.name() : traffic.getFirst().name(),
            "the failover of '%s' is automatic, and no traffic of it says %s of %s"
                .formatted(workload.name(), String.join(" and ", missing), writer),
            "'lifeboat watch' refuses to begin, so unless the failover function watches, nobody"
                + " notices that %s is lost".formatted(writer),
            "write 'watch: { probe: …, alarm: … }' below its key 'aws', see"
                + " docs/plan-reference.md; or set failover.trigger to approval"));
  }

  private static Concern warning(String resource, String happened, String means, String action) {
    return Concern.explained(
        resource, Weight.WARNING, Problem.lasting(Code.LB2008, happened, means, action));
  }
}

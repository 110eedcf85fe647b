package dev.lifeboat.aws.check;

import dev.lifeboat.aws.keys.AwsWatch;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.util.ArrayList;
import java.util.List;

/// Whether a failover that is to begin by itself could: a watch refuses to begin where the plan
/// does not say where to look. Pure.
final class WatchLook {
  private WatchLook() {}

  /// @param writer the region that would be watched
  static List<Concern> findings(Workload workload, String writer) {
    var traffic = workload.resources(Traffic.class);
    var missing = new ArrayList<String>();
    if (AwsWatch.said(workload, AwsWatch::probe, writer).isEmpty()) {
      missing.add("'probe'");
    }
    if (AwsWatch.said(workload, AwsWatch::alarm, writer).isEmpty()) {
      missing.add("'alarm'");
    }
    if (workload.failover().trigger() != FailoverPolicy.Trigger.AUTOMATIC || missing.isEmpty()) {
      return List.of();
    }
    var resource = traffic.isEmpty() ? workload.name() : traffic.getFirst().name();
    return List.of(
        Concern.explained(
            resource,
            Weight.WARNING,
            Problem.lasting(
                Code.LB2008,
                "the failover of '%s' is automatic, and no traffic of it says %s of %s"
                    .formatted(workload.name(), String.join(" and ", missing), writer),
                "'lifeboat watch' refuses to begin, so unless the failover function watches, nobody"
                    + " notices that %s is lost".formatted(writer),
                "write 'watch: { probe: …, alarm: … }' below its key 'aws', see"
                    + " docs/plan-reference.md; or set failover.trigger to approval")));
  }
}

package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// Alarms of workloads that the stack of their region has no room for.
record AlarmStack(Plan plan, Region region, StackNames names) {
  /// Begins the folders of such stacks, before the word of the region's role.
  private static final String FOLDER = "alarms-";

  /// With these a stack stays below the bytes that CloudFormation takes.
  private static final int MOST_WORKLOADS = 20;

  /// Those whose alarms are in the stack of the region.
  static List<Workload> ofRegion(Plan plan) {
    return part(plan, 0);
  }

  private static List<Workload> part(Plan plan, int from) {
    var all = List.copyOf(plan.workloads().values());
    return all.subList(from, Math.min(all.size(), from + MOST_WORKLOADS));
  }

  /// None for most plans, and for an arbiter.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<CloudStack> stacks() throws ProblemException {
    var stacks = new ArrayList<CloudStack>();
    if (region.role() != Region.Role.ARBITER) {
      for (int from = MOST_WORKLOADS; from < plan.workloads().size(); from += MOST_WORKLOADS) {
        stacks.add(stack(part(plan, from), 1 + from / MOST_WORKLOADS));
      }
    }
    return stacks;
  }

  private CloudStack stack(List<Workload> workloads, int number) throws ProblemException {
    var role = region.role().word();
    var folder = "%s%s-%d".formatted(FOLDER, role, number);
    var alarms = new RegionAlarms(plan, region, names, workloads);
    return new CloudStack(
        plan.name(),
        names.of(folder),
        folder,
        region.name(),
        AwsRegion.nameOf(region),
        "More alarms of plan %s in its %s region".formatted(plan.name(), role),
        alarms.asked(),
        alarms.alarms());
  }
}

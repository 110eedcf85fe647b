package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// Alarms of a plan of many workloads, whose regions' stacks have no room for them, by
/// [WorkloadParts]. Where a plan grows over that or shrinks below it, all of them get other names,
/// so that the new ones can be made before the old ones go.
record AlarmStack(Plan plan, Region region) {
  /// Begins the folders of such stacks, before the word of the region's role.
  static final String FOLDER = "alarms-";

  /// Those whose alarms are in the stack of the region.
  static List<Workload> ofRegion(Plan plan) {
    return new WorkloadParts(plan).isParted() ? List.of() : List.copyOf(plan.workloads().values());
  }

  /// None for most plans, and for an arbiter.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<CloudStack> stacks() throws ProblemException {
    var stacks = new ArrayList<CloudStack>();
    var parts = new WorkloadParts(plan);
    if (region.role() != Region.Role.ARBITER && parts.isParted()) {
      for (var part : parts.all().entrySet()) {
        stacks.add(stack(part.getValue(), part.getKey()));
      }
    }
    return stacks;
  }

  private CloudStack stack(List<Workload> workloads, int number) throws ProblemException {
    var role = region.role().word();
    var folder = "%s%s-%d".formatted(FOLDER, role, number);
    var names = new StackNames(plan, "_" + number);
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

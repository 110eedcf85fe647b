package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// Alarms of a plan of many workloads, whose regions' stacks have no room for them. Which part has
/// those of a workload is said by its name alone: an alarm never goes from one stack to another
/// while there are many. Where a plan grows over that or shrinks below it, all of them get other
/// names, so that the new ones can be made before the old ones go.
record AlarmStack(Plan plan, Region region) {
  /// Begins the folders of such stacks, before the word of the region's role.
  static final String FOLDER = "alarms-";

  /// With these the stack of a region stays below the bytes that CloudFormation takes.
  private static final int MOST_WORKLOADS = 20;

  /// Never another number: each alarm would go to another stack.
  private static final int PARTS = 5;

  /// Those whose alarms are in the stack of the region.
  static List<Workload> ofRegion(Plan plan) {
    return isParted(plan) ? List.of() : List.copyOf(plan.workloads().values());
  }

  private static boolean isParted(Plan plan) {
    return plan.workloads().size() > MOST_WORKLOADS;
  }

  /// The hash of a text is the same in each Java.
  private static int part(Workload workload) {
    return 1 + Math.floorMod(workload.name().hashCode(), PARTS);
  }

  /// None for most plans, and for an arbiter.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<CloudStack> stacks() throws ProblemException {
    var stacks = new ArrayList<CloudStack>();
    if (region.role() != Region.Role.ARBITER && isParted(plan)) {
      for (int number = 1; number <= PARTS; number++) {
        int of = number;
        var workloads = plan.workloads().values().stream().filter(it -> part(it) == of).toList();
        if (!workloads.isEmpty()) {
          stacks.add(stack(workloads, number));
        }
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

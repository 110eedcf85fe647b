package dev.lifeboat.provision;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Actions of each scenario on one workload in one region, as far as its resources allow. What runs
/// in an Auto Scaling group has none that ends it: no plan names its servers.
record WorkloadExperiments(Plan plan, Region region, Workload workload) {
  /// FIS takes no more at the same time.
  private static final int MOST_ACTIONS = 10;

  static final String SERVICE_LOSS = "service-loss";

  static final String ZONE_LOSS = "zone-loss";
  static final String DATABASE_LOSS = "database-loss";
  static final String REGION_LOSS = "region-loss";
  static final String REGION_SILENT = "region-silent";

  /// By the scenario's word.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  Map<String, List<ExperimentAction>> all() throws ProblemException {
    var sites = AwsSites.of(plan, workload);
    var stops = new ArrayList<ExperimentAction>();
    sites
        .tasks()
        .forEach((name, of) -> stops.add(ExperimentAction.stop(name, of.in(region.name()))));
    var reboots = new ArrayList<ExperimentAction>();
    sites
        .databases()
        .forEach(
            (name, of) -> reboots.add(ExperimentAction.reboot(name, arn(of.in(region.name())))));
    var all = new LinkedHashMap<String, List<ExperimentAction>>();
    var cut = List.of(ExperimentAction.cut(ExperimentAction.DRILLED, workload.name()));
    if (!stops.isEmpty() && sites.groups().isEmpty()) {
      all.put(SERVICE_LOSS, stops);
      var both = new ArrayList<>(cut);
      both.addAll(stops);
      all.put(REGION_LOSS, both);
    }
    if (!reboots.isEmpty()) {
      all.put(ZONE_LOSS, reboots);
      all.put(
          DATABASE_LOSS,
          List.of(ExperimentAction.cut(ExperimentAction.DRILLED_DATA, workload.name())));
    }
    if (!sites.tasks().isEmpty() || !sites.groups().isEmpty() || !reboots.isEmpty()) {
      all.put(REGION_SILENT, cut);
    }
    all.values().removeIf(it -> it.size() > MOST_ACTIONS);
    return all;
  }

  private static String arn(RdsSite site) {
    return StackNames.ARNS.of("rds", site.awsRegion(), "db:" + site.instance());
  }
}

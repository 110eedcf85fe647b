package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Templates of experiments of AWS FIS, by which a drill breaks something in a region: of each
/// workload what [WorkloadExperiments] can name. An alarm that a person names stops each of them.
record ExperimentStack(Plan plan, Region region, StackNames names) {
  private static final String ROLE = "ExperimentRole";

  /// One of another account or region could stop nothing here, and cannot be said.
  static final StackParameter ALARM =
      StackParameter.one(
          "ExperimentStopAlarm",
          "The name of an alarm of CloudWatch in this region, which stops each experiment.",
          "aws cloudwatch describe-alarms",
          "[A-Za-z0-9_.-]{1,255}");

  /// None for an arbiter, where nothing of a workload is, or where AWS has no such templates.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<CloudStack> stacks() throws ProblemException {
    var stacks = new ArrayList<CloudStack>();
    if (region.role() != Region.Role.ARBITER && ExperimentRegions.has(region)) {
      for (var part : new WorkloadParts(plan).all().entrySet()) {
        var suffix = part.getKey() == 0 ? "" : "-" + part.getKey();
        stack(StackOption.EXPERIMENTS.folder() + region.role().word() + suffix, part.getValue())
            .ifPresent(stacks::add);
      }
    }
    return stacks;
  }

  private Optional<CloudStack> stack(String folder, List<Workload> workloads)
      throws ProblemException {
    var name = names.of(folder);
    var log = new CloudResource.LogGroup("ExperimentLog", "/aws/vendedlogs/fis/" + name);
    var actions = new ArrayList<ExperimentAction>();
    for (var workload : workloads) {
      new WorkloadExperiments(plan, region, workload).all().values().forEach(actions::addAll);
    }
    if (actions.isEmpty()) {
      return Optional.empty();
    }
    var role = role(name, actions);
    var resources = new ArrayList<CloudResource>(List.of(log, role));
    for (var workload : workloads) {
      new WorkloadExperiments(plan, region, workload)
          .all()
          .forEach(
              (scenario, breaks) -> resources.add(template(workload, scenario, breaks, role, log)));
    }
    return Optional.of(
        new CloudStack(
            plan.name(),
            name,
            folder,
            region.name(),
            awsRegion(),
            "What drills of plan %s break in its %s region"
                .formatted(plan.name(), region.role().word()),
            List.of(ALARM),
            resources));
  }

  private CloudResource.Role role(String name, List<ExperimentAction> actions) {
    return new CloudResource.Role(
        ROLE,
        name,
        ResourceStatement.trust("fis"),
        PolicyDocuments.of(new ExperimentRights(awsRegion(), actions).policy()));
  }

  private CloudResource template(
      Workload workload,
      String scenario,
      List<ExperimentAction> actions,
      CloudResource.Role role,
      CloudResource.LogGroup log) {
    return new CloudResource.Experiment(
        ResourceId.of("Experiment", workload.name(), scenario),
        names.of("%s-%s".formatted(workload.name(), scenario)),
        "%s of %s".formatted(scenario, workload.name()),
        actions,
        StackNames.ARNS.of("cloudwatch", awsRegion(), "alarm:" + ALARM.reference()),
        role,
        log);
  }

  private String awsRegion() {
    return AwsRegion.nameOf(region);
  }
}

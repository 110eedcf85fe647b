package dev.lifeboat.provision;

import dev.lifeboat.aws.guard.PlanVariable;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Guards of one region on Fargate, two for each workload that has one. It is deployed where a
/// person gives it an image; guards may as well run elsewhere, in the same role.
///
/// A task has the plan in itself, so that it begins while all other regions are lost.
///
/// @param text of the whole plan
record GuardStack(Plan plan, String text, Region region, StackNames names) {
  private static final int GUARDS = 2;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LOOKS = 3;

  /// ECS takes 64 KiB of a task definition.
  private static final int MOST_OF_A_TASK = 48_000;

  /// CloudFormation takes a million bytes, and the rest of a guard is some 4,000.
  private static final int MOST_OF_A_STACK = 700_000;

  /// Most parameters of a template; those of a region's guards are seven.
  private static final int MOST_DATABASES = 60;

  /// Empty where no guard can log in by the plan alone, or the plan is too long for its tasks.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  Optional<CloudStack> stack() throws ProblemException {
    var guarded = guarded();
    if (region.role() == Region.Role.ARBITER || hindrance(guarded).isPresent()) {
      return Optional.empty();
    }
    var asks = new GuardParameters(awsRegion());
    var parameters = new ArrayList<StackParameter>();
    parameters.addAll(
        List.of(
            GuardParameters.IMAGE,
            GuardParameters.REPOSITORY,
            GuardParameters.CLUSTER,
            asks.subnets(),
            asks.securityGroups(),
            GuardParameters.USER,
            GuardParameters.ROOTS));
    var logs = new ArrayList<CloudResource.LogGroup>();
    for (var workload : guarded) {
      logs.add(log(workload));
    }
    var starts = starts(logs);
    var resources = new ArrayList<CloudResource>(logs);
    resources.add(starts);
    for (int i = 0; i < guarded.size(); i++) {
      var workload = guarded.get(i);
      var login = GuardLogin.of(plan, region, workload);
      parameters.addAll(login.asked());
      resources.addAll(service(workload, logs.get(i), starts, login, asks));
    }
    return Optional.of(
        new CloudStack(
            plan.name(),
            names.of(folder()),
            folder(),
            region.name(),
            awsRegion(),
            "Guards of plan %s in its %s region".formatted(plan.name(), region.role().word()),
            parameters,
            resources));
  }

  /// Says why there is no such stack where one could be. One that an earlier plan made would keep
  /// guards with that plan in them.
  Optional<ProvisionIndex.Unmade> unmade() {
    return region.role() == Region.Role.ARBITER
        ? Optional.empty()
        : hindrance(guarded())
            .map(it ->
                new ProvisionIndex.Unmade(names.of(folder()), region.name(), awsRegion(), it));
  }

  private String folder() {
    return StackOption.GUARDS.folder() + region.role().word();
  }

  private String awsRegion() {
    return AwsRegion.nameOf(region);
  }

  private Optional<String> hindrance(List<Workload> guarded) {
    if (guarded.isEmpty()) {
      return Optional.of("no workload has a guard and a guardSecret for each of its databases");
    }
    int bytes = PlanVariable.of(text).length();
    if (bytes > MOST_OF_A_TASK) {
      return Optional.of(
          "the plan takes %d bytes of a task, of %d".formatted(bytes, MOST_OF_A_TASK));
    }
    if (bytes * guarded.size() > MOST_OF_A_STACK) {
      return Optional.of(
          "the plan takes %d bytes of each of %d guards, of %d together"
              .formatted(bytes, guarded.size(), MOST_OF_A_STACK));
    }
    int databases = guarded.stream().mapToInt(it -> it.resources(Database.class).size()).sum();
    return databases > MOST_DATABASES
        ? Optional.of(
            "there are %d databases with guards, of %d".formatted(databases, MOST_DATABASES))
        : Optional.empty();
  }

  /// Workloads all of whose databases a guard fences, with a login whose password is a secret.
  private List<Workload> guarded() {
    return plan.workloads().values().stream()
        .filter(it -> !it.resources(Database.class).isEmpty())
        .filter(it -> it.resources(Database.class).stream().allMatch(this::isGuarded))
        .toList();
  }

  private boolean isGuarded(Database database) {
    var fence = FenceChoice.of(database);
    return fence.isByGuard()
        && !fence.logins().isEmpty()
        && fence.secret().flatMap(it -> it.in(region.name())).isPresent();
  }

  /// Of guards in `region`, which its own stack makes.
  static String role(StackNames names, Region region) {
    return names.of("guard-" + region.name());
  }

  private String name(Workload workload) {
    return names.of("guard-" + workload.name());
  }

  private CloudResource.LogGroup log(Workload workload) {
    return new CloudResource.LogGroup(
        ResourceId.of("Log", workload.name()), "/aws/ecs/" + name(workload));
  }

  /// What begins tasks pulls their image and writes their logs, and no more.
  private CloudResource.Role starts(List<CloudResource.LogGroup> logs) {
    var image = "repository/" + GuardParameters.REPOSITORY.reference();
    var written =
        logs.stream()
            .map(it ->
                StackNames.ARNS.of("logs", awsRegion(), "log-group:%s:*".formatted(it.name())))
            .toList();
    var statements =
        List.of(
            new Statement("Registry", "Allow", List.of("ecr:GetAuthorizationToken"), List.of("*")),
            new Statement(
                "Image",
                "Allow",
                List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                List.of(StackNames.ARNS.of("ecr", awsRegion(), image))),
            new Statement(
                "Log", "Allow", List.of("logs:CreateLogStream", "logs:PutLogEvents"), written));
    return new CloudResource.Role(
        "StartRole",
        names.of("guard-start-" + region.name()),
        ResourceStatement.trust("ecs-tasks"),
        PolicyDocuments.of(IamPolicy.of(statements)));
  }

  private List<CloudResource> service(
      Workload workload,
      CloudResource.LogGroup log,
      CloudResource.Role starts,
      GuardLogin login,
      GuardParameters asks) {
    var variables = new ArrayList<GuardContainer.Variable>();
    variables.add(GuardContainer.Variable.of(PlanVariable.NAME, PlanVariable.of(text)));
    variables.addAll(login.variables());
    var task =
        new CloudResource.GuardTask(
            ResourceId.of("Task", workload.name()),
            name(workload),
            starts,
            "arn:aws:iam::%s:role/%s".formatted(References.ACCOUNT, role(names, region)),
            new GuardContainer(
                image(),
                awsRegion(),
                List.of(
                    "guard",
                    "-",
                    "--region",
                    region.name(),
                    "--workload",
                    workload.name(),
                    "--health",
                    Integer.toString(GuardContainer.PORT)),
                variables,
                log));
    return List.of(
        task,
        new CloudResource.GuardService(
            StackOption.guardOf(workload.name()),
            name(workload),
            GuardParameters.CLUSTER.reference(),
            GUARDS,
            asks.subnets().reference(),
            asks.securityGroups().reference(),
            task),
        alarm(workload));
  }

  private String image() {
    return "%s.dkr.ecr.%s.amazonaws.com/%s@%s"
        .formatted(
            References.ACCOUNT,
            awsRegion(),
            GuardParameters.REPOSITORY.reference(),
            GuardParameters.IMAGE.reference());
  }

  /// Silence is as bad: without Container Insights nobody would be told.
  private CloudResource alarm(Workload workload) {
    return names.alarm(
        region,
        "guards-of-" + workload.name(),
        "Fewer than %d guards of %s run, or their cluster has no Container Insights: see the events of their service."
            .formatted(GUARDS, workload.name()),
        new CloudResource.Formula(
            GUARDS + " - running",
            Map.of(
                "running",
                WorkloadAlarms.task(
                    "RunningTaskCount", GuardParameters.CLUSTER.reference(), name(workload)))),
        new CloudResource.Limit("Average", 1, LOOKS, MINUTE, true));
  }
}

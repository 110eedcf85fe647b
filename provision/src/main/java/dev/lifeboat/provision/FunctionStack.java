package dev.lifeboat.provision;

import dev.lifeboat.aws.function.FailoverHandler;
import dev.lifeboat.aws.function.ParameterHandler;
import dev.lifeboat.aws.function.RecoveryHandler;
import dev.lifeboat.aws.function.RunHandler;
import dev.lifeboat.aws.guard.FunctionLease;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What moves writers inside the account, in the recovery region: functions, and for each workload
/// a machine and what calls the watch of it.
///
/// @param workloads of this stack
/// @param first whether it has the functions, which all stacks of a plan share
record FunctionStack(Plan plan, StackNames names, List<Workload> workloads, boolean first) {
  /// With these a stack stays below the resources and bytes that CloudFormation takes.
  private static final int MOST_WORKLOADS = 20;

  /// Lambda lets no function run for longer.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /// To start, to look at the other region and to tell.
  private static final Duration RESERVE = Duration.ofSeconds(90);

  private static final int HASH = 12;
  private static final int FAILURES = 3;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// None for a plan that is moved by hand or by `lifeboat watch` alone, and names no machine.
  ///
  /// @throws ProblemException LB2006 or LB2009 when a workload that needs a machine can have none
  static List<CloudStack> of(Plan plan, StackNames names) throws ProblemException {
    // All: whoever starts recovery by the function may name any workload.
    var moved = isMoved(plan) ? List.copyOf(plan.workloads().values()) : List.<Workload>of();
    var stacks = new ArrayList<CloudStack>();
    for (int from = 0; from < moved.size(); from += MOST_WORKLOADS) {
      var some = moved.subList(from, Math.min(moved.size(), from + MOST_WORKLOADS));
      stacks.add(
          new FunctionStack(plan, names, some, from == 0)
              .stack("functions" + (from == 0 ? "" : "-" + (1 + from / MOST_WORKLOADS))));
    }
    return stacks;
  }

  private static boolean isMoved(Plan plan) {
    return AwsPlan.of(plan).names().isMachineNamed()
        || plan.workloads().values().stream().anyMatch(FunctionStack::isTriggered);
  }

  private static boolean isTriggered(Workload workload) {
    return workload.failover().trigger() != Trigger.MANUAL;
  }

  /// Without votes the watch never has all its views, and would be called for nothing.
  private static boolean isWatched(Workload workload) {
    return isTriggered(workload) && FenceChoice.isVotedOn(workload);
  }

  /// Names the plan too: a function refuses to act for another one.
  static String jarKey(Plan plan) {
    return jarKey(plan, StackParameters.JAR.byDefault().orElseThrow());
  }

  private static String jarKey(Plan plan, String jar) {
    return "%s/%s/%s".formatted(plan.name(), plan.sha256().substring(0, HASH), jar);
  }

  private CloudStack stack(String folder) throws ProblemException {
    var resources = new ArrayList<CloudResource>();
    if (first) {
      resources.addAll(functions());
    }
    var caller =
        new CloudResource.Role(
            "CallerRole",
            names.of("caller-" + folder),
            ResourceStatement.trust("scheduler"),
            List.of(IamPolicy.of(List.of(call(failoverName()), call(parametersName())))));
    resources.add(caller);
    if (first) {
      resources.add(
          schedule(parametersName(), "5 minutes", parametersName(), caller, JsonTree.of()));
    }
    for (var workload : workloads) {
      resources.addAll(new MachineParts(plan, names, workload).all());
      if (isWatched(workload)) {
        resources.add(
            schedule(
                names.of("watch-" + workload.name()),
                "1 minute",
                failoverName(),
                caller,
                JsonTree.of("workload", workload.name())));
      }
    }
    resources.addAll(LogQueries.of("lifeboat/%s/%s/".formatted(plan.name(), folder), resources));
    return new CloudStack(
        plan.name(),
        names.of(folder),
        folder,
        plan.recovery().name(),
        AwsRegion.nameOf(plan.recovery()),
        "What moves the writers of plan %s inside the account".formatted(plan.name()),
        first
            ? List.of(StackParameters.ARTEFACTS, StackParameters.JAR)
            : List.of(StackParameters.ARTEFACTS),
        resources);
  }

  private String failoverName() {
    return names.of(Use.FAILOVER.toString());
  }

  private String parametersName() {
    return names.of(Use.PARAMETERS.toString());
  }

  private List<CloudResource> functions() throws ProblemException {
    var queue = new CloudResource.Queue("Failed", names.of("dead"));
    var code =
        new CloudResource.FunctionCode(
            StackParameters.ARTEFACTS.reference(),
            jarKey(plan, StackParameters.JAR.reference()),
            queue);
    var all = new ArrayList<CloudResource>();
    all.add(queue);
    all.addAll(
        function(
            AccountNames.function(plan),
            RunHandler.class,
            FunctionLease.TIME_OUT,
            Use.EXECUTE,
            code));
    all.addAll(function(failoverName(), FailoverHandler.class, watchTime(), Use.FAILOVER, code));
    all.addAll(
        function(
            names.of("recovery"),
            RecoveryHandler.class,
            FunctionLease.TIME_OUT,
            Use.RECOVER,
            code));
    all.addAll(
        function(
            parametersName(),
            ParameterHandler.class,
            FunctionLease.TIME_OUT,
            Use.PARAMETERS,
            code));
    all.add(
        names.alarm(
            plan.recovery(),
            "events-failed",
            "A function failed thrice with an event, which is in the queue: see its log.",
            new CloudResource.Metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue.name())),
            new CloudResource.Limit("Maximum", 1, 1, MINUTE, false)));
    return all;
  }

  /// Long enough to see users out for as long as the plan says, also of workloads whose machines
  /// are in another stack: the function is one.
  private Duration watchTime() {
    var longest = RESERVE;
    for (var workload : plan.workloads().values()) {
      var policy = workload.failover();
      var looks = policy.detect().every().multipliedBy(policy.detect().failures());
      var users = policy.outages().countsUsers() ? policy.outages().usersAfter() : Duration.ZERO;
      var time = looks.plus(users).plus(RESERVE);
      longest = time.compareTo(longest) > 0 ? time : longest;
    }
    return longest.compareTo(LONGEST) > 0 ? LONGEST : Duration.ofSeconds(longest.toSeconds());
  }

  private List<CloudResource> function(
      String name, Class<?> handler, Duration timeout, Use use, CloudResource.FunctionCode code)
      throws ProblemException {
    var log = new CloudResource.LogGroup(ResourceId.of("Log", name), "/aws/lambda/" + name);
    var statements = new ArrayList<Statement>();
    statements.addAll(IamPolicy.of(plan, use, References.ACCOUNT).statements());
    statements.add(MachineParts.writes(plan, log));
    statements.add(
        new Statement(
            "Failed",
            "Allow",
            List.of("sqs:SendMessage"),
            List.of(arn("sqs", code.failed().name()))));
    var role =
        new CloudResource.Role(
            ResourceId.of("Role", name),
            ResourceId.shortened(name + "-function"),
            ResourceStatement.trust("lambda"),
            PolicyDocuments.of(IamPolicy.of(statements)));
    var function =
        new CloudResource.Function(
            ResourceId.of("Function", name), name, handler, timeout, role, log, code);
    return List.of(
        log,
        role,
        function,
        names.alarm(
            plan.recovery(),
            name + "-fails",
            isCalledEachMinute(name)
                ? "The function fails, or is not called: nobody is told of what it looks for."
                : "The function fails: see its log. While it does nobody is told of what it looks for.",
            new CloudResource.Metric("AWS/Lambda", "Errors", Map.of("FunctionName", name)),
            new CloudResource.Limit("Sum", 1, FAILURES, MINUTE, isCalledEachMinute(name))));
  }

  /// Then silence means that nobody watches.
  private boolean isCalledEachMinute(String name) {
    return name.equals(failoverName())
        && plan.workloads().values().stream().anyMatch(FunctionStack::isWatched);
  }

  private CloudResource schedule(
      String name, String rate, String function, CloudResource.Role caller, Object input) {
    return new CloudResource.Schedule(
        ResourceId.of("Schedule", name),
        name,
        rate,
        arn("lambda", "function:" + function),
        caller,
        JsonTree.line(input));
  }

  private Statement call(String function) {
    return new Statement(
        "Call",
        "Allow",
        List.of("lambda:InvokeFunction"),
        List.of(arn("lambda", "function:" + function)));
  }

  private String arn(String service, String what) {
    return StackNames.ARNS.of(service, AwsRegion.nameOf(plan.recovery()), what);
  }
}

package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.PastFailover;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// Executions of one workload's state machine, in the function's own region and account. The
/// machine's first state claims the placement, and its executions are named by workload and epoch:
/// the name decides between those who start it at once. One that ended before its claim leaves its
/// epoch to the next, whose name has a number behind it, since Step Functions refuses the name of a
/// closed execution for 90 days.
///
/// @param region of AWS
/// @param machine its ARN
record Executions(AwsClients clients, String region, String machine, String workload) {
  /// Newest first; what is older than a page of them holds nothing back any more.
  private static final int PAGE = 100;

  private static final AwsApi<SfnClient> STATES =
      AwsApi.control("Step Functions", SfnClient.class, SfnClient::builder);

  /// Those of the machine of `workload`.
  ///
  /// @param here where the function is
  /// @throws ProblemException LB2009 when the function is not in the recovery region
  static Executions of(AwsClients clients, Plan plan, Workload workload, FunctionArn here)
      throws ProblemException {
    var region = AwsRegion.nameOf(plan.recovery());
    if (!here.region().equals(region)) {
      throw ProblemException.lasting(
          Code.LB2009,
          "the function is in %s, and the state machine of '%s' in %s"
              .formatted(here.region(), workload.name(), region),
          "a function in another region is lost with it, or reaches the machine too late;"
              + " nothing was started",
          "create the function in " + region);
    }
    var machine = "stateMachine:" + AccountNames.machine(plan, workload);
    return new Executions(clients, region, here.arn("states", machine), workload.name());
  }

  /// The name of the run that would claim `placed` next: that of the execution that is about to, if
  /// there is one.
  String next(Placement placed) throws ProblemException, InterruptedException {
    var first = "%s-%d".formatted(workload, placed.nextEpoch());
    var same = Pattern.compile("\\Q%s\\E(-[0-9]+)?".formatted(first)).asMatchPredicate();
    var begun =
        newest("which run is next is not known; nothing was started").stream()
            .filter(it -> same.test(it.name()))
            .toList();
    return begun.stream()
        .filter(it -> it.status() == ExecutionStatus.RUNNING)
        .map(ExecutionListItem::name)
        .findFirst()
        .orElseGet(() -> begun.isEmpty() ? first : first + "-" + (begun.size() + 1));
  }

  /// Starts an execution unless there was one of that name. The same input again is the same start,
  /// while it runs.
  ///
  /// @return whether it runs now; else one of that name has another input, or has ended meanwhile
  boolean start(String name, String input) throws ProblemException, InterruptedException {
    return clients
        .at(STATES, region, "whether a run was started is not known; the next invocation starts it")
        .find(
            it -> it.startExecution(run -> run.stateMachineArn(machine).name(name).input(input)),
            ExecutionAlreadyExistsException.class::isInstance)
        .isPresent();
  }

  /// Runs of the workload that there were, as far as they bear a run's name.
  List<PastFailover> past() throws ProblemException, InterruptedException {
    var named = Pattern.compile("\\Q%s\\E-[0-9]+(-[0-9]+)?".formatted(workload)).asMatchPredicate();
    return newest("how long ago the last failover was is not known; nothing was started").stream()
        .filter(it -> named.test(it.name()))
        .map(run ->
            new PastFailover(
                run.name(), true, run.startDate(), Optional.ofNullable(run.stopDate())))
        .toList();
  }

  private List<ExecutionListItem> newest(String means)
      throws ProblemException, InterruptedException {
    return clients
        .at(STATES, region, means)
        .make(it -> it.listExecutions(page -> page.stateMachineArn(machine).maxResults(PAGE)))
        .executions();
  }
}

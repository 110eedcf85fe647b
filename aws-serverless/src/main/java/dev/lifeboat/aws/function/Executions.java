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
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/// Executions of one workload's state machine, in the function's own region and account. The
/// machine's first state claims the placement, and its executions are named by workload and epoch:
/// the name decides between those who start it at once.
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

  /// The name of the run that would claim `placed` next.
  String next(Placement placed) {
    return "%s-%d".formatted(workload, placed.nextEpoch());
  }

  /// Starts an execution unless there was one of that name. The same input again is the same start.
  ///
  /// @return whether it runs now, or ran; else one of that name with another input was there
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
    return clients
        .at(STATES, region, "how long ago the last failover was is not known; nothing was started")
        .make(it -> it.listExecutions(page -> page.stateMachineArn(machine).maxResults(PAGE)))
        .executions()
        .stream()
        .filter(it -> it.name().matches("\\Q%s\\E-[0-9]+".formatted(workload)))
        .map(run ->
            new PastFailover(
                run.name(), true, run.startDate(), Optional.ofNullable(run.stopDate())))
        .toList();
  }
}

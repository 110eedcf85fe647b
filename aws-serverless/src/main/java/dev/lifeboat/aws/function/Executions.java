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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// Executions of one workload's state machine, in the function's own region and account. The
/// machine's first state claims the placement, and its executions are named by workload and epoch:
/// the name decides between those who start it at once.
///
/// @param region of AWS
/// @param machine its ARN
record Executions(AwsClients clients, String region, String machine, String workload) {
  /// Newest first; what is older than these holds nothing back any more.
  private static final int PAGE = 100;

  private static final int PAGES = 10;
  private static final int TRIES = 3;

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

  /// The run that would claim `placed` next: the one that is under way, if there is one. Where one
  /// ended before it claimed, its name is taken for 90 days, and the next one is numbered.
  NextRun next(Placement placed) throws ProblemException, InterruptedException {
    var first = NextRun.first(workload, placed.nextEpoch());
    var next = first;
    for (var there : all("whether a run was started is not known; nothing was started")) {
      var run = first.numbered(there.name());
      if (run.isPresent() && there.status() == ExecutionStatus.RUNNING) {
        return run.get();
      }
      if (run.isPresent() && run.get().following().again() > next.again()) {
        next = run.get().following();
      }
    }
    return next;
  }

  /// Starts an execution, under the next number where its name is taken by one that is over and was
  /// not listed: a list comes late, and does not reach back for 90 days. The same input again is
  /// the same start while it runs.
  ///
  /// @return the one that runs now; empty where another input runs under its name
  Optional<NextRun> start(NextRun next, Function<NextRun, String> input)
      throws ProblemException, InterruptedException {
    var tried = next;
    for (int number = 0; number < TRIES; number++) {
      if (isStarted(tried, input.apply(tried))) {
        return Optional.of(tried);
      }
      if (isRunning(tried)) {
        return Optional.empty();
      }
      tried = tried.following();
    }
    return Optional.empty();
  }

  private boolean isRunning(NextRun run) throws ProblemException, InterruptedException {
    return all("whether a run was started is not known; the next invocation starts it").stream()
        .anyMatch(it -> it.name().equals(run.name()) && it.status() == ExecutionStatus.RUNNING);
  }

  private boolean isStarted(NextRun next, String input)
      throws ProblemException, InterruptedException {
    return clients
        .at(STATES, region, "whether a run was started is not known; the next invocation starts it")
        .find(
            it ->
                it.startExecution(
                    run -> run.stateMachineArn(machine).name(next.name()).input(input)),
            ExecutionAlreadyExistsException.class::isInstance)
        .isPresent();
  }

  /// Runs of the workload that there were, as far as they bear a run's name. One of the epoch that
  /// would be claimed next, which is over, moved nothing: who claims an epoch uses it up.
  List<PastFailover> past(Placement placed) throws ProblemException, InterruptedException {
    var next = NextRun.first(workload, placed.nextEpoch());
    return all("how long ago the last failover was is not known; nothing was started").stream()
        .filter(it -> it.name().matches("\\Q%s\\E(-[0-9]+){1,2}".formatted(workload)))
        .filter(it -> it.status() == ExecutionStatus.RUNNING || next.numbered(it.name()).isEmpty())
        .map(run ->
            new PastFailover(
                run.name(), true, run.startDate(), Optional.ofNullable(run.stopDate())))
        .toList();
  }

  private List<ExecutionListItem> all(String unknown)
      throws ProblemException, InterruptedException {
    var states = clients.at(STATES, region, unknown);
    var all = new ArrayList<ExecutionListItem>();
    Optional<String> token = Optional.empty();
    for (int page = 0; page < PAGES; page++) {
      var from = token;
      var listed =
          states.make(it ->
              it.listExecutions(asked ->
                  asked.stateMachineArn(machine).maxResults(PAGE).nextToken(from.orElse(null))));
      all.addAll(listed.executions());
      token = Optional.ofNullable(listed.nextToken());
      if (token.isEmpty()) {
        break;
      }
    }
    return all;
  }
}

package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.HttpProbe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// [FailoverFunction] as AWS Lambda calls it, on a schedule of EventBridge. The event is
/// `{"workload":…,"address":…}`, both of which may be left out: the workload where the plan has
/// one, the address where the users' own is to be looked at.
public final class FailoverHandler extends PlanHandler {
  private final HttpProbe http = new HttpProbe();

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public FailoverHandler() throws ProblemException {
    super();
  }

  @Override
  Map<String, Object> answer(Map<String, Object> event, Context context)
      throws ProblemException, InterruptedException {
    var asked = new FunctionEvent(plan(), event);
    var workload = asked.workload();
    var address = asked.address(workload);
    var probe =
        new RegionProbe(
            http,
            account().voters(),
            RecoverySide.of(plan(), workload, account().reports(workload.name())),
            workload,
            InstantSource.system());
    probe.requireTwoViews(address);
    var here = FunctionArn.of(context.getInvokedFunctionArn());
    return new FailoverFunction(
            plan(),
            workload,
            account(),
            probe,
            Executions.of(clients(), plan(), workload, here),
            Notifier.of(clients(), plan(), here, InstantSource.system()),
            Thread::sleep)
        .watch(address, Duration.ofMillis(context.getRemainingTimeInMillis()))
        .told();
  }
}

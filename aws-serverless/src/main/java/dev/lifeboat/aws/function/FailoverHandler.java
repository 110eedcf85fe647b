package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.HttpProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// [FailoverFunction] as AWS Lambda calls it, on a schedule of EventBridge. The event is
/// `{"workload":…,"address":…}`, both of which may be left out: the workload where the plan has
/// one, the address where the users' own is to be looked at.
public final class FailoverHandler implements RequestStreamHandler {
  private final Setup setup;
  private final RegionViews sight;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public FailoverHandler() throws ProblemException {
    this.setup = Setup.ofThisEnvironment();
    this.sight = new RegionViews(new HttpProbe(), setup.account().voters(), InstantSource.system());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    HandlerJson.answer(in, out, event -> watched(event, context));
  }

  private Map<String, Object> watched(Map<String, Object> event, Context context)
      throws ProblemException, InterruptedException {
    var asked = new FunctionEvent(setup.plan(), event);
    var workload = asked.workload();
    var here = FunctionArn.of(context.getInvokedFunctionArn());
    var means =
        new FailoverFunction.Means(
            new Executions(setup.clients(), setup.plan(), workload, here),
            new Notifier(setup.clients(), setup.plan(), here, InstantSource.system()));
    return new FailoverFunction(
            setup.plan(), workload, setup.account(), sight, means, Thread::sleep)
        .watch(asked.address(workload), Duration.ofMillis(context.getRemainingTimeInMillis()))
        .told();
  }
}

package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// [RecoveryFunction] as AWS Lambda calls it.
public final class RecoveryHandler implements RequestStreamHandler {
  private final Setup setup;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public RecoveryHandler() throws ProblemException {
    this.setup = Setup.ofThisEnvironment();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    HandlerJson.answer(in, out, payload -> recovered(payload, context));
  }

  private Map<String, Object> recovered(Map<String, Object> payload, Context context)
      throws ProblemException, InterruptedException {
    var workload = new FunctionEvent(setup.plan(), payload).workload();
    var here = FunctionArn.of(context.getInvokedFunctionArn());
    var executions = new Executions(setup.clients(), setup.plan(), workload, here);
    return new RecoveryFunction(setup.plan(), workload, setup.account(), executions)
        .handle(payload);
  }
}

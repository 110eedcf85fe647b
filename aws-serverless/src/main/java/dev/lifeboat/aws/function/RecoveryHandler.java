package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;

/// [RecoveryFunction] as AWS Lambda calls it.
public final class RecoveryHandler extends PlanHandler {

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public RecoveryHandler() throws ProblemException {}

  @Override
  Map<String, Object> answer(Map<String, Object> payload, Context context)
      throws ProblemException, InterruptedException {
    var workload = new FunctionEvent(plan(), payload).workload();
    var here = FunctionArn.of(context.getInvokedFunctionArn());
    var executions = Executions.of(clients(), plan(), workload, here);
    return new RecoveryFunction(plan(), workload, account(), executions).handle(payload);
  }
}

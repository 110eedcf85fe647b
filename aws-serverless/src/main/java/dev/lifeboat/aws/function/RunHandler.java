package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.problem.ProblemException;
import java.time.Clock;
import java.util.Map;

/// [RunFunction] as AWS Lambda calls it.
public final class RunHandler extends PlanHandler {
  private final RunFunction function;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public RunHandler() throws ProblemException {
    this.function = new RunFunction(plan(), account(), Clock.systemUTC());
  }

  @Override
  Map<String, Object> answer(Map<String, Object> payload, Context context)
      throws ProblemException, InterruptedException {
    return function.handle(payload);
  }
}

package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;

/// [ParameterFunction] as AWS Lambda calls it, for all workloads of the plan.
public final class ParameterHandler extends PlanHandler {
  private final ParameterFunction function;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public ParameterHandler() throws ProblemException {
    var region = AwsRegion.nameOf(plan().recovery());
    this.function =
        new ParameterFunction(
            plan(),
            account().placements(),
            new Coordinates(clients(), plan()),
            new Parameters(clients(), region));
  }

  @Override
  Map<String, Object> answer(Map<String, Object> event, Context context)
      throws ProblemException, InterruptedException {
    return function.update(plan().workloads().values());
  }
}

package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;

/// [ParameterFunction] as AWS Lambda calls it, for all workloads of the plan.
public final class ParameterHandler extends PlanHandler {

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public ParameterHandler() throws ProblemException {}

  @Override
  Map<String, Object> answer(Map<String, Object> event, Context context)
      throws ProblemException, InterruptedException {
    var coordinates = new Coordinates(clients(), plan());
    var parameters = new Parameters(clients(), AwsRegion.nameOf(plan().recovery()));
    return new ParameterFunction(plan(), account().placements(), coordinates, parameters)
        .update(plan().workloads().values());
  }
}

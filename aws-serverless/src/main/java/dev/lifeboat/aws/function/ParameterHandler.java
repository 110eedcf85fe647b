package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// [ParameterFunction] as AWS Lambda calls it, for all workloads of the plan.
public final class ParameterHandler implements RequestStreamHandler {
  private final Setup setup;
  private final ParameterFunction function;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public ParameterHandler() throws ProblemException {
    this.setup = Setup.ofThisEnvironment();
    var plan = setup.plan();
    var region = AwsRegion.nameOf(plan.recovery());
    this.function =
        new ParameterFunction(
            plan,
            setup.account().placements(),
            new Coordinates(setup.clients(), plan),
            new Parameters(setup.clients(), region));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    HandlerJson.answer(in, out, _ -> function.update(setup.plan().workloads().values()));
  }
}

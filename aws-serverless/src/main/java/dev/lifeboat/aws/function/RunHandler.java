package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;

/// [RunFunction] as AWS Lambda calls it.
public final class RunHandler implements RequestStreamHandler {
  private final RunFunction function;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public RunHandler() throws ProblemException {
    var setup = Setup.ofThisEnvironment();
    this.function = new RunFunction(setup.plan(), setup.account(), Clock.systemUTC());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    HandlerJson.answer(in, out, function::handle);
  }
}

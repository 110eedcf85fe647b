package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// [RunFunction] as AWS Lambda calls it. The plan is `lifeboat.yaml` beside the function's classes,
/// or the file that the environment variable `LIFEBOAT_PLAN` names.
public final class RunHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunFunction function;

  /// As Lambda makes it, once for each of its environments.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public RunHandler() throws ProblemException {
    this(plan(System.getenv()), AwsClients.ofThisMachine());
  }

  /// @param file of the plan
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  public RunHandler(Path file, AwsClients clients) throws ProblemException {
    var plan = PlanReader.read(file).orThrow();
    this.function =
        new RunFunction(
            plan, new AwsAccount(plan, clients, LeaseTerms.standard()), Clock.systemUTC());
  }

  static Path plan(Map<String, String> environment) {
    var named = environment.get("LIFEBOAT_PLAN");
    return named == null
        ? Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", "."), "lifeboat.yaml")
        : Path.of(named);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> payload = JSON.readValue(in, new TypeReference<>() {});
    JSON.writeValue(out, answer(payload));
  }

  private Map<String, Object> answer(Map<String, Object> payload) {
    try {
      return function.handle(payload);
    } catch (ProblemException failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before it was done", stopped);
    }
  }
}

package dev.lifeboat.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What AWS Lambda calls: it has a plan and the account that it is about, is asked and answers by a
/// JSON document each. Lambda tells its caller the class and the message of what is thrown, and
/// keeps the rest in the function's log.
///
/// The plan is `lifeboat.yaml` beside the function's classes, or the file that the environment
/// variable `LIFEBOAT_PLAN` names.
abstract class PlanHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Plan plan;
  private final AwsClients clients;
  private final AwsAccount account;

  /// Made once for each environment of Lambda.
  ///
  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  PlanHandler() throws ProblemException {
    this.plan = AwsKeys.reader().read(file(System.getenv())).orThrow();
    this.clients = AwsClients.ofThisMachine();
    this.account = new AwsAccount(plan, clients);
  }

  static Path file(Map<String, String> environment) {
    var named = environment.get("LIFEBOAT_PLAN");
    return named == null
        ? Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", "."), "lifeboat.yaml")
        : Path.of(named);
  }

  final Plan plan() {
    return plan;
  }

  final AwsClients clients() {
    return clients;
  }

  final AwsAccount account() {
    return account;
  }

  /// What becomes of one payload.
  abstract Map<String, Object> answer(Map<String, Object> payload, Context context)
      throws ProblemException, InterruptedException;

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> payload = JSON.readValue(in, new TypeReference<>() {});
    JSON.writeValue(out, answered(payload, context));
  }

  private Map<String, Object> answered(Map<String, Object> payload, Context context) {
    try {
      return answer(payload, context);
    } catch (ProblemException failed) {
      var problem = failed.problem();
      throw new IllegalStateException(
          "%s %s; %s; do: %s"
              .formatted(problem.code(), problem.happened(), problem.means(), problem.action()),
          failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before it was done", stopped);
    }
  }
}

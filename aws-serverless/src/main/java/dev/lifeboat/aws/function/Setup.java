package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;

/// What every function has: a plan and the account that it is about. Made once for each environment
/// of Lambda. The plan is `lifeboat.yaml` beside the function's classes, or the file that the
/// environment variable `LIFEBOAT_PLAN` names.
record Setup(Plan plan, AwsClients clients, AwsAccount account) {

  /// @throws ProblemException LB1001 or LB1002 when there is no plan or it has mistakes
  static Setup ofThisEnvironment() throws ProblemException {
    var plan = AwsKeys.reader().read(plan(System.getenv())).orThrow();
    var clients = AwsClients.ofThisMachine();
    return new Setup(plan, clients, new AwsAccount(plan, clients));
  }

  static Path plan(Map<String, String> environment) {
    var named = environment.get("LIFEBOAT_PLAN");
    return named == null
        ? Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", "."), "lifeboat.yaml")
        : Path.of(named);
  }
}

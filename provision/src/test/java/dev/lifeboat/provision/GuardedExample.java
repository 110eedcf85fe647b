package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The warm standby's example with a second database, of MySQL, where the passwords of the guards'
/// logins are secrets: so its guards may run on Fargate.
public final class GuardedExample {
  private static final String LOGINS = "          logins: [app]\n";
  private static final String STOCK =
      """
            stock-db:
              type: database
              engine: mysql
              aws:
                dbInstance: { primary: stock-one, secondary: stock-two }
                logins: [stock]
                guardSecret: dr-lab/stock-guard
            web:
      """;

  private GuardedExample() {}

  public static String text() throws IOException {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    return text.replace(LOGINS, LOGINS + "          guardSecret: dr-lab/guard\n")
        .replaceFirst(" {6}web:\n", STOCK);
  }

  public static Plan plan() throws IOException, ProblemException {
    return AwsKeys.reader().read("lifeboat.yaml", text()).orThrow();
  }

  public static ProvisionFiles files() throws IOException, ProblemException {
    return ProvisionFiles.of(plan(), text(), Optional.empty());
  }

  /// With a workload of another name.
  public static ProvisionFiles renamed(String workload, String by)
      throws IOException, ProblemException {
    var text = text().replaceFirst("(?m)^  %s:$".formatted(workload), "  %s:".formatted(by));
    var plan = AwsKeys.reader().read("lifeboat.yaml", text).orThrow();
    return ProvisionFiles.of(plan, text, Optional.empty());
  }
}

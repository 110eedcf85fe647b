package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is refused of MySQL before it begins.
class MysqlPlanTest {
  private static final String HOST = "MYSQL_HOST";
  private static final String USER = "MYSQL_USER";

  @TempDir private Path folder;

  @Test
  void a_lease_that_is_too_short_for_it_is_refused() throws Exception {
    var plan =
        Files.writeString(
            folder.resolve("short.yaml"),
            Files.readString(plan()).replace("lease: 6s", "lease: 5s"));
    assertThat(refusal(plan, Map.of(HOST, "127.0.0.1", USER, "guard"))).contains("5s");
  }

  @Test
  void a_login_that_cannot_be_is_refused() throws Exception {
    assertThat(refusal(plan(), Map.of(HOST, "127.0.0.1"))).contains("user");
    assertThat(refusal(plan(), Map.of(HOST, "127.0.0.1", USER, "guard", "MYSQL_TCP_PORT", "x")))
        .contains("\"x\"");
    assertThat(refusal(plan(), Map.of(HOST, "127.0.0.1", USER, "guard", "MYSQL_SSL_CA", "no.pem")))
        .contains("no.pem");
    assertThat(refusal(plan(), Map.of(HOST, "127.0.0.1", USER, "app"))).contains("its own");
  }

  /// Before anything is broken.
  @Test
  void a_drill_that_could_count_no_rows_is_refused() throws Exception {
    var drill =
        Invocation.of(
            "drill",
            plan().toString(),
            "--scenario",
            "region-loss",
            "--confirm",
            "dr-lab",
            "--state",
            folder.resolve("state").toString());
    assertThat(drill.exitCode()).isEqualTo(2);
    assertThat(drill.err())
        .contains("LB1009", "nobody could count the canary's rows: MYSQL_USER is not set");
  }

  /// The example's, of another make.
  private Path plan() throws IOException {
    var example = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    return Files.writeString(
        folder.resolve("mysql.yaml"),
        Files.readString(example).replace("engine: postgresql", "engine: mysql"));
  }

  private String refusal(Path plan, Map<String, String> environment) {
    var state = folder.resolve("state");
    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> {
              var guard = new GuardCommand(environment);
              new CommandLine(guard)
                  .parseArgs(plan.toString(), "--region", "primary", "--state", state.toString());
              guard.call();
            });
    assertThat(thrown.problem().code()).isEqualTo(Code.LB1009);
    assertThat(Files.exists(state)).isFalse();
    return thrown.problem().happened();
  }
}

package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.GuardLogins;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.LoginEncryption;
import dev.lifeboat.plan.Database;
import dev.lifeboat.postgres.Encryption;
import dev.lifeboat.postgres.Encryption.Mode;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The words of psql, on each way that takes them from the environment.
class LoginEncryptionTest {
  private static final Map<String, String> LOGIN =
      Map.of(
          "PGHOST", "127.0.0.1", "PGDATABASE", "shop", "PGUSER", "guard", "PGPASSWORD", "secret");

  @TempDir private Path folder;

  @Test
  void what_nobody_says_is_preferred() throws Exception {
    assertThat(LoginEncryption.in(Map.of()))
        .isEqualTo(new Encryption(Mode.PREFER, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"disable, DISABLE", "allow, ALLOW", "prefer, PREFER", "require, REQUIRE"})
  void a_word_that_verifies_nothing_needs_no_roots(String word, Mode mode) throws Exception {
    assertThat(LoginEncryption.in(Map.of("PGSSLMODE", word, "PGSSLROOTCERT", "")))
        .isEqualTo(new Encryption(mode, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify_full", "Require", "on", ""})
  void a_word_that_psql_does_not_know_is_refused_with_those_it_does(String word) {
    var refused = refused(Map.of("PGSSLMODE", word));

    assertThat(refused.happened()).contains("'" + word + "'");
    assertThat(refused.action())
        .contains("disable, allow, prefer, require, verify-ca, verify-full");
  }

  /// The third is libpq's rule: whoever names roots wants them used.
  @ParameterizedTest
  @ValueSource(strings = {"verify-ca", "verify-full", "require"})
  void roots_that_cannot_be_read_are_refused_by_name(String word) {
    var missing = folder.resolve("nobody.pem").toString();
    var refused = refused(Map.of("PGSSLMODE", word, "PGSSLROOTCERT", missing));

    assertThat(refused.happened()).contains("PGSSLMODE=" + word, missing);
    assertThat(refused.action()).contains("PGSSLROOTCERT");
  }

  @Test
  void a_guard_of_a_word_that_psql_does_not_know_is_refused_before_it_begins() throws Exception {
    var plan = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var state = folder.resolve("state");

    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> {
              var guard = new GuardCommand(with("PGSSLMODE", "tls"));
              new CommandLine(guard)
                  .parseArgs(plan.toString(), "--region", "primary", "--state", state.toString());
              guard.call();
            });

    assertThat(thrown.problem().happened()).contains("'tls'");
    assertThat(thrown.problem().code()).isEqualTo(Code.LB1009);
    assertThat(Files.exists(state)).isFalse();
  }

  @Test
  void the_login_of_a_drill_and_of_a_failback_has_it_too() throws Exception {
    var databases = Kinds.read(Invocation.STOREFRONT).workload("shop").resources(Database.class);
    var logins = GuardLogins.in(with("PGSSLMODE", "require"), databases);
    assertThat(logins.get("orders").encryption().mode()).isEqualTo(Mode.REQUIRE);

    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> GuardLogins.in(with("PGSSLMODE", "tls"), databases));
    assertThat(thrown.problem().code()).isEqualTo(Code.LB1009);
    assertThat(GuardLogins.in(Map.of("PGSSLMODE", "tls"), databases))
        .as("nobody logs in")
        .isEmpty();
  }

  private static Map<String, String> with(String name, String value) {
    var all = new HashMap<>(LOGIN);
    all.put(name, value);
    return all;
  }

  private static Problem refused(Map<String, String> environment) {
    var problem =
        catchThrowableOfType(ProblemException.class, () -> LoginEncryption.in(environment))
            .problem();
    assertThat(problem.code()).isEqualTo(Code.LB1009);
    return problem;
  }
}

package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.cli.regions.GuardLogins;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workload with two databases, one of each kind.
class GuardedDatabasesTest {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Map<String, String> EACH =
      Map.of(
          "DATABASE_PGHOST", "orders.example.com",
          "DATABASE_PGDATABASE", "shop",
          "PGUSER", "guard",
          "STOCK_DB_MYSQL_HOST", "stock.example.com",
          "STOCK_DB_MYSQL_USER", "watchman");

  @TempDir private Path folder;
  private Workload workload;

  @BeforeEach
  void read() throws Exception {
    workload = Kinds.read(plan("mysql")).workload("dr-lab");
  }

  /// The example's, with a second database.
  private Path plan(String engine) throws IOException {
    var example = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var second =
        """
              stock-db:
                type: database
                engine: %s
                aws: { dbInstance: { primary: stock, secondary: stock }, logins: [stock] }
              web:
        """
            .formatted(engine);
    var before = Files.readString(example);
    assertThat(before).contains("      web:\n");
    return Files.writeString(folder.resolve("two.yaml"), before.replaceFirst(" {6}web:\n", second));
  }

  @Test
  void each_is_found_by_variables_of_its_own_and_by_those_of_all() throws Exception {
    var guarded = new GuardedDatabases(EACH, LEASE, _ -> Optional.empty()).of(workload);

    assertThat(guarded.keySet()).containsExactly("database", "stock-db");
    assertThat(guarded.values())
        .extracting(GuardedLogins::login)
        .containsExactly("guard@orders.example.com:5432/shop", "watchman@stock.example.com:3306");
  }

  @Test
  void one_that_is_not_named_is_told_with_its_variables() {
    var some = new HashMap<>(EACH);
    some.remove("DATABASE_PGHOST");

    assertThat(refused(some, workload)).contains("'database' lacks PGHOST").contains("DATABASE_");
  }

  /// One alone would be guarded, and twice.
  @Test
  void two_that_are_the_same_are_refused() throws Exception {
    var alike = Kinds.read(plan("postgresql")).workload("dr-lab");
    var login = Map.of("PGHOST", "orders.example.com", "PGDATABASE", "shop", "PGUSER", "guard");

    assertThat(refused(login, alike)).contains("'database' and 'stock-db'", "STOCK_DB_PGHOST");
  }

  @Test
  void one_that_the_api_fences_is_not_guarded() throws Exception {
    var text =
        Files.readString(plan("mysql"))
            .replaceAll(
                "fence: guard\\n *logins: \\[app]", "fenceGroup: sg-1\n          fence: api")
            .replace("logins: [stock]", "fence: api, fenceGroup: sg-1")
            .replace("          shares: true\n", "")
            .replace(", on: users", "")
            .replace("shares: [5, 25, 50, 100]", "shares: []")
            .replace("lease: 6s, ", "");
    var byApi = Kinds.read(Files.writeString(folder.resolve("api.yaml"), text)).workload("dr-lab");

    assertThat(refused(EACH, byApi)).contains("'database' fenced by the API", "fence: guard");
  }

  /// The places are those of one region; whoever asks knows which.
  @Test
  void a_secret_of_the_plan_comes_before_variables() throws Exception {
    var text =
        Files.readString(plan("mysql"))
            .replace(
                "          logins: [app]", "          guardSecret: keys\n          logins: [app]")
            .replace("logins: [stock]", "logins: [stock], guardSecret: keys");
    var plan = Files.writeString(folder.resolve("secret.yaml"), text);
    var asked = new ArrayList<String>();

    var _ =
        new GuardedDatabases(
                EACH,
                LEASE,
                places -> {
                  asked.add(places.in("primary").orElseThrow());
                  return Optional.of(() -> "rotated");
                })
            .of(Kinds.read(plan).workload("dr-lab"));

    assertThat(asked).containsExactly("keys", "keys");
  }

  @Test
  void only_postgresql_is_read_by_drills() throws Exception {
    assertThat(GuardLogins.in(EACH, workload.resources(Database.class)).keySet())
        .containsExactly("database");
  }

  private static String refused(Map<String, String> environment, Workload workload) {
    return catchThrowableOfType(
            ProblemException.class,
            () -> new GuardedDatabases(environment, LEASE, _ -> Optional.empty()).of(workload))
        .problem()
        .toString();
  }
}

package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.guard.DatabaseVariables;
import dev.lifeboat.aws.guard.PlanVariable;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.LoginEncryption;
import dev.lifeboat.cli.regions.MysqlVariables;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.postgres.Encryption;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a task of `provision` says to a guard is what a guard understands: its words, its plan and
/// the logins of its databases.
final class EmittedGuardTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "GuardHostDatabase", "orders.example.com",
          "GuardPortDatabase", "5433",
          "GuardDatabaseDatabase", "shop",
          "GuardHostStockDb", "stock.example.com",
          "GuardPortStockDb", "3306",
          "GuardUser", "lifeboat_guard",
          "GuardRoots", "none");

  @TempDir private Path folder;
  private PlanFile file;
  private JsonNode container;

  @BeforeEach
  void emit() throws Exception {
    var example = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var logins = "          logins: [app]\n";
    var text =
        Files.readString(example)
            .replace(logins, logins + "          guardSecret: dr-lab/guard\n")
            .replaceFirst(
                " {6}web:\n",
                """
                      stock-db:
                        type: database
                        engine: mysql
                        aws: { dbInstance: { primary: stock, secondary: stock }, logins: [stock], guardSecret: g }
                      web:
                """);
    file = Kinds.read(Files.writeString(folder.resolve("plan.yaml"), text));
    var files = ProvisionFiles.of(file.plan(), file.text(), Optional.empty()).files();
    var template = Objects.requireNonNull(files.get("guards-primary/stack.template.json"));
    container =
        JsonMapper.shared()
            .readTree(template)
            .at("/Resources/TaskDrLab/Properties/ContainerDefinitions/0");
  }

  /// As ECS gives them, without roots of its own.
  private Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    for (var it : container.path("Environment")) {
      environment.put(it.path("Name").asString(), value(it.path("Value")));
    }
    return environment;
  }

  private static String value(JsonNode value) {
    if (value.has("Fn::If")) {
      return value.at("/Fn::If/2").asString();
    }
    return value.has("Ref")
        ? Objects.requireNonNull(VALUES.get(value.path("Ref").asString()))
        : value.asString();
  }

  private static Plan read(Map<String, String> environment, List<String> words) throws Exception {
    var command = new GuardCommand(environment);
    new CommandLine(command).parseArgs(words.toArray(String[]::new));
    return command.read().plan();
  }

  @Test
  void its_words_and_its_plan_are_those_of_the_command() throws Exception {
    var words = new ArrayList<String>();
    container.path("Command").forEach(it -> words.add(it.asString()));
    assertThat(words.removeFirst()).isEqualTo("guard");

    assertThat(read(environment(), words)).isEqualTo(file.plan());
  }

  @Test
  void its_databases_are_found_by_its_variables() throws Exception {
    var guarded =
        new GuardedDatabases(environment(), Duration.ofSeconds(6), _ -> Optional.empty())
            .of(file.workload("dr-lab"));

    assertThat(guarded.values())
        .extracting(GuardedLogins::login)
        .containsExactly(
            "lifeboat_guard@orders.example.com:5433/shop", "lifeboat_guard@stock.example.com:3306");
  }

  /// No image has roots by itself.
  @Test
  void connections_are_encrypted_also_without_roots() throws Exception {
    var environment = environment();

    assertThat(LoginEncryption.in(environment))
        .isEqualTo(new Encryption(Encryption.Mode.REQUIRE, Optional.empty()));
    assertThat(MysqlVariables.login(DatabaseVariables.of(environment, "stock-db")).authorities())
        .isEmpty();
  }

  /// Whoever names a file means it, whatever is in the environment.
  @Test
  void a_file_is_read_whatever_is_in_the_environment() throws Exception {
    var other = Files.writeString(folder.resolve("other.yaml"), file.text() + "# other\n");

    var read = read(environment(), List.of(other.toString(), "--region", "primary"));

    assertThat(read.sha256()).isNotEqualTo(file.plan().sha256());
  }

  @Test
  void what_is_no_plan_is_refused_by_the_name_of_its_variable() {
    var words = List.of("-", "--region", "primary");
    assertThatThrownBy(() -> read(Map.of(PlanVariable.NAME, "no base 64!"), words))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("LB1002")
        .hasMessageContaining("LIFEBOAT_PLAN_BASE64 is no base 64");
    assertThatThrownBy(() -> read(Map.of(), words))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("LIFEBOAT_PLAN_BASE64 is not set");
  }
}

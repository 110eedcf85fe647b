package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The services here are programs of the shell, each a process of its own.
class InitCommandTest {
  /// Listens on nothing, and says what it was given.
  private static final String MUTE = "sh -c 'env | sort; exit 3'";

  /// What is at or below the folder of the page.
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z][^):#]*)[)#]");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("lifeboat.yaml");
  }

  private Invocation own(Object... words) {
    return init(Stream.concat(Stream.of("--own"), Stream.of(words)).toArray());
  }

  private Invocation init(Object... words) {
    return Invocation.of(Stream.concat(Stream.of("init", file()), Stream.of(words)).toArray());
  }

  private Plan plan() throws Exception {
    return Kinds.read(file()).plan();
  }

  /// Every combination of what can be left out.
  static Stream<String> descriptions() {
    var port = List.of("", "--port LISTEN", "--port LISTEN={host}:{port}");
    var store = List.of("", "--database", "--database-url DATABASE_URL");
    var write =
        List.of(
            "",
            "--write PUT_/notes/{client}-{number}",
            "--write POST_/notes --body {\"key\":\"{client}:{number}\"}",
            "--write PUT_/notes/{client}/{number} --rows notes(book,page) --database");
    return port.stream()
        .flatMap(it -> store.stream().map(more -> it + " " + more))
        .flatMap(it -> write.stream().map(more -> (it + " " + more).strip()));
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void a_plan_of_ones_own_passes_check_and_tells_all_that_the_service_is_given(String described)
      throws Exception {
    var words =
        Stream.of(("--command true --no-try " + described).split("\\s+"))
            .map(it -> it.replace('_', ' ').replace("DATABASE URL", "DATABASE_URL"))
            .distinct()
            .toArray();

    var told = own(words);

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(Invocation.of("check", file(), "--plan-only").exitCode()).isZero();
    var text = Files.readString(file());
    assertThat(text).contains("HOST, PORT", "REGION", "JAVA_HOME").doesNotContain("<", "[no-");
    assertThat(text.contains("DB_URL, DB_USER, DB_PASSWORD"))
        .isEqualTo(described.contains("--database"));
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
  }

  /// Who names a folder would look for his plan in it.
  @Test
  void a_name_that_is_no_plans_is_refused_and_nothing_is_made() {
    var told = Invocation.of("init", folder.resolve("sub/dir"), "--from", "storefront");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB1004").contains("such as", "sub/dir/lifeboat.yaml");
    assertThat(folder).isEmptyDirectory();
  }

  /// A service need not have a path that a canary may write to, and its owner is told what then.
  @Test
  void where_the_writes_path_is_set_stands_what_to_do_without_one() throws Exception {
    assertThat(own("--command", "true", "--database", "--no-try").exitCode()).isZero();
    var text = Files.readString(file());
    var basis = "basis: database";
    assertThat(text.substring(text.indexOf("  canary:"), text.indexOf("write: {")))
        .contains("no path for such a write", "'" + basis + "'");

    Files.writeString(file(), text.replace("    rate: 20/s", "    rate: 20/s\n    " + basis));
    assertThat(plan().canary().basis()).isEqualTo(Canary.Basis.DATABASE);
    assertThat(Invocation.of("check", file(), "--plan-only").exitCode()).isZero();

    assertThat(own("--command", "true", "--no-try", "--force").exitCode()).isZero();
    assertThat(Files.readString(file())).as("nobody could keep its table").doesNotContain(basis);
  }

  @Test
  void names_of_its_own_are_filled_with_what_the_lab_gives() throws Exception {
    var told =
        own(
            "--command",
            MUTE,
            "--port",
            "LISTEN={host}:{port}",
            "--database-url",
            "STORE",
            "--json");

    assertThat(told.exitCode()).isEqualTo(3);
    var trial = told.json().path("trial");
    assertThat(trial.path("outcome").asString()).isEqualTo("ended");
    assertThat(trial.path("printed").toString())
        .containsPattern("REGION=east")
        .containsPattern("STORE=postgresql://application:[0-9a-f]+@127[.0-9]+:[0-9]+/db");
    assertThat(plan().resources(Service.class).getFirst().environment().added())
        .containsEntry("LISTEN", "{host}:{port}");
  }

  @Test
  void one_variable_cannot_hold_the_port_and_the_database() {
    var told = own("--command", "true", "--port", "DB", "--database-url", "DB", "--no-try");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("'DB' is named for the port and for the database");
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_variable_that_was_asked_for_is_given_also_where_the_command_has_the_port()
      throws Exception {
    assertThat(own("--command", "app {port}", "--port", "LISTEN", "--no-try").exitCode()).isZero();

    assertThat(plan().resources(Service.class).getFirst().environment().added())
        .containsEntry("LISTEN", "{port}");
  }

  @Test
  void a_service_that_ends_is_told_with_its_last_words_and_the_plan_is_kept() throws Exception {
    var told = own("--command", "sh -c 'echo no such table; exit 3'");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.out())
        .contains("wrote   " + file(), "it ended by itself", "| no such table", "do      mend");
    assertThat(plan().name()).isNotBlank();
  }

  @Test
  void without_a_database_it_is_unknown_whether_one_that_needs_it_would_start() {
    var told = own("--command", "sh -c 'exit 3'", "--database");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.out()).contains("with no database there", "unknown whether", "lab up");
  }

  @ParameterizedTest
  @CsvSource({"no-such-program-here", "bin/no-such-program"})
  void a_program_that_is_not_there_leads_to_no_lab(String program) {
    var told = own("--command", program + " -x", "--database");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.out())
        .contains("there is no program", program, "do      name", "--command", "--plan-only")
        .doesNotContain("unknown whether", "lab up", "lifeboat drill");
  }

  @Test
  void a_service_that_answers_is_ended_again() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var source =
        Files.writeString(
            folder.resolve("Served.java"),
            """
            void main() throws Exception {
              Files.writeString(Path.of("began"), "");
              var at = new java.net.InetSocketAddress(
                  System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")));
              var server = com.sun.net.httpserver.HttpServer.create(at, 9);
              server.createContext("/healthz", it -> { it.sendResponseHeaders(200, -1); it.close(); });
              server.start();
            }
            """
                .replace("Files", "java.nio.file.Files")
                .replace("Path", "java.nio.file.Path"));

    var told = own("--command", "%s %s".formatted(java, source));

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out()).contains("/healthz answered after", "it was ended again");
    assertThat(folder.resolve("began")).exists();
    assertThat(ProcessTable.ofThisHost().processesIn(folder)).isEmpty();
  }

  @Test
  @Timeout(60)
  void an_interrupt_of_the_trial_tells_that_the_plan_is_written_and_claims_no_run()
      throws Exception {
    var told = new CompletableFuture<Invocation>();
    var caller =
        Thread.ofPlatform()
            .start(() ->
                told.complete(own("--command", "sh -c 'touch began; exec sleep 60'", "--json")));
    while (!Files.exists(folder.resolve("began"))) {
      Thread.onSpinWait();
    }

    caller.interrupt();

    assertThat(told.get().exitCode()).isEqualTo(130);
    assertThat(told.get().err()).containsPattern("plan +written +" + file());
    assertThat(told.get().json().path("why").asString()).contains("nothing", "resumed");
    assertThat(told.get().json().path("fix").asString()).doesNotContain("runs");
    assertThat(plan().workloads()).hasSize(1);
    assertThat(ProcessTable.ofThisHost().processesIn(folder)).isEmpty();
  }

  @Test
  void a_file_that_is_there_is_replaced_only_when_that_is_asked_for() throws Exception {
    Files.writeString(file(), "mine");

    var refused = own("--command", "true", "--no-try");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("LB1004", file() + " already", "--force");
    assertThat(file()).hasContent("mine");
    assertThat(own("--command", "true", "--no-try", "--force").exitCode()).isZero();
    assertThat(plan().workloads()).hasSize(1);
  }

  @Test
  void what_is_refused_leaves_nothing() {
    assertThat(own("--command", "true", "--health", "health").exitCode()).isEqualTo(2);
    assertThat(init("--from", "nosuch").exitCode()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from storefront --own | leave one of them out",
        "--from storefront --port X | --from copies an example, and --port",
        "--from storefront --regions a,b | --from copies an example, and --regions",
        "--from stor | there is no example 'stor'",
        "--own | --command is not given",
        "--own --command 'a>b>' --port 80 | is a port",
        "--own --command a --port L=x | has no port in it",
        "--own --command a --regions east | are no two regions",
        "--own --command a --rows n.k | give --write too",
        "--own --command a --write X --rows n.k | give --database too",
        "--own --command a --database --write X --rows n.k | is no TABLE(CLIENT,NUMBER)",
        "--own --command a --write PUT | makes no plan",
        "--own --command a --name Big | begin with a letter"
      })
  void what_cannot_be_meant_is_told(String words, String why) {
    var told = init((Object[]) words.split(" "));

    assertThat(told.exitCode()).as("%s", told).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", why, "nothing was written");
  }

  static List<String> examples() throws Exception {
    return ShippedExamples.ofThisProcess().names();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_is_copied_whole_and_passes_check_where_a_run_can_move_it(String example)
      throws Exception {
    var told = init("--from", example, "--json");

    assertThat(told.exitCode()).as("%s", told).isZero();
    for (var written : told.json().path("files")) {
      assertThat(Path.of(written.asString())).exists();
    }
    assertThat(folder.resolve("pom.xml")).doesNotExist();
    assertThat(Files.readString(file())).startsWith("# A copy of the example '" + example + "'");
    for (var plan : DurableFile.list(folder)) {
      if (plan.toString().endsWith(".yaml")) {
        assertThat(Invocation.of("check", plan, "--plan-only").exitCode())
            .as("%s", plan)
            .isEqualTo(example.equals("dr-lab-backup-restore") ? 2 : 0);
        assertThat(plan).content().doesNotContain(" target/", "=target/", "../");
      }
    }
    // What its page leads to within its folder, but a plan whose services were not built.
    var links = LINK.matcher(Files.readString(folder.resolve("README.md")));
    while (links.find()) {
      if (!links.group(1).equals("lab.yaml")) {
        assertThat(folder.resolve(links.group(1))).as(example).exists();
      }
    }
  }

  /// Goal: what is copied starts, or is not there. A quote in a folder's name is YAML's own.
  @Test
  void what_a_copy_starts_is_what_the_checkout_built() throws Exception {
    var shipped = folder.resolve("it's here");
    for (var example : List.of("storefront", "saas-tiers")) {
      Files.createDirectories(shipped.resolve(example).resolve("target"));
      for (var plan : List.of("lifeboat.yaml", "lab.yaml")) {
        var text = ShippedExamples.ofThisProcess().folder().resolve(example).resolve(plan);
        if (Files.exists(text)) {
          Files.copy(text, shipped.resolve(example).resolve(plan));
        }
      }
    }
    var examples = new ShippedExamples(shipped);
    var copy = folder.resolve("copy").resolve("lifeboat.yaml");
    var lab = copy.resolveSibling("lab.yaml");
    assertThat(examples.files("saas-tiers", copy)).containsOnlyKeys(copy);

    for (var built : List.of("storefront.jar", "storefront.aot")) {
      Files.createFile(shipped.resolve("storefront/target").resolve(built));
    }

    new NewFiles(true).write(examples.files("saas-tiers", copy));
    assertThat(Kinds.read(lab).plan().resources(Service.class))
        .hasSize(3)
        .allSatisfy(it ->
            assertThat(Path.of(it.run().getLast()))
                .isEqualTo(shipped.resolve("storefront/target/storefront.jar"))
                .exists());
    assertThat(examples.files("storefront", copy)).containsOnlyKeys(copy);
  }

  /// Goal: nobody who begins on AWS has anything to install. What fails over by itself needs it.
  @ParameterizedTest
  @CsvSource({
    "dr-lab-backup-restore, 1, 0",
    "dr-lab-warm-standby, 1, 0",
    "ecommerce-warm-standby, 1, 0",
    "lamp-pilot-light, 1, 0",
    "saas-tiers, 2, 1"
  })
  void a_first_plan_on_aws_is_fenced_by_the_api(String example, int byApi, int byGuard)
      throws Exception {
    assertThat(init("--from", example).exitCode()).isZero();

    assertThat(plan().resources(Database.class))
        .extracting(it -> FenceChoice.of(it).means().orElseThrow())
        .filteredOn(FenceChoice.Means.API::equals)
        .hasSize(byApi);
    assertThat(plan().resources(Database.class)).hasSize(byApi + byGuard);
    assertThat(Files.readString(file())).contains("example itself is not.\n");
  }

  /// Goal: nothing that is copied leads to a move that the API's fence refuses.
  @ParameterizedTest
  @CsvSource({"dr-lab-warm-standby", "ecommerce-warm-standby", "lamp-pilot-light"})
  void a_first_plan_on_aws_asks_for_nothing_that_needs_a_guard(String example) throws Exception {
    assertThat(init("--from", example).exitCode()).isZero();

    assertThat(file())
        .content()
        .doesNotContain("on: users", "shares: true", "lease", "window", "without loss")
        .contains("failover: { trigger: manual }\n", "failback: { shares: [] }\n", "aws: { ");
  }

  @Test
  void what_fails_over_by_itself_keeps_its_lease() throws Exception {
    assertThat(init("--from", "saas-tiers").exitCode()).isZero();

    assertThat(file()).content().contains("failover: { trigger: automatic }", "aws: { lease: 6s,");
  }
}

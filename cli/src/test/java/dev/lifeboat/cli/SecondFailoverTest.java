package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: after one failover a second one loses nothing in silence. The region that came back is no
/// candidate until it is made a replica again; whoever promotes it all the same says so, and then
/// every lost order is in the ledger with its values.
///
/// Method: the commands that a person types, on a lab of the storefront with real clients' orders.
/// East is lost and comes back; west is lost; east is lost again and west promoted on a person's
/// word.
@Timeout(900)
final class SecondFailoverTest {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MANY = 50;
  private static final Set<Integer> TAKEN = Set.of(200, 201);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// All that commands said.
  private static final List<String> TOLD = new ArrayList<>();

  private static Path root;
  private static Path state;
  private static Path plan;
  private static URI shop;

  @BeforeAll
  static void bring_the_lab_up() throws Exception {
    ToolCache.useForPrograms();
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    root = Files.createTempDirectory("lifeboat-second-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    state = root.resolve("state");
    plan =
        Files.writeString(
            root.resolve("lifeboat.yaml"),
            Files.readString(STOREFRONT.resolve("lifeboat.yaml"))
                .replace("target/", STOREFRONT.resolve("target") + "/"));
    succeeds("lab", "up", plan);
    shop = URI.create(lab().clients().address("entry").toString());
  }

  @AfterAll
  static void take_the_lab_down() throws IOException {
    tell("lab", "down", plan);
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  @Tag("invariant-72")
  void a_region_that_came_back_is_promoted_on_a_persons_word_alone_and_nothing_is_lost_unsaid()
      throws Exception {
    order(1);
    await("west has what is copied a moment later", () -> holds("west", 1));
    lose("east");
    succeeds("failover", plan);
    order(2);
    heal("east");

    refuses(3, "check", plan);
    assertThat(refuses(3, "status", plan).out()).contains("followed the writer of epoch 1");
    refuses(3, "failover", plan, "--dry-run");
    lose("west");
    var refused = refuses(4, "failover", plan);
    assertThat(refused.err()).contains("LB3011", "'orders' in east", "when east last followed");
    assertThat(lab().placements().read("shop").orElseThrow().writer()).isEqualTo("west");

    heal("west");
    await("west serves again", () -> missing(2).isEmpty());
    succeeds("reprotect", plan);
    succeeds("check", plan);
    lose("west");
    succeeds("failover", plan);
    assertThat(missing(1)).isEmpty();
    assertThat(missing(2)).as("what was written since the first failover").isEmpty();

    order(3);
    heal("west");
    lose("east");
    refuses(4, "failover", plan);
    var accepted =
        succeeds("failover", plan, "--accept-loss", "the hall burnt down", "--as", "ann");
    assertThat(accepted.err()).contains("ACCEPTED", "by ann: the hall burnt down");
    assertThat(missing(3)).as("they exist in east alone").hasSize(MANY);
    heal("east");
    succeeds("reprotect", plan);
    assertThat(ledgerOfNewestRun())
        .as("each lost order with its values, from the copy that was kept")
        .containsAll(
            IntStream.rangeClosed(1, MANY)
                .mapToObj(("\"client\":\"" + client(3) + "\",\"number\":\"%d\"")::formatted)
                .toList());
    requireNothingPersonal();
    requireNothingSecret();
  }

  /// Goal: what customers ordered comes back from the vaults of a plan into a new folder, by the
  /// commands alone, and is queried there.
  ///
  /// Method: a base, then log alone; from the copy, into the place of a sandbox, where a server is
  /// started.
  @Test
  void a_plans_database_comes_back_from_the_copy_of_its_vault() throws Exception {
    var kept =
        Files.writeString(
            root.resolve("kept.yaml"),
            Files.readString(plan)
                    .replace(
                        "    verify:",
                        "    backup: { to: offsite, logs: 1s, copyTo: far }\n    verify:")
                + "vaults: { offsite: { url: a, keys: key }, far: { url: b, keys: key } }\n");
    for (var vault : List.of("a", "b")) {
      succeeds("vault", "init", root.resolve(vault), "--key-file", root.resolve("key"));
    }
    order(4);
    assertThat(backUp(kept)).isEqualTo("base");
    order(5);
    await("log is due", () -> backUp(kept).equals("log"));

    var points = succeeds("points", kept, "--history", "--json").json().path("points");
    assertThat(points).hasSize(2).allMatch(it -> it.path("bases").size() == 1);
    assertThat(points.get(0).path("history").toString()).contains("\"backup\"", "\"retention\"");
    var setup = lab().clients().sandbox("west");
    var site = setup.layOut();
    var to = setup.data("orders").getParent();
    succeeds("restore", kept, "--to", to, "--dry-run");
    assertThat(to).doesNotExist();
    try {
      succeeds("restore", kept, "--to", to, "--workload", "shop", "--vault", "far");
      var server = setup.clone(site, "orders");
      server.writeSettings();
      setup.start(server, "orders");
      var login = lab().clients().at("west", site.stores().database("orders"), "orders", true);
      await("all orders are there", () -> rows(login) == 2 * MANY);
    } finally {
      setup.end();
      setup.delete();
    }
  }

  private static String backUp(Path kept) {
    var told = succeeds("backup", kept, "shop", "--json").json();
    return told.path("backups").get(0).path("did").asString();
  }

  /// Of rounds 4 and 5, once the server has recovered.
  private static long rows(Endpoint login) {
    var count =
        "SELECT count(*) FROM orders WHERE client IN ('%s', '%s')".formatted(client(4), client(5));
    try (var session = Session.open(login, Duration.ofSeconds(5))) {
      return session.inRecovery() ? -1 : session.queryNumbers(count)[0];
    } catch (SQLException notYet) {
      return -1;
    }
  }

  private static String client(int round) {
    return "round-%d-%s".formatted(round, PersonalData.NAME);
  }

  /// Goal: what customers wrote stands in the stores and in the ledgers, which must have it, and in
  /// nothing else that is kept, told or packed. Method: each order has a name in its key, an
  /// address in its row and object, and a card in a header; all are searched for.
  private static void requireNothingPersonal() throws IOException {
    var bundle = root.resolve("trouble.zip");
    tell("doctor", plan, "--bundle", bundle);

    assertThat(PersonalData.inZip(bundle, PersonalData.ALL)).as("in the bundle").isEmpty();
    assertThat(PersonalData.in(state, PersonalData.ALL))
        .as("journals, reports, results and logs")
        .isNotEmpty()
        .allMatch(path -> path.matches("runs/[^/]+/ledger\\.jsonl|.*/lost/.*"));
    assertThat(TOLD)
        .as("what commands said")
        .noneMatch(told -> PersonalData.isIn(told, PersonalData.ALL));
  }

  /// Goal: the passwords and keys of the lab's parts stand in files that are its owner's alone, and
  /// in nothing that is told or packed.
  private static void requireNothingSecret() throws Exception {
    var secrets = lab().clients().secrets();
    var texts = new ArrayList<>(secrets.parts().values());
    Stream.of(secrets.superuser(), secrets.replication(), secrets.application(), secrets.storage())
        .map(Credential::password)
        .forEach(texts::add);
    var kept = Kinds.of(Kinds.READER.read(plan).orThrow()).files();

    assertThat(PersonalData.inZip(root.resolve("trouble.zip"), texts)).isEmpty();
    assertThat(TOLD).noneMatch(told -> PersonalData.isIn(told, texts));
    assertThat(PersonalData.in(state, texts))
        .hasSizeGreaterThan(4)
        .allMatch(it -> kept.privateNames().contains(it.substring(it.lastIndexOf('/') + 1)));
  }

  /// The keys and values of the rows in the newest ledger.
  private static List<String> ledgerOfNewestRun() throws IOException {
    try (var runs = Files.list(state.resolve("runs"))) {
      var ledger =
          runs.map(run -> run.resolve("ledger.jsonl"))
              .filter(Files::exists)
              .max(Comparator.naturalOrder())
              .orElseThrow();
      var found = new ArrayList<String>();
      for (var line : Files.readAllLines(ledger)) {
        var row =
            OutputJson.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)).path("new");
        if (row.has("client")) {
          found.add(
              "\"client\":\"%s\",\"number\":\"%s\""
                  .formatted(row.path("client").asString(), row.path("number").asString()));
        }
      }
      return found;
    }
  }

  /// Fifty orders, each acknowledged: with 201, or with 200 where an answer to the first attempt
  /// was late.
  private static void order(int round) {
    for (int i = 1; i <= MANY; i++) {
      int number = i;
      await(
          "order %d of round %d is taken".formatted(i, round),
          () -> TAKEN.contains(status("PUT", round, number)));
    }
  }

  /// The orders of a round that the shop says it does not have.
  private static List<Integer> missing(int round) {
    return IntStream.rangeClosed(1, MANY)
        .filter(number -> !isThere(round, number))
        .boxed()
        .toList();
  }

  /// Whether both stores of a region have every order of a round.
  private static boolean holds(String region, int round) {
    var client = client(round);
    try {
      var workload = Kinds.READER.read(plan).orThrow().workload("shop");
      var site = lab().ability(workload, Drills.class).orElseThrow();
      return Stream.of(site.rows(region, client), site.objects(region, client))
          .allMatch(held -> held instanceof StoredNumbers.Numbers(var all) && all.size() == MANY);
    } catch (Exception noLab) {
      throw new IllegalStateException(noLab);
    }
  }

  /// What the shop says as soon as it can say it.
  private static boolean isThere(int round, int number) {
    var last = new AtomicInteger();
    await(
        "the shop knows of order %d of round %d".formatted(number, round),
        () -> {
          last.set(status("GET", round, number));
          return last.get() == 200 || last.get() == 404;
        });
    return last.get() == 200;
  }

  private static int status(String method, int round, int number) {
    var request =
        HttpRequest.newBuilder(shop.resolve("/orders/%s/%d".formatted(client(round), number)))
            .timeout(Duration.ofSeconds(2))
            .header("X-Card", PersonalData.CARD)
            .method(
                method,
                method.equals("PUT")
                    ? HttpRequest.BodyPublishers.ofString(
                        "{\"item\":\"" + PersonalData.ADDRESS + "\"}")
                    : HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException unanswered) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void lose(String region) {
    succeeds("lab", "break", plan, "region", region);
  }

  private static void heal(String region) throws Exception {
    succeeds("lab", "heal", plan, "region", region);
    var clients = lab().clients();
    await(
        "the stores of %s answer again".formatted(region),
        () -> {
          try {
            var orders = clients.agent(region).freshState("orders").databases().get("orders");
            var _ = clients.bucket(region, "images").state();
            return orders != null && orders.server().sql() != null;
          } catch (IOException silent) {
            return false;
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
  }

  private static Lab lab() throws Exception {
    return Lab.attach(Kinds.READER.read(plan).orThrow(), state);
  }

  private static Invocation succeeds(Object... words) {
    return refuses(0, words);
  }

  private static Invocation refuses(int exitCode, Object... words) {
    var told = tell(words);
    assertThat(told.exitCode()).as("%s: %s", List.of(words), told).isEqualTo(exitCode);
    return told;
  }

  private static Invocation tell(Object... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--state", state));
    var told = Invocation.of(all.toArray());
    TOLD.add(told.toString());
    return told;
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      try {
        assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }
}

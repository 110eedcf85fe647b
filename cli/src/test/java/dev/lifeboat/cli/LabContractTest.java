package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.placement.Placements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rows of `contract.txt` that need a whole lab: ContractTest has the others. Before each row
/// the lab is brought to where the row wants it, by the commands themselves.
@Tag("proof")
@Timeout(900)
class LabContractTest {
  private static final String RUN = "20261120-150411-7q2k";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront").toAbsolutePath();

  private static Path state;
  private static Path plan;
  private static Path manual;

  static Stream<ContractRow> rows() {
    return ContractRow.all().stream().filter(ContractRow::needsLab);
  }

  @BeforeAll
  static void write_the_plans() throws Exception {
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    var root = Files.createTempDirectory("lifeboat-contract-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    state = root.resolve("state");
    var text =
        Files.readString(STOREFRONT.resolve("lifeboat.yaml"))
            .replace("target/", STOREFRONT.resolve("target") + "/")
            // Rows fail over one after the other; a watch of a later one must not wait for that.
            .replace("trigger: automatic,", "trigger: automatic, coolDown: 0s,");
    plan = Files.writeString(root.resolve("lifeboat.yaml"), text);
    manual =
        Files.writeString(
            root.resolve("manual.yaml"), text.replace("trigger: automatic", "trigger: manual"));
  }

  @AfterAll
  static void take_the_lab_down() {
    tell("lab", "down", plan);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_outcome_is_one_document_or_readable_words(ContractRow row) throws Exception {
    ContractTest.requireText(row, execute(row));
    ContractTest.requireJson(row, execute(row, "--json", "--progress", "json"));
  }

  private static Invocation execute(ContractRow row, String... more) throws Exception {
    var given = new Givens.Given(row.given().equals("lab-lost") ? manual : plan, state, RUN);
    prepare(row);
    try {
      return ContractTest.invoke(row.words(given, more));
    } finally {
      clearUp(row.given());
    }
  }

  private static void prepare(ContractRow row) throws Exception {
    if (row.command().equals("lab up")) {
      tell("lab", "down", plan);
      return;
    }
    if (!Lab.isUp(Kinds.read(plan).plan(), state)) {
      assertThat(tell("lab", "up", plan).exitCode()).isZero();
    }
    boolean away = row.given().equals("lab-away");
    if (!placements().read("shop").orElseThrow().writer().equals(away ? "west" : "east")) {
      var moved = tell(away ? "switchover" : "failback", plan);
      assertThat(moved.exitCode()).as("%s", moved).isZero();
    }
    awaitWell();
    switch (row.given()) {
      case "lab-claimed", "lab-open-run" -> new PastRuns(state).open(RUN, placements());
      case "lab-proven" -> {
        var passed = tell("drill", plan);
        assertThat(passed.exitCode()).as("%s", passed).isZero();
      }
      case "lab-lost" ->
          assertThat(tell("lab", "break", plan, "region", "east").exitCode()).isZero();
      default -> {}
    }
  }

  private static void clearUp(String given) throws Exception {
    switch (given) {
      case "lab-claimed" -> {
        var claimed = placements().read("shop").orElseThrow();
        placements().compareAndSet(Optional.of(claimed), claimed.released());
        delete(state.resolve("runs").resolve(RUN));
      }
      case "lab-open-run" -> delete(state.resolve("runs").resolve(RUN));
      case "lab-lost" ->
          assertThat(tell("lab", "heal", plan, "region", "east").exitCode()).isZero();
      default -> {}
    }
  }

  private static Placements placements() throws Exception {
    return Lab.attach(Kinds.READER.read(plan).orThrow(), state).placements();
  }

  /// What was healed or moved needs a moment until all of it runs again.
  private static void awaitWell() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var never = new CountDownLatch(1);
    while (tell("lab", "status", plan).exitCode() != 0) {
      assertThat(System.nanoTime()).as("%s", tell("lab", "status", plan)).isLessThan(end);
      assertThat(never.await(500, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Invocation tell(Object... words) {
    var all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--state", state));
    return Invocation.of(all.toArray());
  }
}

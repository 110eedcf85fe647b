package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.canary.FakeFrontDoor.Mode;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Progress;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Canary.Request;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real canary processes against a front door in this one.
class CanaryProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Request WRITE =
      new Request("PUT", "/orders/{client}/{number}", "{\"item\":\"{number}\"}");
  private static final Request READ = new Request("GET", "/orders/{client}/{number}", "");

  @TempDir Path folder;
  private FakeFrontDoor door;
  private CanaryProcess canary;
  private CanaryLog log;

  @BeforeEach
  void open() throws IOException {
    door = new FakeFrontDoor(0);
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    if (canary != null) {
      canary.stop(Duration.ZERO);
      log.close();
    }
    door.close();
  }

  @Test
  void sigterm_ends_it_with_a_complete_log_of_what_the_service_saw() throws Exception {
    start(100, PATIENCE);
    await(progress -> progress.acknowledged() >= 60);
    assertThat(canary.stop(PATIENCE)).isTrue();

    var recording = recording();
    assertThat(recording.ended()).isPresent();
    assertThat(recording.tornBytes()).isZero();
    assertThat(recording.header().client()).isEqualTo("canary-1");
    assertThat(recording.writes()).allMatch(CanaryAttempt::acknowledged);
    assertThat(recording.writes().getFirst().number()).isEqualTo(1);
    assertThat(recording.writes().getLast().number()).isEqualTo(recording.writes().size());
    assertThat(door.arrivals).hasSize(recording.writes().size());
    assertThat(door.bodies.get("/orders/canary-1/7")).isEqualTo("{\"item\":\"7\"}");
    assertThat(recording.reads().size())
        .as("a fifth of the writes, from the first acknowledgement on")
        .isBetween(1, recording.writes().size() / 5);
    assertThat(((CanaryAttempt.Acknowledged) recording.writes().getFirst().outcome()).region())
        .contains("west");
  }

  /// Nobody is left who could stop it, and it would write for ever.
  @Test
  void that_of_a_drill_that_is_gone_is_ended_and_its_log_gets_its_end() throws Exception {
    start(100, PATIENCE);
    await(progress -> progress.acknowledged() >= 1);

    CanaryProcess.endLeft(folder.resolve("another"), PATIENCE);
    assertThat(canary.ended()).as("by another's end").isEmpty();

    CanaryProcess.endLeft(folder, PATIENCE);
    assertThat(canary.ended()).isPresent();
    assertThat(recording().ended()).isPresent();
    CanaryProcess.endLeft(folder, PATIENCE);
  }

  /// A run's folder holds what users wrote.
  @Test
  void its_files_are_its_owners_alone() throws Exception {
    start(100, PATIENCE);
    await(progress -> progress.acknowledged() >= 1);

    for (var name : List.of("canary.json", "canary.out", "canary.jsonl")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void answers_in_flight_are_awaited_until_their_deadline() throws Exception {
    start(50, Duration.ofMillis(600));
    await(progress -> progress.acknowledged() >= 5);
    door.mode = Mode.HANG;
    // Since one was given up, none of those in flight was sent before.
    await(progress -> progress.unknown() >= 1 && progress.inFlight() >= 10);
    assertThat(canary.stop(PATIENCE)).isTrue();

    var recording = recording();
    assertThat(recording.ended()).isPresent();
    assertThat(recording.writes()).noneMatch(it -> it.outcome() instanceof CanaryAttempt.Pending);
    assertThat(recording.writes().stream().filter(CanaryAttempt::unknown).count())
        .as("an open loop keeps sending while nothing is answered")
        .isGreaterThanOrEqualTo(10);
  }

  @Test
  void a_killed_canary_leaves_a_readable_log() throws Exception {
    start(200, Duration.ofSeconds(2));
    await(progress -> progress.acknowledged() >= 20);
    var process = ProcessHandle.current().children().findFirst().orElseThrow();
    process.destroyForcibly();
    process.onExit().get(20, TimeUnit.SECONDS);

    var recording = recording();
    assertThat(recording.ended()).isEmpty();
    assertThat(recording.writes().stream().filter(CanaryAttempt::acknowledged).count())
        .isGreaterThanOrEqualTo(20);
  }

  @Test
  void each_way_of_not_answering_has_its_outcome_and_nothing_is_sent_twice() throws Exception {
    start(100, Duration.ofMillis(500));
    await(progress -> progress.acknowledged() >= 5);
    refusedGrowsIn(Mode.REFUSE_UNSENT);
    refusedGrowsIn(Mode.UNAVAILABLE);
    unknownGrowsIn(Mode.REFUSE_SENT);
    unknownGrowsIn(Mode.FAIL);
    unknownGrowsIn(Mode.DROP);
    unknownGrowsIn(Mode.HANG);

    int port = door.port();
    long before = log.poll().refused();
    door.close();
    await(progress -> progress.refused() >= before + 5 && progress.downSince().isPresent());

    var arrivals = door.arrivals;
    door = new FakeFrontDoor(port);
    var back = log.awaitRecovery(FaultTime.at(Clock.systemUTC().instant()), 10, PATIENCE);
    assertThat(back).isPresent();
    assertThat(log.poll().downSince()).isEmpty();
    assertThat(canary.stop(PATIENCE)).isTrue();
    assertThat(arrivals.values()).allMatch(times -> times.get() == 1);
    assertThat(recording().ended()).isPresent();
  }

  @Test
  void a_full_flight_is_recorded_as_not_sent() throws Exception {
    door.mode = Mode.HANG;
    start(1_000, Duration.ofSeconds(15));
    await(progress -> progress.inFlight() == 256);
    await(_ -> notSent());
    canary.stop(Duration.ZERO);
    assertThat(recording().writes().stream().filter(CanaryAttempt::unknown).count()).isEqualTo(256);
  }

  @Test
  void one_with_stores_of_its_own_asks_for_health_and_writes_nothing_through_the_door()
      throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    var sites = List.of(new OwnStores.Site("east", "127.0.0.1", nobody, "orders", "shop", null));
    start(100, PATIENCE, new OwnStores("/healthz", sites));
    await(progress -> progress.refused() >= 20);
    var back = log.awaitRecovery(FaultTime.at(Clock.systemUTC().instant()), 1, Duration.ZERO);
    canary.stop(PATIENCE);

    assertThat(back).as("good health alone is no recovery").isEmpty();
    var recording = recording();
    assertThat(recording.header().basis()).isEqualTo(Canary.Basis.DATABASE);
    assertThat(recording.health()).hasSameSizeAs(recording.writes());
    assertThat(recording.health()).allMatch(CanaryAttempt::acknowledged);
    assertThat(recording.writes()).allMatch(it -> it.outcome() instanceof CanaryAttempt.Refused);
    assertThat(recording.reads()).isEmpty();
    assertThat(door.arrivals).isEmpty();
  }

  @Test
  void a_wrong_configuration_is_one_line_and_status_2() throws Exception {
    assertThat(run("/no/such/file", "/no/such/file")).isEqualTo(2);

    var wrong = Files.writeString(folder.resolve("wrong.json"), "{}");
    assertThat(run(wrong.toString(), "client")).isEqualTo(2);
  }

  @Test
  void a_log_that_cannot_be_written_is_one_line_and_status_1() throws Exception {
    Files.createDirectory(folder.resolve("canary.jsonl"));
    start(100, PATIENCE);
    assertThat(run(folder.resolve("canary.json").toString(), "canary.jsonl")).isEqualTo(1);
  }

  /// Runs a canary that cannot begin, and says why in words that contain `why`.
  private static int run(String config, String why) throws Exception {
    var command = JavaCommand.ofThisProcess().line(CanaryMain.class, config);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).contains(" canary: ", why).hasLineCount(1);
    return process.waitFor();
  }

  private void start(int rate, Duration deadline) throws IOException {
    start(rate, deadline, null);
  }

  private void start(int rate, Duration deadline, @Nullable OwnStores own) throws IOException {
    var config =
        new CanaryConfig(
            "canary-1",
            door.address(),
            rate,
            10,
            own == null ? WRITE : null,
            own == null ? READ : null,
            2,
            folder.resolve("canary.jsonl"),
            deadline,
            null,
            own);
    canary = CanaryProcess.start(config, folder, Map.of());
    log = CanaryLog.follow(config.log());
  }

  private void refusedGrowsIn(Mode mode) throws Exception {
    door.mode = mode;
    long before = log.poll().refused();
    await(progress -> progress.refused() >= before + 5);
    settle();
  }

  private void unknownGrowsIn(Mode mode) throws Exception {
    door.mode = mode;
    long before = log.poll().unknown();
    await(progress -> progress.unknown() >= before + 5);
    settle();
  }

  /// Back to success, so that late answers of one mode are not taken for another's.
  private void settle() throws Exception {
    door.mode = Mode.ACCEPT;
    var now = FaultTime.at(Clock.systemUTC().instant());
    assertThat(log.awaitRecovery(now, 5, PATIENCE)).isPresent();
  }

  private void await(Predicate<Progress> condition) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(log.poll())) {
      assertThat(System.nanoTime()).as("in time: %s", log.poll()).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean notSent() {
    try {
      return Files.readString(folder.resolve("canary.jsonl")).contains("\"notSent\"");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private CanaryHistory recording() throws Exception {
    return CanaryHistory.parse(Files.readAllBytes(folder.resolve("canary.jsonl")));
  }
}

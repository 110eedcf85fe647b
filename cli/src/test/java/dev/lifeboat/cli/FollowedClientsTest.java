package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who takes up a run from another terminal sees its clients as the first one does.
///
/// Method: this process is noted as the run's controller, and writes the drill's log while the run
/// is followed.
@Timeout(60)
final class FollowedClientsTest {
  private static final String RUN = "20261120-080000-bbbb";

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path state;
  private Path note;
  private Path log;

  @BeforeEach
  void open() throws Exception {
    new PastRuns(state).open(RUN);
    var runs = state.resolve("runs");
    var self = ProcessHandle.current();
    note =
        Files.createFile(
            runs.resolve(
                "%s.%d-%d.controller"
                    .formatted(
                        RUN,
                        self.pid(),
                        self.info().startInstant().orElseThrow().getEpochSecond())));
    log = runs.resolve(RUN).resolve("drill.jsonl");
  }

  @Test
  void whoever_follows_a_run_sees_its_clients_go_and_come_back() throws Exception {
    write(
        """
        {"schema":"lifeboat.drill-log/v1","plan":"storefront","workload":"shop","scenario":"region-loss",\
        "began":"2026-11-20T08:00:00Z"}
        {"at":"2026-11-20T08:00:01Z","phase":"clients","state":"down",\
        "detail":"1 written, 1 refused, 0 unanswered, down for 0.88 s","changed":"true"}
        """);
    var watching = new FutureTask<>(this::watch);
    Thread.ofVirtual().start(watching);

    awaitTold("clients", "down", "1 written, 1 refused, 0 unanswered, down for 0.88 s");
    write(
        """
        {"at":"2026-11-20T08:00:02Z","phase":"clients","state":"down",\
        "detail":"0 written, 7 refused, 0 unanswered, down for 1.88 s","changed":"false"}
        {"at":"2026-11-20T08:00:03Z","phase":"clients","state":"served",\
        "detail":"1 written, 0 refused, 0 unanswered","changed":"true"}
        """);
    awaitTold("clients", "served", "1 written, 0 refused");
    assertThat(err.toString()).as("no change, and no screen").doesNotContain("7 refused");

    Files.delete(note);
    assertThat(watching.get()).isNotZero();
  }

  private int watch() {
    return Main.execute(Invocation.terminal(out, err), "watch", RUN, "--state", state.toString());
  }

  private void write(String lines) throws Exception {
    Files.writeString(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void awaitTold(String... words) throws InterruptedException {
    while (err.toString().lines().noneMatch(line -> Stream.of(words).allMatch(line::contains))) {
      if (Thread.interrupted()) {
        throw new InterruptedException(
            "never told: %s; told: %s".formatted(String.join(" ", words), err));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}

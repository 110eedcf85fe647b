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
/// Method: this process is noted as the run's controller, and writes the canary's log while the run
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
    log = runs.resolve(RUN).resolve("canary.jsonl");
  }

  @Test
  void whoever_follows_a_run_sees_its_clients_go_and_come_back() throws Exception {
    write(
        """
        {"schema":"lifeboat.canary/v1","client":"%s","rate":50,"confirm":1,"startedAt":"2026-11-20T08:00:00.000000Z"}
        {"n":1,"sent":"2026-11-20T08:00:00.100000Z"}
        {"n":1,"answer":"acknowledged","at":"2026-11-20T08:00:00.110000Z","status":201,"region":"east"}
        {"n":2,"sent":"2026-11-20T08:00:00.120000Z"}
        {"n":2,"answer":"refused","at":"2026-11-20T08:00:00.130000Z","status":503}
        """
            .formatted(RUN));
    var watching = new FutureTask<>(this::watch);
    Thread.ofVirtual().start(watching);

    awaitTold("clients", "down", "1 written, 1 refused, 0 unanswered, down for");
    write(
        """
        {"n":3,"sent":"2026-11-20T08:00:01.100000Z"}
        {"n":3,"answer":"acknowledged","at":"2026-11-20T08:00:01.110000Z","status":201,"region":"west"}
        """);
    awaitTold("clients", "served", "1 written, 0 refused");

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

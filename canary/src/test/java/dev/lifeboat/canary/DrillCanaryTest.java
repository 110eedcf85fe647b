package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Canary.Request;
import dev.lifeboat.wire.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill's canary that ends although nobody stopped it.
final class DrillCanaryTest {
  private static final int LONG_SECONDS = 120;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Request WRITE = new Request("PUT", "/orders/{client}/{number}", "");
  private static final Request READ = new Request("GET", "/orders/{client}/{number}", "");

  @TempDir private Path folder;
  private FakeFrontDoor door;
  private DrillCanary canary;

  @BeforeEach
  void begin() throws Exception {
    door = new FakeFrontDoor(0);
    canary =
        DrillCanary.start(
            InstantSource.system(),
            new Canary(
                100, 10, new Canary.FrontDoor(WRITE, READ, Optional.empty(), Optional.empty())),
            new DrillCanary.Target(door.address(), Duration.ofSeconds(2), null, null),
            "r-1",
            new Drills.Load(100, 2),
            folder.resolve("canary.jsonl"),
            Map.of());
    assertThat(canary.awaitSteady(10, LONG_SECONDS)).isTrue();
  }

  @AfterEach
  void end() throws Exception {
    canary.stop();
    door.close();
  }

  /// Else a drill waits for its whole patience, and then calls the service dead.
  @Test
  void nobody_waits_for_one_that_was_killed_and_it_says_what_became_of_it() throws Exception {
    door.mode = FakeFrontDoor.Mode.UNAVAILABLE;
    var waited =
        CompletableFuture.supplyAsync(() -> {
          try {
            return canary.awaitSteady(10, LONG_SECONDS);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
    assertThat(canary.ended()).isEmpty();
    var process = ProcessHandle.current().children().findFirst().orElseThrow();
    process.destroyForcibly();

    assertThat(waited.get(SOON.toSeconds(), TimeUnit.SECONDS)).isFalse();
    assertThat(canary.ended()).contains("killed by signal 9");
    canary.stop();
    assertThat(canary.ended()).as("also afterwards").contains("killed by signal 9");
  }

  @Test
  void one_that_was_stopped_did_not_end_by_itself() {
    canary.stop();

    assertThat(canary.ended()).isEmpty();
  }

  /// Goal: the cause is one line in plain words. Method: a shell lets no file grow beyond 80
  /// blocks.
  @Test
  void one_whose_log_breaks_ends_soon_and_says_why_in_one_line() throws Exception {
    var config =
        Files.writeString(
            folder.resolve("small.json"),
            Files.readString(folder.resolve("canary.json")).replace("canary.jsonl", "small.jsonl"));
    var command =
        Stream.concat(
                Stream.of("sh", "-c", "ulimit -f 80; exec \"$@\"", "sh"),
                JavaCommand.ofThisProcess().line(CanaryMain.class, config.toString()).stream())
            .toList();
    var printed = folder.resolve("small.out");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();

    assertThat(process.waitFor(SOON)).as("it ended").isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readAllLines(printed)).hasSize(1);
    assertThat(new CanaryOutput(printed).why(1))
        .isEqualTo("its log cannot be written: File too large");
  }

  @Test
  void the_last_word_is_told_without_its_time_and_without_a_trace() throws Exception {
    var printed = folder.resolve("printed");
    var lines =
        List.of(
            Instant.EPOCH + " canary: began",
            Instant.EPOCH + " canary: the last word",
            "\tat dev.lifeboat.Nowhere(Nowhere.java:1)",
            "");
    Files.write(printed, lines, StandardCharsets.UTF_8);

    assertThat(new CanaryOutput(printed).why(1)).isEqualTo("the last word");
    assertThat(new CanaryOutput(folder.resolve("nothing")).why(3))
        .isEqualTo("it printed nothing, and its status was 3");
  }
}

package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Moment from which on a service that was just started is judged.
final class SpeedLookTest {
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration QUICK = Duration.ofMillis(50);
  private static final Duration SLOW = Duration.ofMillis(900);
  private static final int WRITES = 30;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  @TempDir private Path folder;
  private DrillClock clock;
  private RunFolder files;
  private SpeedLook settling;
  private int number;
  private Optional<String> ended = Optional.empty();

  /// How slow the writes of each look are; the last one for ever.
  private final Queue<Duration> looks = new ArrayDeque<>();

  @BeforeEach
  void begin() throws Exception {
    var place = new ScriptedPlace(folder);
    clock = place.context().clock();
    files = RunFolder.of(folder, new RunId("r-1"));
    Files.createDirectories(files.folder());
    Files.writeString(
        files.canary(),
        """
        {"schema":"lifeboat.canary/v1","client":"r-1","rate":10,"confirm":5,"startedAt":"%s"}
        """
            .formatted(text(clock.now())));
    var canary =
        new Drills.Canary() {
          @Override
          public boolean awaitSteady(int count, int seconds) throws InterruptedException {
            write(looks.size() > 1 ? looks.remove() : looks.element());
            return true;
          }

          @Override
          public Optional<String> ended() {
            return ended;
          }

          @Override
          public void stop() {}
        };
    settling = new SpeedLook(clock, files, new CanarySession(place.context(), canary));
  }

  private static String text(Instant at) {
    return MICROS.format(at);
  }

  private void write(Duration each) throws InterruptedException {
    for (int count = 0; count < WRITES; count++) {
      number++;
      var line =
          """
          {"n":%1$d,"sent":"%2$s"}
          {"n":%1$d,"answer":"acknowledged","at":"%3$s","status":201,"region":"west"}
          """
              .formatted(number, text(clock.now()), text(clock.now().plus(each)));
      try {
        Files.writeString(files.canary(), line, StandardOpenOption.APPEND);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      clock.pause(each.compareTo(BETWEEN) > 0 ? each : BETWEEN);
    }
  }

  private Duration settledAfter(Duration... slow) throws InterruptedException {
    write(QUICK);
    var fault = clock.now();
    looks.addAll(List.of(slow));
    return Duration.between(fault, settling.since(fault));
  }

  @Test
  void who_answers_fast_at_once_is_judged_from_the_first_look_on() throws Exception {
    assertThat(settledAfter(QUICK)).isZero();
  }

  /// Else the first answers of programs that warm up would fail a drill.
  @Test
  void slow_answers_are_left_out_once_they_are_over() throws Exception {
    assertThat(settledAfter(SLOW, QUICK)).isEqualTo(SLOW.multipliedBy(WRITES));
  }

  /// Else nothing would be waited for, over and over, for half a minute.
  @Test
  void nobody_looks_twice_at_what_a_dead_canary_left() throws Exception {
    ended = Optional.of("killed by signal 9");
    looks.add(SLOW);
    write(QUICK);
    var fault = clock.now();

    var since = settling.since(fault);

    assertThat(since).isEqualTo(fault);
    assertThat(looks).as("it is looked at once").hasSize(1);
    assertThat(Duration.between(fault, clock.now())).isEqualTo(SLOW.multipliedBy(WRITES));
  }

  /// Else a service that stays slow would be waited for, for ever. A look takes 27 s.
  @Test
  void who_stays_slow_is_judged_from_the_last_look_that_began_within_half_a_minute()
      throws Exception {
    assertThat(settledAfter(SLOW)).isEqualTo(SLOW.multipliedBy(WRITES));
  }
}

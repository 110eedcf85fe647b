package dev.lifeboat.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class WatchPauseTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @TempDir private Path folder;

  @Test
  void a_pause_is_kept_with_its_reason_name_and_end_and_said_in_words() throws Exception {
    var told = apply("--pause", "new disks", "--for", "30m");

    assertThat(pause())
        .isEqualTo(
            new Maintenance("shop", "new disks", "ann", NOW, NOW.plus(Duration.ofMinutes(30))));
    assertThat(told.words(NOW))
        .startsWith("watch of storefront/shop is paused until ")
        .contains("(30 min)", "new disks, by ann");
    assertThat(told.until()).isEqualTo("2026-11-20T15:30:00Z");
  }

  @Test
  void an_end_is_a_moment_or_an_hour_of_the_day_that_is_yet_to_come() throws Exception {
    apply("--pause", "new disks", "--until", "2026-11-20T17:30:00+01:00");
    assertThat(pause().until()).isEqualTo("2026-11-20T16:30:00Z");

    var local = NOW.atZone(ZoneId.systemDefault()).minusMinutes(5).toLocalTime();
    apply("--pause", "new disks", "--until", local.toString());
    assertThat(pause().until())
        .as("five minutes ago is tomorrow")
        .isEqualTo(NOW.plus(Duration.ofDays(1)).minusSeconds(300));
  }

  @Test
  void a_pause_that_is_ended_says_whose_it_was_and_ending_none_is_no_mistake() throws Exception {
    apply("--pause", "new disks", "--for", "30m");

    assertThat(apply("--unpause").words(NOW)).contains("no longer paused", "ann");
    assertThat(new WatchFolder(folder).maintenance("shop")).isEmpty();
    assertThat(apply("--unpause").words(NOW)).contains("was not paused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pause disks",
        "--pause disks --for 30m --until 15:30",
        "--pause disks --unpause",
        "--pause disks --for soon",
        "--pause disks --for 0",
        "--pause disks --for 31d",
        "--pause disks --until noon",
        "--pause disks --until 2026-11-20T14:59:59Z",
        "--for 30m",
        "--until 15:30 --unpause"
      })
  void what_does_not_fit_together_is_bad_usage_and_changes_nothing(String line) throws Exception {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> apply(line.split(" ")))
        .matches(told -> told.problem().code() == Code.LB1004);
    assertThat(new WatchFolder(folder).maintenance("shop")).isEmpty();
  }

  /// While it is 02:40 for the first time, 02:50 is ten minutes away, and 02:30 fifty.
  @Test
  void a_pause_until_a_time_that_comes_twice_ends_at_the_next_one() throws Exception {
    var zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      var putBack = Instant.parse("2026-10-25T01:00:00Z");
      var first0240 = putBack.minusSeconds(1_200);
      assertThat(pausedUntil("02:50", first0240)).isEqualTo("2026-10-25T00:50:00Z");
      assertThat(pausedUntil("02:30", first0240)).isEqualTo("2026-10-25T01:30:00Z");
      assertThat(pausedUntil("02:30", putBack.plusSeconds(2_400)))
          .isEqualTo("2026-10-26T01:30:00Z");
      // 02:30 does not exist on the day when clocks are put forward.
      assertThat(pausedUntil("02:30", Instant.parse("2026-03-29T00:45:00Z")))
          .isEqualTo("2026-03-29T01:30:00Z");
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  private String pausedUntil(String end, Instant now) throws Exception {
    return apply(now, "--pause", "cables", "--until", end).until();
  }

  @Command
  private static final class Taken {
    @Mixin private final WatchPause pause = new WatchPause();
  }

  private WatchPause.PauseDocument apply(String... words) throws Exception {
    return apply(NOW, words);
  }

  private WatchPause.PauseDocument apply(Instant now, String... words) throws Exception {
    var taken = new Taken();
    var _ = new CommandLine(taken).parseArgs(words);
    if (!taken.pause.asked()) {
      throw new AssertionError("nothing was asked for");
    }
    return taken.pause.apply(
        new WatchFolder(folder), Kinds.read(Invocation.STOREFRONT), "shop", "ann", now);
  }

  private Maintenance pause() throws Exception {
    return new WatchFolder(folder).maintenance("shop").orElseThrow();
  }
}

package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Start of a living process, cut to seconds, as the JVM tells it.
///
/// The JVM reads several files for each process that it is asked about, and calls one alive until
/// its parent has collected it, which an orphan's new parent may never do in a container. Agents
/// ask many times a second, so that Linux is asked here, by one read.
final class StartTime {
  /// Of `USER_HZ`, which is the same on all processors that Java runs on.
  private static final long TICKS_PER_SECOND = 100;

  private static final String BOOT = "btime ";

  /// Read once, as the JVM does: it moves when the clock is set. Empty where there is no `/proc`.
  private static final Optional<Instant> BOOTED_AT = bootedAt();

  private StartTime() {}

  /// Empty if no such process lives; a defunct one does not.
  static Optional<Instant> of(long pid) {
    return BOOTED_AT.isPresent()
        ? stat(pid)
            .filter(stat -> !stat.defunct())
            .map(stat -> BOOTED_AT.get().plusSeconds(stat.startTicks() / TICKS_PER_SECOND))
        : ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().startInstant())
            .map(start -> start.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Optional<ProcStat> stat(long pid) {
    try {
      return ProcStat.parse(
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> bootedAt() {
    try {
      return Files.readAllLines(Path.of("/proc/stat")).stream()
          .filter(line -> line.startsWith(BOOT))
          .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(BOOT.length()).strip())))
          .findFirst();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}

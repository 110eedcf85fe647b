package dev.lifeboat.control;

import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.watch.Watcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// What the tool needs of the machine it runs on.
///
/// @param wall the clock of dates
/// @param monotonicNanos the clock that no one sets, in nanoseconds
public record MachineChecks(
    Path state, InstantSource wall, LongSupplier monotonicNanos, Watcher.Pause pause) {
  private static final int OLDEST_JDK = 25;
  private static final long MEBIBYTE = 1L << 20;

  // A lab with its logs and a copy of its databases, with room to write a report.
  private static final long LEAST_BYTES = 1024 * MEBIBYTE;

  // A journal waits for the disk at each step; slower than this is felt in the RTO.
  private static final Duration SLOWEST_WRITE = Duration.ofSeconds(1);

  private static final Duration CLOCK_LOOK = Duration.ofMillis(100);
  private static final Duration MOST_DRIFT = Duration.ofMillis(20);

  private static final int MOST_LOOKS = 20;
  private static final long QUICK_LOOK_NANOS = 100_000;

  // No machine that runs this was set up before it was written: the clock was never set.
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  public List<DoctorCheck> all() {
    return List.of(
        DoctorCheck.of("jdk", MachineChecks::jdk),
        DoctorCheck.of("clock", this::clock),
        DoctorCheck.of("disk", this::disk));
  }

  private static DoctorFinding jdk() {
    var detail =
        "%s of %s in %s, at most %d MiB of memory"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"),
                Runtime.getRuntime().maxMemory() / MEBIBYTE);
    return DoctorFinding.judge(
        Runtime.version().feature() >= OLDEST_JDK,
        "jdk",
        detail,
        "install a JDK 25 and set JAVA_HOME to it");
  }

  private DoctorFinding clock() throws InterruptedException {
    var before = both();
    pause.of(CLOCK_LOOK);
    var after = both();
    if (before.wall().isBefore(LONG_AGO)) {
      return DoctorFinding.trouble(
          "clock", "it says " + before.wall(), "set it, or let a time service do that");
    }
    var drift =
        Duration.between(before.wall(), after.wall()).minusNanos(after.nanos() - before.nanos());
    var detail =
        "the wall clock moved %d ms against the monotonic one within %d ms"
            .formatted(drift.toMillis(), CLOCK_LOOK.toMillis());
    var certain = drift.abs().minusNanos(before.gapNanos() + after.gapNanos());
    return DoctorFinding.judge(
        certain.compareTo(MOST_DRIFT) <= 0,
        "clock",
        detail,
        "let one time service slew the clock; times in evidence are its word");
  }

  /// Both clocks at one moment.
  ///
  /// @param gapNanos how far apart the two looks may have been
  private record Both(Instant wall, long nanos, long gapNanos) {}

  /// Of a few looks the quickest: a busy machine may stop us between the two clocks.
  private Both both() {
    var best = new Both(Instant.EPOCH, 0, Long.MAX_VALUE);
    for (int tried = 0; tried < MOST_LOOKS && best.gapNanos() > QUICK_LOOK_NANOS; tried++) {
      long before = monotonicNanos.getAsLong();
      var now = wall.instant();
      long gap = monotonicNanos.getAsLong() - before;
      if (gap < best.gapNanos()) {
        best = new Both(now, before + gap / 2, gap);
      }
    }
    return best;
  }

  private DoctorFinding disk() throws IOException {
    var folder = nearest(state.toAbsolutePath().normalize());
    long free = Files.getFileStore(folder).getUsableSpace();
    var detail = "%d MiB free below %s".formatted(free / MEBIBYTE, folder);
    if (free < LEAST_BYTES) {
      return DoctorFinding.trouble(
          "disk",
          detail,
          "free at least %d MiB, or use another disk with --state"
              .formatted(LEAST_BYTES / MEBIBYTE));
    }
    if (!Files.isDirectory(state)) {
      return DoctorFinding.well("disk", detail);
    }
    Duration took;
    try {
      took = durableWrite(state);
    } catch (IOException unwritable) {
      return DoctorFinding.trouble(
          "disk",
          "nothing can be written into %s: %s".formatted(state, FileFailure.reason(unwritable)),
          "make the folder writable for whoever runs lifeboat, or use another with --state");
    }
    detail += ", a durable write took %d ms".formatted(took.toMillis());
    return DoctorFinding.judge(
        took.compareTo(SLOWEST_WRITE) <= 0,
        "disk",
        detail,
        "use a faster disk with --state: each step of a run waits for it");
  }

  private static Path nearest(Path folder) throws IOException {
    return Stream.iterate(folder, Objects::nonNull, Path::getParent)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IOException("no folder of " + folder + " exists"));
  }

  private Duration durableWrite(Path folder) throws IOException {
    var file = Files.createTempFile(folder, ".doctor", "");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long began = monotonicNanos.getAsLong();
      channel.write(ByteBuffer.wrap(new byte[] {'x'}));
      channel.force(true);
      return Duration.ofNanos(monotonicNanos.getAsLong() - began);
    } finally {
      Files.delete(file);
    }
  }
}

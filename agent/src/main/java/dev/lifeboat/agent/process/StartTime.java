package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a living process began, cut to seconds.
final class StartTime {
  private StartTime() {}

  /// Empty if no such process lives; a defunct one does not.
  static Optional<Instant> of(long pid) {
    return ProcessHandle.of(pid)
        .filter(_ -> !defunct(pid))
        .flatMap(handle -> handle.info().startInstant())
        .map(start -> start.truncatedTo(ChronoUnit.SECONDS));
  }

  /// The JVM calls a process alive until its parent has collected it, which an orphan's new parent
  /// may never do in a container.
  private static boolean defunct(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return ProcStat.parse(stat).map(ProcStat::defunct).orElse(false);
    } catch (IOException _) {
      // Not Linux, or it ended meanwhile: then its start time is gone too.
      return false;
    }
  }
}

package dev.lifeboat.agent.process;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.watch.Repetition;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// Keeps the logs of a region's processes from filling the disk: of each the newest 8 MiB at most
/// in its file, and as much before that beside it, in `<name>.log.1`, plus what it writes in ten
/// seconds.
///
/// A log is copied and then cut: the process has it open and only ever appends. What it writes
/// between the two is lost.
public record ProcessLogs(Path folder, long mostBytes) {
  private static final Logger LOG = System.getLogger(ProcessLogs.class.getName());
  private static final long MOST_BYTES = 8L << 20;
  private static final Duration EVERY = Duration.ofSeconds(10);

  /// Those of one region.
  ///
  /// @param state the region's state folder
  public static ProcessLogs of(Path state) {
    return new ProcessLogs(state.resolve("logs"), MOST_BYTES);
  }

  /// Looks at them now and then.
  public Repetition work() {
    return new Repetition(
        "logs",
        Thread::sleep,
        EVERY,
        this::cut,
        (failure, _) -> LOG.log(Level.WARNING, "logs cannot be cut", failure));
  }

  void cut() throws IOException {
    for (var log : DurableFile.list(folder)) {
      if (log.toString().endsWith(".log") && Files.size(log) > mostBytes) {
        Files.copy(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
      }
    }
  }
}

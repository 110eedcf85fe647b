package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Writes a [DrillLog]. Not durable: it means nothing after a power cut, and the drill never waits
/// for it. What cannot be written is told once and no more. Thread-safe.
final class DrillLogWriter implements ProgressListener {
  private final Clock clock;
  private final ProgressListener progress;
  private final Map<String, String> head;
  private Optional<Path> file = Optional.empty();
  private Instant began;

  /// @param head what the drill is
  /// @param progress told too of what is told here
  DrillLogWriter(Clock clock, ProgressListener progress, Map<String, String> head) {
    this.clock = clock;
    this.progress = progress;
    this.head = head;
    this.began = clock.instant();
  }

  /// The times on the drill's screen count from then.
  synchronized void countFrom(Instant began) {
    this.began = began;
  }

  /// The drill begins in the folder of its first run.
  synchronized void begin(RunFolder run) {
    file = Optional.of(run.folder().resolve(DrillLog.FILE));
    var first = new LinkedHashMap<String, String>();
    first.put("schema", DrillLog.SCHEMA);
    first.putAll(head);
    first.put("began", began.toString());
    append(first);
  }

  /// Notes of a drill that was cut off what was healed since: in its log, and once its folder is
  /// sealed beside that.
  ///
  /// @throws ProblemException LB4001 when that cannot be written
  synchronized void healed(Path run, List<String> remedies) throws ProblemException {
    var log = run.resolve(DrillLog.FILE);
    if (remedies.isEmpty()) {
      return;
    }
    var files = new RunFolder(new RunId(String.valueOf(run.getFileName())), run);
    try (var _ = files.lock()) {
      var heals = RunFiles.sealed(files) ? DrillLog.healsBeside(run) : log;
      for (var remedy : remedies) {
        dropTornLine(heals);
        write(heals, line("heals", remedy));
      }
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          log,
          unwritable,
          "what that drill broke is healed, and is told as broken all the same",
          "free disk space or mend the permissions, then repeat this");
    }
  }

  // The line at which a drill was cut off, or the disk was full, would spoil the next one.
  private static void dropTornLine(Path log) throws IOException {
    if (Files.notExists(log)) {
      return;
    }
    var bytes = Files.readAllBytes(log);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    if (whole < bytes.length) {
      try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
      }
    }
  }

  synchronized void breaks(String remedy) {
    append(line("breaks", remedy));
  }

  synchronized void heals(String remedy) {
    append(line("heals", remedy));
  }

  /// The drill has a result, which is kept next.
  synchronized void judged(String outcome) {
    append(line("result", outcome));
  }

  @Override
  public void on(ProgressEvent event) {
    switch (event) {
      case ProgressEvent.Noted noted -> append(line(noted));
      case ProgressEvent.Clients(var seen, boolean changed) -> {
        var line = line(seen);
        line.put(DrillLog.CHANGED, String.valueOf(changed));
        append(line);
      }
      default -> {}
    }
    progress.on(event);
  }

  private Map<String, String> line(ProgressEvent.Noted noted) {
    var line = line("phase", noted.phase());
    line.put("state", noted.state());
    line.put("detail", noted.detail());
    return line;
  }

  private Map<String, String> line(String key, String value) {
    var line = new LinkedHashMap<String, String>();
    line.put("at", clock.instant().toString());
    line.put(key, value);
    return line;
  }

  private synchronized void append(Map<String, String> line) {
    if (file.isEmpty()) {
      return;
    }
    try {
      write(file.get(), line);
    } catch (IOException unwritable) {
      file = Optional.empty();
      progress.tell("log", "missing", FileFailure.reason(unwritable));
    }
  }

  private static void write(Path log, Map<String, String> line) throws IOException {
    if (Files.notExists(log)) {
      DurableFile.createOwn(log);
    }
    Files.write(
        log, List.of(JsonMapper.shared().writeValueAsString(line)), StandardOpenOption.APPEND);
  }
}

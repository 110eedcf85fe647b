package dev.lifeboat.lab.lockedbucket;

import dev.lifeboat.files.DurableLog;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// List of what was refused for its harm.
///
/// @param alarm is told of each one
record AttemptLog(Path file, DurableLog log, Consumer<String> alarm) {
  /// A line of it.
  ///
  /// @param login as its name, or the key that somebody gave
  record Line(Instant at, String login, String method, String path, String why) {}

  static AttemptLog in(Path folder, Consumer<String> alarm) {
    var file = folder.resolve("attempts.jsonl");
    return new AttemptLog(file, new DurableLog(file), alarm);
  }

  void add(String login, SignedRequest request, String why) throws IOException {
    var line = new Line(request.received(), login, request.method(), request.uri().toString(), why);
    alarm.accept("refused %s: %s %s, %s".formatted(login, line.method(), line.path(), line.why()));
    log.append(ProgramJson.line(line));
  }

  List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}

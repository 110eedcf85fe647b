package dev.lifeboat.lab.lockedbucket;

import dev.lifeboat.files.DurableLog;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// List of what was refused for its harm. What a login tried is kept for ever; what strangers tried
/// is apart, so that they cannot wash it away.
///
/// @param folder of both lists
/// @param count of strangers' requests since this began
/// @param alarm is told of each one
record AttemptLog(
    Path folder,
    DurableLog logins,
    DurableLog strangers,
    AtomicLong count,
    Consumer<String> alarm) {
  private static final String LOGINS = "attempts.jsonl";
  private static final String STRANGERS = "strangers.jsonl";
  private static final int MOST_CHARACTERS = 200;

  /// A line of it.
  ///
  /// @param login as its name, or the key that somebody gave
  /// @param stranger which of strangers' it is since the process began; zero for a login's
  record Line(Instant at, String login, String method, String path, String why, long stranger) {}

  static AttemptLog in(Path folder, Consumer<String> alarm) {
    return new AttemptLog(
        folder,
        DurableLog.ofAllTime(folder.resolve(LOGINS)),
        new DurableLog(folder.resolve(STRANGERS)),
        new AtomicLong(),
        alarm);
  }

  void add(BucketLogin login, SignedRequest request, String why) throws IOException {
    var path = request.uri().toString();
    add(logins, new Line(request.received(), login.name(), request.method(), path, why, 0));
  }

  void addStranger(String key, SignedRequest request, String why) throws IOException {
    add(
        strangers,
        new Line(
            request.received(),
            cut(key),
            cut(request.method()),
            cut(request.uri().toString()),
            cut(why),
            count.incrementAndGet()));
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  /// As JSON: nobody's key breaks the line of an alarm.
  private void add(DurableLog log, Line line) throws IOException {
    var text = ProgramJson.line(line);
    alarm.accept("refused " + text);
    log.append(text);
  }

  List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (var name : List.of(LOGINS, STRANGERS)) {
      try {
        lines.addAll(Files.readAllLines(folder.resolve(name)));
      } catch (NoSuchFileException none) {
        // Nobody tried anything yet.
      }
    }
    return lines;
  }
}

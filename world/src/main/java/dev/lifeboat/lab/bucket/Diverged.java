package dev.lifeboat.lab.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The versions that exist on this side alone since another region became the writer, durable in
/// `diverged.jsonl`. They stay stored, are never current and never replicated. Safe for use by many
/// threads.
final class Diverged implements Closeable {
  private final DurableLog log;
  private final InstantSource clock;
  private final Map<String, String> lines = new LinkedHashMap<>();

  private Diverged(DurableLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  static Diverged open(Path file, InstantSource clock) throws IOException {
    var opened = DurableLog.open(file);
    var diverged = new Diverged(opened.log(), clock);
    for (var line : opened.lines()) {
      var node = Json.read(line);
      diverged.lines.put(place(Json.text(node, "key"), Json.text(node, "version")), line);
    }
    return diverged;
  }

  synchronized boolean contains(Version version) {
    return lines.containsKey(place(version.key(), version.id()));
  }

  /// Records a version, and says whether it was not known yet.
  synchronized boolean add(Version version, long epoch) throws IOException {
    if (contains(version)) {
      return false;
    }
    var line =
        Json.object()
            .put("key", version.key())
            .put("version", version.id())
            .put("marker", version.marker())
            .put("epoch", epoch)
            .put("found", clock.instant().toString())
            .toString();
    log.append(line);
    lines.put(place(version.key(), version.id()), line);
    return true;
  }

  synchronized List<String> lines() {
    return List.copyOf(lines.values());
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  private static String place(String key, String version) {
    return version + " " + key;
  }
}

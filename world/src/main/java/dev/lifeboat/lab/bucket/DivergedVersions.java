package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.ProgramJson;
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
final class DivergedVersions implements Closeable {
  private final ChecksumLog log;
  private final InstantSource clock;
  private final Map<Place, String> lines = new LinkedHashMap<>();

  private record Place(String key, String version) {}

  private DivergedVersions(ChecksumLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  static DivergedVersions open(Path file, InstantSource clock) throws IOException {
    var opened = ChecksumLog.open(file);
    var diverged = new DivergedVersions(opened.log(), clock);
    for (var line : opened.lines()) {
      var version = ProgramJson.read(line, DivergedVersion.class);
      diverged.lines.put(new Place(version.key(), version.version()), line);
    }
    return diverged;
  }

  synchronized boolean contains(StoredVersion version) {
    return lines.containsKey(new Place(version.key(), version.id()));
  }

  /// Records a version, and says whether it was not known yet.
  synchronized boolean add(StoredVersion version, long epoch) throws IOException {
    if (contains(version)) {
      return false;
    }
    var line =
        ProgramJson.line(
            new DivergedVersion(
                version.key(), version.id(), version.marker(), epoch, clock.instant()));
    log.append(line);
    lines.put(new Place(version.key(), version.id()), line);
    return true;
  }

  synchronized List<String> lines() {
    return List.copyOf(lines.values());
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}

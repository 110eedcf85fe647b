package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.ProgramJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which version is which: the identity of every stored version, kept through all hops.
///
/// A version's identity is the id that the S3 server of its first writer gave it. A copy stored
/// here has an id of its own, so an index maps the one to the other (`identities.jsonl`). What the
/// index lacks is asked of the S3 server, where the copy's metadata names its identity; of delete
/// markers, which carry no metadata, only the index knows. Safe for use by many threads.
final class Identities implements Closeable {
  private final S3 s3;
  private final ChecksumLog log;
  private final Map<Stored, String> identities = new ConcurrentHashMap<>();
  private final Set<Named> held = ConcurrentHashMap.newKeySet();

  /// The mark in place of an identity of a delete marker that only covers diverged versions.
  static final String COVER = "cover";

  private Identities(S3 s3, ChecksumLog log) {
    this.s3 = s3;
    this.log = log;
  }

  /// A line of the index.
  record Line(String key, String version, String identity) {}

  private record Stored(String key, String id) {}

  private record Named(String key, String identity) {}

  /// Reads the index, then completes it from the S3 server and drops what is stored no more.
  static Identities open(Path file, S3 s3) throws IOException, InterruptedException {
    var opened = ChecksumLog.open(file);
    var index = new Identities(s3, opened.log());
    for (var line : opened.lines()) {
      index.remember(ProgramJson.read(line, Line.class));
    }
    index.complete(opened.lines().size());
    return index;
  }

  /// Was a version of that identity ever stored here, by this gateway's knowledge.
  boolean holds(String key, String identity) {
    return held.contains(new Named(key, identity));
  }

  void record(String key, String version, String identity) throws IOException {
    if (identity.equals(identities.get(new Stored(key, version)))) {
      return;
    }
    var line = new Line(key, version, identity);
    log.appendLazily(ProgramJson.line(line));
    remember(line);
  }

  /// The identity of a listed version; asks the S3 server when the index lacks it.
  String of(StoredVersion version) throws IOException, InterruptedException {
    var known = identities.get(new Stored(version.key(), version.id()));
    if (known != null) {
      return known;
    }
    var identity = version.marker() ? version.id() : inMetadata(version).orElse(version.id());
    record(version.key(), version.id(), identity);
    return identity;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  private Optional<String> inMetadata(StoredVersion version)
      throws IOException, InterruptedException {
    return s3.head(version.key(), version.id())
        .flatMap(headers -> headers.firstValue(VersionContent.IDENTITY));
  }

  private void complete(int lines) throws IOException, InterruptedException {
    var listed = s3.versions("");
    var kept = new ArrayList<String>();
    var stored = new ArrayList<Stored>();
    for (var versions : listed.values()) {
      for (var version : versions.reversed()) {
        kept.add(ProgramJson.line(new Line(version.key(), version.id(), of(version))));
        stored.add(new Stored(version.key(), version.id()));
      }
    }
    keepOnly(stored);
    if (lines > 2 * kept.size()) {
      log.rewrite(kept);
    }
  }

  /// Else what the store has lost would be taken for held, and never be sent again.
  private void keepOnly(List<Stored> stored) {
    identities.keySet().retainAll(Set.copyOf(stored));
    held.clear();
    identities.forEach((each, identity) -> held.add(new Named(each.key(), identity)));
  }

  private void remember(Line line) {
    identities.put(new Stored(line.key(), line.version()), line.identity());
    held.add(new Named(line.key(), line.identity()));
  }
}

package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.wire.ProgramJson;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/// One region's side of a bucket: its store, and what its gateway keeps on disk beside it.
///
/// @param queue what the peer lacks
/// @param refused a line for each version of the peer that came too late
record RegionBucket(
    BucketConfig config,
    RoleBook roles,
    S3 s3,
    Identities identities,
    DivergedVersions diverged,
    ReplicationQueue queue,
    ChecksumLog refused,
    InstantSource clock)
    implements Closeable {

  static RegionBucket open(BucketConfig config, HttpClient http, InstantSource clock)
      throws IOException, InterruptedException {
    var state = config.state();
    DurableFile.createFolders(state);
    var s3 = new S3(http, config.s3(), config.bucket());
    s3.ensureVersioned();
    return new RegionBucket(
        config,
        new RoleBook(state, config.bucket(), config.region(), clock),
        s3,
        Identities.open(state.resolve("identities.jsonl"), s3),
        DivergedVersions.open(state.resolve("diverged.jsonl"), clock),
        ReplicationQueue.open(state.resolve("queue.jsonl"), clock),
        ChecksumLog.open(state.resolve("refused.jsonl")).log(),
        clock);
  }

  /// A line of `refused.jsonl`.
  private record LateVersion(String key, String version, long epoch, Instant when, String why) {}

  /// Keeps that a version of the peer came too late.
  void refuse(String key, String identity, long epoch, String why) throws IOException {
    refused.append(ProgramJson.line(new LateVersion(key, identity, epoch, clock.instant(), why)));
  }

  /// What the store holds now. Delete markers are left out where they are not replicated: then they
  /// say nothing about what the two sides owe each other.
  Catalog catalog() throws IOException, InterruptedException {
    var versions = new TreeMap<String, List<StoredVersion>>();
    var known = new HashMap<StoredVersion, String>();
    for (var listed : s3.versions("").entrySet()) {
      var kept = new ArrayList<StoredVersion>();
      for (var version : listed.getValue()) {
        if (config.replicateDeletes() || !version.marker()) {
          kept.add(version);
          known.put(version, identities.of(version));
        }
      }
      if (!kept.isEmpty()) {
        versions.put(listed.getKey(), kept);
      }
    }
    return new Catalog(versions, known);
  }

  @Override
  public void close() throws IOException {
    queue.close();
    identities.close();
    diverged.close();
    refused.close();
  }
}

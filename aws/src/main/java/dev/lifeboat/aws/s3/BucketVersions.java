package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/// The versions of one bucket, one key after the other in the order of S3, page by page. Lifeboat's
/// own objects are left out. Not thread-safe; one is read once.
final class BucketVersions {
  /// Where Lifeboat keeps its own objects.
  static final String OWN = "lifeboat/";

  /// A thousand calls. Larger buckets need S3's own reports.
  static final long MOST = 1_000_000;

  /// As S3 orders them.
  static final Comparator<String> ORDER =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  /// One version of an object, or a delete marker.
  record Version(String id, boolean marker, boolean current, Instant created) {}

  /// The versions of one key, the current one first.
  record Stored(String name, List<Version> versions) {
    Stored {
      versions = List.copyOf(versions);
    }

    Version current() {
      return versions.getFirst();
    }

    boolean has(Version version) {
      return versions.stream().anyMatch(it -> it.id().equals(version.id()));
    }
  }

  private static final Comparator<Version> NEWEST_FIRST =
      Comparator.comparing(Version::current)
          .thenComparing(Version::created)
          .reversed()
          .thenComparing(Version::marker);

  private final Buckets buckets;
  private final String region;
  private final Iterator<ListObjectVersionsResponse> pages;
  private final Deque<Stored> ready = new ArrayDeque<>();
  private final TreeMap<String, List<Version>> page = new TreeMap<>(ORDER);
  private boolean ended;
  private long seen;

  BucketVersions(Buckets buckets, String region) {
    this(buckets, region, "");
  }

  /// @param prefix of the keys that are listed
  BucketVersions(Buckets buckets, String region, String prefix) {
    this.buckets = buckets;
    this.region = region;
    this.pages =
        buckets
            .s3(region)
            .listObjectVersionsPaginator(it -> it.bucket(buckets.bucket(region)).prefix(prefix))
            .iterator();
  }

  /// The next key; empty after the last one.
  ///
  /// @throws ProblemException LB2017 when there are more than [#MOST] versions; another code when
  ///   the region cannot be asked
  Optional<Stored> next() throws ProblemException, InterruptedException {
    while (ready.isEmpty() && !ended) {
      turn();
    }
    return Optional.ofNullable(ready.poll());
  }

  /// What is done with a key.
  interface Visit {
    void at(Stored key) throws ProblemException, InterruptedException;
  }

  /// Visits all keys that are left.
  ///
  /// @throws ProblemException as [#next] says
  void each(Visit visit) throws ProblemException, InterruptedException {
    for (var key = next(); key.isPresent(); key = next()) {
      visit.at(key.get());
    }
  }

  /// How many there were so far.
  long seen() {
    return seen;
  }

  private void turn() throws ProblemException, InterruptedException {
    take(buckets.call(region, _ -> pages.next()));
    ended = !pages.hasNext();
    if (seen > MOST) {
      throw ProblemException.lasting(
          Code.LB2017,
          "bucket %s of %s in %s has more than %d versions"
              .formatted(buckets.bucket(region), buckets.planned().name(), region, MOST),
          "they are not compared one by one, so nothing is claimed of them",
          "let a lifecycle rule expire old versions, or compare both sides by S3 Inventory");
    }
    // The versions of its last key may go on in the next page.
    var keys = page.entrySet().iterator();
    for (int left = ended ? page.size() : page.size() - 1; left > 0; left--) {
      var key = keys.next();
      key.getValue().sort(NEWEST_FIRST);
      ready.add(new Stored(key.getKey(), key.getValue()));
      keys.remove();
    }
  }

  private void take(ListObjectVersionsResponse answer) {
    for (var it : answer.versions()) {
      take(it.key(), new Version(it.versionId(), false, it.isLatest(), it.lastModified()));
    }
    for (var it : answer.deleteMarkers()) {
      take(it.key(), new Version(it.versionId(), true, it.isLatest(), it.lastModified()));
    }
  }

  private void take(String key, Version version) {
    if (!key.startsWith(OWN)) {
      seen++;
      page.computeIfAbsent(key, _ -> new ArrayList<>()).add(version);
    }
  }
}

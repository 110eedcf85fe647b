package dev.lifeboat.aws.s3;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Versions that a bucket held when it was promoted: eight bytes of a hash for each, sorted.
///
/// Two versions of a million have the same eight bytes once in forty million lists.
final class VersionHashes {
  private static final int HEX = 16;

  private final long[] sorted;

  private VersionHashes(long[] sorted) {
    this.sorted = sorted;
  }

  /// What is there now.
  ///
  /// @throws ProblemException as [BucketVersions#next] says
  static VersionHashes now(Buckets buckets, String region)
      throws ProblemException, InterruptedException {
    var hashes = LongStream.builder();
    new BucketVersions(buckets, region)
        .each(key -> key.versions().forEach(it -> hashes.add(hash(key.name(), it.id()))));
    return new VersionHashes(hashes.build().sorted().toArray());
  }

  /// As [#bytes] gave it.
  static VersionHashes of(byte[] bytes) {
    var sorted = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(sorted);
    return new VersionHashes(sorted);
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(sorted.length * Long.BYTES);
    bytes.asLongBuffer().put(sorted);
    return bytes.array();
  }

  int size() {
    return sorted.length;
  }

  boolean has(String key, String version) {
    return Arrays.binarySearch(sorted, hash(key, version)) >= 0;
  }

  /// No version has a zero byte.
  private static long hash(String key, String version) {
    var hash = Sha256.of((version + "\0" + key).getBytes(StandardCharsets.UTF_8));
    return Long.parseUnsignedLong(hash.substring(0, 2 * Long.BYTES), HEX);
  }
}

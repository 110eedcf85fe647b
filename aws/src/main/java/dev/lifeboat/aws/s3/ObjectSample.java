package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A few objects of one half of a bucket, which show what a rule does not: how services have them
/// encrypted, and whether what was there before the rule was ever sent. The oldest and the newest
/// of a first page are looked at.
final class ObjectSample {
  /// Of the oldest, and of the newest.
  private static final int EACH = 3;

  private ObjectSample() {}

  /// An object, and what S3 says of it.
  record Seen(String key, HeadObjectResponse head) {}

  /// Lifeboat's own are left out.
  static List<Seen> of(Buckets buckets, String region)
      throws ProblemException, InterruptedException {
    var bucket = buckets.bucket(region);
    var page =
        buckets.call(region, s3 -> s3.listObjectsV2(it -> it.bucket(bucket))).contents().stream()
            .filter(it -> !it.key().startsWith(BucketVersions.OWN))
            .sorted(Comparator.comparing(S3Object::lastModified))
            .map(S3Object::key)
            .toList();
    var keys =
        IntStream.range(0, page.size())
            .filter(it -> it < EACH || it >= page.size() - EACH)
            .mapToObj(page::get)
            .toList();
    var seen = new ArrayList<Seen>();
    for (var key : keys) {
      buckets.head(region, key).ifPresent(it -> seen.add(new Seen(key, it)));
    }
    return seen;
  }
}

package dev.lifeboat.aws.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A bucket as the plan has it.
///
/// @param name of the resource
/// @param sites of its two regions, by their names in the plan
/// @param deletes whether delete markers are replicated
/// @param timeControl whether S3 promises to replicate within 15 minutes, which it is paid for
public record ReplicatedBucket(
    String name, Map<String, BucketSite> sites, boolean deletes, boolean timeControl) {
  private static final int BOTH = 2;

  public ReplicatedBucket {
    sites = Map.copyOf(sites);
    if (sites.size() != BOTH) {
      throw new IllegalArgumentException(
          name + " must be in two regions, was in " + sites.keySet());
    }
  }

  BucketSite site(String region) {
    return Optional.ofNullable(sites.get(region))
        .orElseThrow(() -> new IllegalArgumentException("no site of '" + name + "' in " + region));
  }

  String otherThan(String region) {
    var others = new LinkedHashMap<>(sites);
    if (others.remove(region) == null) {
      throw new IllegalArgumentException("no site of '" + name + "' in " + region);
    }
    return others.keySet().iterator().next();
  }
}

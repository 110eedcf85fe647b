package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.RegionSites;

/// A bucket as the plan has it.
///
/// @param sites of its two regions
/// @param deletes whether delete markers are replicated
/// @param timeControl whether S3 promises to replicate within 15 minutes, which it is paid for
public record ReplicatedBucket(
    RegionSites<BucketSite> sites, boolean deletes, boolean timeControl) {
  private static final int BOTH = 2;

  public ReplicatedBucket {
    if (sites.byRegion().size() != BOTH) {
      throw new IllegalArgumentException(
          sites.resource() + " must be in two regions, was in " + sites.byRegion().keySet());
    }
  }

  /// The id of each rule that Lifeboat writes for a bucket.
  public static String ruleOf(String resource) {
    return "lifeboat-" + resource;
  }

  /// Of the resource.
  public String name() {
    return sites.resource();
  }
}

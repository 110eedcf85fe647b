package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Optional;

/// A vault in which backups of a plan are kept, and what it takes to open it.
///
/// @param url a folder, relative to the plan's, or `s3://BUCKET/PREFIX`
/// @param region of its bucket
/// @param keys a file with its key, relative to the plan's folder
/// @param retain how long any backup in it stays at least
public record VaultPlace(
    String name,
    String url,
    Optional<String> region,
    Optional<String> keys,
    Optional<Duration> retain) {
  public VaultPlace {
    Names.require("vault", name);
  }

  /// Whether it is in a bucket, whose store may refuse what a folder lets everybody do.
  public boolean isBucket() {
    return url.startsWith("s3://");
  }

  /// Whether nobody can remove what is in it for a time: only a store refuses that.
  public boolean isKept() {
    return isBucket() && retain.isPresent();
  }

  /// Whether it is not lost with that region. One that says no region is a folder, which may be
  /// anywhere.
  public boolean outlives(String region) {
    return this.region.filter(region::equals).isEmpty();
  }
}

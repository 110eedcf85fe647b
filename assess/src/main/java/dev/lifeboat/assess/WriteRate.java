package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.time.Duration;

/// Rate at which a workload writes, and what that takes a copy to another region.
///
/// @param bytesPerSecond on average; zero where the plan does not say
public record WriteRate(long bytesPerSecond) {
  static final WriteRate UNTOLD = new WriteRate(0);

  /// Bytes a second that one connection carries. Source: Amazon S3 User Guide, performance design
  /// patterns: one concurrent request for each 85-90 MB/s of throughput that is wanted.
  static final long COPIED = 85_000_000;

  /// An average hides when it is written: what an hour brings may come at once.
  private static final Duration BURST = Duration.ofHours(1);

  /// What is written quicker than it is copied piles up, until somebody is called and stops it.
  private static final Duration UNNOTICED = Duration.ofDays(1);

  public WriteRate {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a rate must be zero or more, was " + bytesPerSecond);
    }
  }

  static WriteRate of(Plan plan, Workload workload) {
    var bytes = plan.assess().figures().changes().get(workload.name());
    return bytes == null ? UNTOLD : new WriteRate(bytes);
  }

  /// How far a copy is behind once an hour's writes came at once.
  public Duration behind() {
    var piled = copied(UNNOTICED).minus(UNNOTICED);
    return piled.isPositive() ? copied(BURST).plus(piled) : copied(BURST);
  }

  /// How long a copy takes of what is written in that time.
  public Duration copied(Duration written) {
    return Duration.ofMillis((long) (written.toMillis() * (double) bytesPerSecond / COPIED));
  }
}

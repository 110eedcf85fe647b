package dev.lifeboat.runbook;

import dev.lifeboat.plan.Region;
import java.time.Duration;

/// How long each kind of step may take where a workload runs. Generous: a step that runs out of its
/// deadline is undone or waits for a person, so each is far beyond what a healthy region needs.
///
/// @param fence to make the old writer unable to write
/// @param close to close a database by its region's API, which restarts it
/// @param promote a replica
/// @param complete until a replica holds everything
/// @param follow until a replica that is there keeps up
/// @param rejoin until one that has to be made, which may copy everything, keeps up
/// @param route until users are sent elsewhere
/// @param run until instances serve
/// @param shift beyond the hold of a share: until the first of few users has come, and the other
///   region is ready
record Deadlines(
    Duration fence,
    Duration close,
    Duration promote,
    Duration complete,
    Duration follow,
    Duration rejoin,
    Duration route,
    Duration run,
    Duration shift) {

  private static final Deadlines LAB =
      new Deadlines(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofHours(4),
          Duration.ofSeconds(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  /// RDS takes minutes to promote, a health check of Route 53 up to 90 s, an image as long as it is
  /// large.
  private static final Deadlines AWS =
      new Deadlines(
          Duration.ofMinutes(2),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30));

  /// Of the regions of one provider.
  static Deadlines of(Region region) {
    return region.provider().equals(Region.AWS) ? AWS : LAB;
  }
}

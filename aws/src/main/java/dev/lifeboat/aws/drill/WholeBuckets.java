package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.WholeStores;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.InstantSource;

/// Compares the two halves of a bucket, version by version. S3 tells nobody when all has arrived,
/// so the copy is looked at again until it has what the writer had, or a deadline is over.
///
/// @param deletes whether the plan replicates deletes
public record WholeBuckets(InstantSource clock, Watcher.Pause pause, boolean deletes) {
  // S3 replicates most objects within 15 minutes; a drill has users who wait for its report.
  private static final Duration LONGEST_ARRIVAL = Duration.ofMinutes(2);
  // Each look lists both halves.
  private static final Duration LOOK = Duration.ofSeconds(2);

  /// Compares one bucket.
  ///
  /// @param writer the region whose half takes writes
  /// @param copy the other one
  public DataCheck.Part compare(String bucket, StoredObjects objects, String writer, String copy)
      throws InterruptedException {
    var end = clock.instant().plus(LONGEST_ARRIVAL);
    try {
      var first = objects.current(writer);
      while (true) {
        var held = objects.current(copy);
        var again = objects.current(writer);
        var part = new WholeStores(writer, copy).objects(bucket, deletes, first, held, again);
        if (part.verdict() == Judgement.MET || clock.instant().isAfter(end)) {
          return part;
        }
        if (part.verdict() == Judgement.UNKNOWN) {
          first = again; // What changed meanwhile is compared as it is now.
        }
        pause.of(LOOK);
      }
    } catch (ProblemException unread) {
      return DataCheck.Part.unknown(bucket, null, "not compared: " + unread.problem().happened());
    }
  }
}

package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.s3.BucketVersions.Stored;
import dev.lifeboat.aws.s3.BucketVersions.Version;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Tells of the versions of a key, once the old side answers again, which ones that side alone had
/// when the other one was promoted.
///
/// S3 gives a replica the date of its source, so that no date tells what came late; the list that
/// the promotion left does. What was written since may have come to the old side meanwhile: for
/// each such version S3 is asked which of the two is the replica.
///
/// @param held what the promotion's list has
/// @param since when the mark of the promotion was written, by S3's clock
/// @param deletes whether deletes are replicated
record LateRule(Held held, Instant since, boolean deletes, Way way) {

  /// Whether a version of a key was at the promoted side then.
  interface Held {
    boolean has(String key, String version);
  }

  /// Whether a version of a key that both sides have came to the promoted one from the old one.
  interface Way {
    boolean isReplica(String key, String version) throws ProblemException, InterruptedException;
  }

  /// Those that the old side alone had, whether or not they came since.
  ///
  /// @param there at the old side
  /// @param here at the promoted one
  Stored alone(Stored there, Optional<Stored> here) throws ProblemException, InterruptedException {
    var alone = new ArrayList<Version>();
    for (var version : there.versions()) {
      boolean isHere = here.filter(it -> it.has(version)).isPresent();
      if (isHere ? isLate(there.name(), version) : isReplicated(version)) {
        alone.add(version);
      }
    }
    return new Stored(there.name(), alone);
  }

  /// How many versions of a key the promotion's list has not.
  long unheld(Optional<Stored> key) {
    return key.stream()
        .flatMap(it -> it.versions().stream().filter(version -> !held.has(it.name(), version.id())))
        .count();
  }

  /// What readers are to see instead of what came late; empty where that is no object.
  static Optional<Version> before(Stored here, Stored alone) {
    return here.versions().stream()
        .filter(it -> !alone.has(it))
        .findFirst()
        .filter(it -> !it.marker());
  }

  /// Whether it would be on both sides by now, or can be nowhere else.
  private boolean isReplicated(Version version) {
    return !version.marker() || deletes;
  }

  /// Both sides have it, and the writer had not when it was promoted: it came late, unless it went
  /// the other way. Of a version S3 says which way it went; of a delete marker it does not, so that
  /// one counts that is no younger than the promotion.
  private boolean isLate(String key, Version version)
      throws ProblemException, InterruptedException {
    if (held.has(key, version.id())) {
      return false;
    }
    return version.marker()
        ? !version.created().isAfter(since) // To the second.
        : way.isReplica(key, version.id());
  }
}

package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.s3.BucketVersions.Stored;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Walks through two listings at once, key by key, to their ends or until a visit ends it.
record VersionPairs(BucketVersions one, BucketVersions other) {

  /// What is done with a key, which one of the two has at least; whether to go on.
  interface Visit {
    boolean at(Optional<Stored> one, Optional<Stored> other)
        throws ProblemException, InterruptedException;
  }

  void walk(Visit visit) throws ProblemException, InterruptedException {
    var left = one.next();
    var right = other.next();
    while (left.isPresent() || right.isPresent()) {
      int order =
          left.isEmpty()
              ? 1
              : right.isEmpty()
                  ? -1
                  : BucketVersions.ORDER.compare(left.get().name(), right.get().name());
      if (!visit.at(order <= 0 ? left : Optional.empty(), order >= 0 ? right : Optional.empty())) {
        return;
      }
      if (order <= 0) {
        left = one.next();
      }
      if (order >= 0) {
        right = other.next();
      }
    }
  }
}

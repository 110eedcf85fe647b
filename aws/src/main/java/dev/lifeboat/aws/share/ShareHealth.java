package dev.lifeboat.aws.share;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Whether a region's service bears the users that are sent there.
public interface ShareHealth {
  /// Why it does not; empty if it does.
  ///
  /// @throws ProblemException when that cannot be told
  Optional<String> complaint(String region) throws ProblemException, InterruptedException;
}

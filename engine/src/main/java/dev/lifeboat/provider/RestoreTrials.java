package dev.lifeboat.provider;

import dev.lifeboat.plan.Database;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Starts what came out of a vault where it serves nobody, and looks whether it is the database.
@FunctionalInterface
public interface RestoreTrials extends Platform.Ability {
  /// Has the files brought, starts a server on them, looks, and leaves nothing behind.
  ///
  /// @param query gives a row at least where all is well
  /// @throws ProblemException LB9008 when it is not the database, or does not start
  Findings hold(Database database, Optional<String> query, Filling filling)
      throws InterruptedException, ProblemException;

  /// Whoever brings the files of a database.
  @FunctionalInterface
  interface Filling {
    /// Has them there.
    ///
    /// @param folder that is made
    Log into(Path folder) throws InterruptedException, ProblemException;
  }

  /// The log that came with them.
  ///
  /// @param recovers where its last whole record ends, up to which a server has to get
  record Log(int timeline, String recovers) {}

  /// What was found to be right.
  ///
  /// @param checked what was looked at, each in words
  /// @param digest of each row of each table
  record Findings(List<String> checked, String digest) {
    public Findings {
      checked = List.copyOf(checked);
    }
  }
}

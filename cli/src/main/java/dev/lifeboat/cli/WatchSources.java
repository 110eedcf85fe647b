package dev.lifeboat.cli;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.watch.AsyncWindowFolder;
import dev.lifeboat.watch.WatchFolder;

/// What a watch of one workload looks at, and what watches and people leave for each other.
///
/// @param pauses what people left for whoever watches
/// @param notes of earlier watches
/// @param lapses spans in which databases went on without their replicas
record WatchSources(Looks looks, Pauses pauses, WatchFolder notes, AsyncWindowFolder lapses) {

  /// Looks at one workload, as its provider can.
  interface Looks {
    /// At the writer in `region`, from all sides.
    ///
    /// @throws ProblemException LB2008 when the plan does not say where to look
    Views views(String region) throws ProblemException;

    /// At the copies of the stores that are in `region`.
    ///
    /// @throws ProblemException as [#views]
    Replicas replicas(String region) throws ProblemException;
  }
}

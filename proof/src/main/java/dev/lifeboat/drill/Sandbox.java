package dev.lifeboat.drill;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Check;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.scenario.Criterion;
import java.nio.file.Path;
import java.time.Instant;

/// A recovery of a workload beside its replica: a clone of each database, a copy of each bucket and
/// instances of each service, which nobody but its own canary can reach.
///
/// It can never be taken for the writer: it has folders, processes and ports of its own, no agent,
/// no lease and no place in the placement, and no front door knows it. Its name is computed from
/// the region, so that what a killed drill left is found and removed by the next one.
public interface Sandbox {

  /// Copies the databases' files while the replica goes on.
  ///
  /// @throws ProblemException LB5002 with what failed; [#remove] then leaves nothing
  Copied copy() throws InterruptedException, ProblemException;

  /// Lets the clones catch up with the replica, promotes the clones and copies the buckets.
  ///
  /// @throws ProblemException as [#copy]
  Point recover() throws InterruptedException, ProblemException;

  /// Starts the services on the recovered stores, and returns once all instances answer.
  ///
  /// @throws ProblemException as [#copy]
  void serve() throws InterruptedException, ProblemException;

  /// Starts a canary that writes to the sandbox and to nothing else; it may begin before [#copy].
  ///
  /// @throws ProblemException LB5002 when it does not start
  Drills.Canary startCanary(String client, Drills.Load load, Path log)
      throws InterruptedException, ProblemException;

  /// Makes one of the plan's checks in the sandbox.
  Observation verify(Check check) throws InterruptedException;

  /// Which of the client's numbers the recovered database holds.
  StoredNumbers rows(String client) throws InterruptedException;

  /// Which of the client's numbers the recovered bucket holds.
  StoredNumbers objects(String client) throws InterruptedException;

  /// Whether every row that the clones held at the recovery point is on the primary as it is there,
  /// and whether the replica goes on following.
  Criterion sameAsPrimary() throws InterruptedException;

  /// Ends and removes all of it, wherever it came to. Safe to repeat, also when there is none.
  ///
  /// @throws ProblemException LB5005 with what is left
  void remove() throws InterruptedException, ProblemException;

  /// What was copied.
  record Copied(long files, long bytes) {}

  /// Up to where the sandbox was recovered.
  ///
  /// @param at right before the clones were promoted, having caught up with the replica
  /// @param position of each database at its promotion, such as `orders 0/3000148`
  /// @param objects that were copied
  record Point(Instant at, String position, long objects) {}
}

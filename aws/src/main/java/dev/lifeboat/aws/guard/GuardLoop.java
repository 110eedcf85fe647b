package dev.lifeboat.aws.guard;

import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/// What a guard does all day: it holds the lease while the placement names its region as the
/// writer's, under that epoch, and no longer; and only once its databases obey it.
///
/// A database that refuses nothing yet is armed once the lease is held. Until then votes would
/// prove a fence that is none, so that they are asked for only after a report has said so.
///
/// @param patience how long one attempt to get the lease takes at most; above one lease, which an
///   attempt after another holder's has to wait
public record GuardLoop(
    WorkloadGuard guard,
    WorkloadGuard.Place place,
    Source placements,
    Report report,
    Duration patience)
    implements Runnable {
  private static final Logger LOG = System.getLogger(GuardLoop.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  /// Where the writer is.
  @FunctionalInterface
  public interface Source {
    /// Empty while nobody wrote it down.
    Optional<Placement> read(String workload) throws ProblemException, InterruptedException;
  }

  /// Who learns how the guard's databases stand.
  @FunctionalInterface
  public interface Report {
    /// Tells of one database.
    void tell(GuardedState state) throws ProblemException, InterruptedException;
  }

  /// Runs until it is interrupted. The lease is renewed by the guard itself meanwhile, also while
  /// the placements cannot be read.
  @Override
  public void run() {
    try {
      while (true) {
        // In this order: what it controls now is told, or something newer.
        boolean controls = guard.controls();
        boolean told = tell();
        turn(controls && (told || guard.isArmed()));
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(boolean mayAsk) throws InterruptedException {
    try {
      var placed = placements.read(place.workload());
      if (placed.isEmpty()) {
        return;
      }
      var state = guard.state();
      boolean isWriter = placed.get().writer().equals(place.region());
      if (isWriter && mayAsk && !state.holds(placed.get().epoch())) {
        var _ = guard.acquire(placed.get().epoch(), patience);
        LOG.log(Level.INFO, "{0}: holds the lease under epoch {1}", place, placed.get().epoch());
      } else if (!isWriter && state.held()) {
        guard.giveUp(state.epoch());
        LOG.log(Level.INFO, "{0}: gave up epoch {1}", place, state.epoch());
      }
    } catch (IOException | ProblemException failed) {
      LOG.log(Level.WARNING, "{0}: {1}", place, FailureWords.of(failed));
    }
  }

  private boolean tell() throws InterruptedException {
    try {
      for (var state : guard.databases()) {
        report.tell(state);
      }
      return true;
    } catch (ProblemException failed) {
      LOG.log(Level.WARNING, "{0}: {1}", place, failed.getMessage());
      return false;
    }
  }
}

package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.BackupSources;
import dev.lifeboat.provider.VaultPoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A vault of a plan that is open. One thread.
public interface PlanVault extends AutoCloseable {
  /// What it has of a database.
  KeptDatabase kept(BackedUpDatabase database) throws ProblemException;

  /// Has backups of the database stay as long as the plan says. Safe to repeat.
  void retain(BackedUpDatabase database) throws ProblemException;

  /// Keeps the log up to now, and a base before it where one is wanted or the log does not go on.
  ///
  /// @param base whether one is wanted
  Taken take(BackedUpDatabase database, BackupSources.Login from, boolean base)
      throws InterruptedException, ProblemException;

  /// Copies what the other has not.
  ///
  /// @return how many snapshots
  int copyTo(PlanVault other, BackedUpDatabase database)
      throws InterruptedException, ProblemException;

  /// What [#restore] would bring back; changes nothing.
  ///
  /// @throws ProblemException LB9005 when the point cannot be reached
  Reach reach(BackedUpDatabase database, RestorePoint point)
      throws InterruptedException, ProblemException;

  /// Brings the files back from which a server recovers to the point when it starts.
  ///
  /// @param to a folder that is made, or is empty
  /// @throws ProblemException as [#reach]
  Restored restore(BackedUpDatabase database, RestorePoint point, Path to)
      throws InterruptedException, ProblemException;

  /// All that was done there with backups of the database, in its order.
  List<Event> history(BackedUpDatabase database) throws ProblemException;

  @Override
  void close();

  /// What was kept.
  ///
  /// @param snapshot of the base, where one was taken
  /// @param addedBytes of it that the vault did not have
  /// @param reaches up to which position it has log
  /// @param gap why the log before does not lead on
  /// @param ended when the base was taken, behind which its log was asked for
  /// @param timeline of the log
  /// @param server whose log it is, as [Reach#server]
  record Taken(
      Optional<String> snapshot,
      long addedBytes,
      String reaches,
      Optional<String> gap,
      Optional<Instant> ended,
      int timeline,
      String server) {}

  /// A base and the log that leads on from it.
  ///
  /// @param timeline of that log
  /// @param server tells its log from that of each other server, and from what it began anew
  record Reach(String snapshot, Instant ended, String reaches, int timeline, String server) {
    /// Whether a restore that reached this has all that was seen before.
    boolean goesTo(VaultPoint seen) {
      return new VaultPoint(seen.vault(), server, 0, timeline, reaches, Optional.empty(), 0)
          .continues(seen);
    }
  }

  /// What was brought back.
  ///
  /// @param recovers up to where a server gets with it: the log may end within a record
  /// @param damages files that were not, each in a line
  record Restored(Reach reach, String recovers, long files, long bytes, List<String> damages) {
    public Restored {
      damages = List.copyOf(damages);
    }
  }

  /// An entry of its trail.
  record Event(Instant at, String by, String what, List<String> snapshots, String text) {
    public Event {
      snapshots = List.copyOf(snapshots);
    }
  }
}

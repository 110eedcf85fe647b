package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.watch.KnownBackup;
import dev.lifeboat.watch.WatchFolder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Notes of whoever kept backups, which alone tell under which epoch a log was written.
record PointNotes(WatchFolder notes, String workload) {
  /// The newest of a database in some of its vaults, by its notes alone.
  Optional<VaultPoint> best(BackedUpDatabase of, List<VaultPlace> places) {
    return VaultPoint.furthest(
        places.stream().flatMap(it -> noted(of, it).stream()).toList(),
        Comparator.comparingLong(VaultPoint::epoch));
  }

  /// What is noted of one of its vaults; empty where that tells no point.
  Optional<VaultPoint> noted(BackedUpDatabase of, VaultPlace place) {
    return note(of, place.name()).flatMap(PointNotes::point);
  }

  /// The point with what is noted of it: its epoch, where the note is of the same log. Less than
  /// was noted is another one, or damaged, unless a gap tells why.
  VaultPoint of(BackedUpDatabase of, VaultPoint found) {
    var noted = note(of, found.vault()).flatMap(PointNotes::point);
    return noted
        .filter(it -> found.continues(it) || found.isCutFrom(it))
        .map(it -> with(found, it))
        .orElse(found);
  }

  /// A server that writes nothing has no newer log, and whoever asked it knew that.
  private static VaultPoint with(VaultPoint found, VaultPoint noted) {
    return new VaultPoint(
        found.vault(),
        found.server(),
        noted.epoch(),
        found.timeline(),
        found.reaches(),
        noted.reaches().equals(found.reaches()) ? noted.until().or(found::until) : found.until(),
        found.bytes(),
        found.end());
  }

  /// A note that cannot be read tells nothing, which leaves a point of a writer that nobody knows.
  Optional<KnownBackup> note(BackedUpDatabase of, String vault) {
    try {
      return notes.backup(workload, of.database().name(), vault);
    } catch (ProblemException unread) {
      return Optional.empty();
    }
  }

  private static Optional<VaultPoint> point(KnownBackup note) {
    return note.reaches().isEmpty() || note.timeline().isEmpty() || note.server().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new VaultPoint(
                note.vault(),
                note.server().orElse(""),
                note.epoch().orElse(0L),
                note.timeline().get(),
                note.reaches().get(),
                note.log(),
                0));
  }
}

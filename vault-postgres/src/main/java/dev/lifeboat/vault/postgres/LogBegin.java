package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseLog.Part;
import java.util.Optional;

/// The position at which following a server's log begins.
///
/// @param from the first byte to ask for
/// @param kept from where on the server keeps its log by now
/// @param chain of which the log is
record LogBegin(Lsn from, Lsn kept, int chain) {

  /// Begins a new log, at the beginning of a file, as a server reads it.
  static LogBegin anew(DatabaseLog log, Lsn kept, long segmentBytes) {
    int chain = log.chain().isPresent() ? log.chain().getAsInt() + 1 : 0;
    return new LogBegin(kept.segmentBegin(segmentBytes), kept, chain);
  }

  /// Where the log in the vault goes on without a gap, as far as positions tell.
  ///
  /// @param kept from where on the slot keeps the server's log; empty when there is no such slot
  /// @param ends where the server's log ends, as far as that is known
  /// @throws LogGapException when it does not
  static LogBegin behind(DatabaseLog log, int timeline, Optional<Lsn> kept, Optional<Lsn> ends)
      throws LogGapException {
    var last = log.last().orElseThrow().of();
    var end = new Lsn(last.to());
    if (last.timeline() != timeline) {
      throw new LogGapException(
          "the server is on timeline %d, and the log in the vault on %d"
              .formatted(timeline, last.timeline()));
    }
    if (kept.isEmpty()) {
      throw new LogGapException(
          "the server's slot is gone or lost what it kept; the log in the vault ends at " + end);
    }
    if (kept.get().compareTo(end) > 0) {
      throw new LogGapException(
          "the server keeps its log from %s on, and that in the vault ends at %s"
              .formatted(kept.get(), end));
    }
    if (ends.isPresent() && ends.get().compareTo(end) < 0) {
      throw new LogGapException(
          "the server's log ends at %s, and that in the vault at %s: the server was set back"
              .formatted(ends.get(), end));
    }
    return new LogBegin(end, kept.get(), last.chain());
  }

  /// Where there is a gap in the vault itself.
  ///
  /// @throws LogGapException when there is one behind the newest base
  static void requireWhole(DatabaseLog log) throws LogGapException {
    var base = log.bases().stream().findFirst().map(Part::of);
    if (base.isEmpty()) {
      throw new LogGapException(
          "the vault has log of the server, and no base that it leads on from");
    }
    var gap = log.gap(base.get(), base.get().from());
    if (gap.isPresent()) {
      throw new LogGapException(
          "the log in the vault has a gap at %s".formatted(new Lsn(gap.get())));
    }
  }
}

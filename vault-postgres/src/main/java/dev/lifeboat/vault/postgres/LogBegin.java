package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseLog.Part;
import java.util.Optional;

/// The position at which following a server's log begins.
///
/// @param from the first byte to ask for
/// @param again the part of the vault that is asked for once more, to see that it is the same log
record LogBegin(Lsn from, Optional<Part> again) {

  /// Goes on behind the last part.
  static LogBegin behind(Part last, long segmentBytes) {
    var end = new Lsn(last.of().to());
    // The file before a whole one may be gone; a part of one is there as long as what follows.
    return end.segmentBegin(segmentBytes).equals(end)
        ? new LogBegin(end, Optional.empty())
        : new LogBegin(new Lsn(last.of().from()), Optional.of(last));
  }

  /// Begins a new log, at the beginning of a file, as a server reads it.
  static LogBegin anew(Lsn kept, long segmentBytes) {
    return new LogBegin(kept.segmentBegin(segmentBytes), Optional.empty());
  }

  /// Where the log in the vault goes on without a gap.
  ///
  /// @param kept from where on the slot keeps the server's log; empty when there is no such slot
  /// @throws LogGapException when it does not
  static LogBegin resumed(DatabaseLog log, int timeline, Optional<Lsn> kept, long segmentBytes)
      throws LogGapException {
    var last = log.last().orElseThrow();
    var end = new Lsn(last.of().to());
    if (last.of().timeline() != timeline) {
      throw new LogGapException(
          "the server is on timeline %d, and the log in the vault on %d"
              .formatted(timeline, last.of().timeline()));
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
    var base = log.bases().stream().findFirst().map(Part::of);
    if (base.isEmpty()) {
      throw new LogGapException(
          "the vault has log of the server, and no base that it leads on from");
    }
    var gap = log.gap(base.get().timeline(), base.get().from());
    if (gap.isPresent()) {
      throw new LogGapException(
          "the log in the vault has a gap at %s".formatted(new Lsn(gap.get())));
    }
    return behind(last, segmentBytes);
  }
}

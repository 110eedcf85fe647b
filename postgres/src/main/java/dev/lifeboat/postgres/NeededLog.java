package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.Optional;

/// Tells whether a writer still has the log from which another server would stream on. Log goes
/// from its oldest end, and what is gone does not come back.
///
/// @param writer a superuser's session on it
/// @param slot by which the other one streams
public record NeededLog(Session writer, String slot) {
  private static final String LOST = "lost";

  private static final String OLDEST =
      """
      SELECT min(right(name, 16) COLLATE "C") FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'
      """;

  /// Why a server whose log ends at `end` cannot stream on; empty where that is not shown.
  public Optional<String> missingAfter(Lsn end) throws SQLException {
    for (var row : writer.slots()) {
      if (row.name().equals(slot) && row.walStatus().filter(LOST::equals).isPresent()) {
        return Optional.of("the slot %s of its source has lost the log it needs".formatted(slot));
      }
    }
    var needed = end.segment(writer.queryNumbers(SharedLog.SEGMENT_BYTES)[0]);
    var oldest = writer.queryTexts(OLDEST).getFirst();
    return oldest.compareTo(needed) > 0
        ? Optional.of(
            "its log ends at %s, in segment %s, and its source has none before %s any more"
                .formatted(end, needed, oldest))
        : Optional.empty();
  }
}

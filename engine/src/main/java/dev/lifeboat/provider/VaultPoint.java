package dev.lifeboat.provider;

import dev.lifeboat.placement.FollowRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Newest point of a database to which a vault leads.
///
/// @param server whose log it is; empty where nobody noted that
/// @param epoch of the writer whose log it is; zero where nobody noted that
/// @param timeline of the log
/// @param reaches where the log ends, as PostgreSQL writes positions
/// @param until when the vault had all that was written; empty where its clocks do not tell
/// @param bytes of the base, and of the log that leads on from it
public record VaultPoint(
    String vault,
    String server,
    long epoch,
    int timeline,
    String reaches,
    Optional<Instant> until,
    long bytes) {
  private static final int HALF_BITS = 32;
  private static final int HEXADECIMAL = 16;

  /// The one that lacks least comes last. Histories and positions decide, and never clocks.
  public static final Comparator<VaultPoint> BY_LOG =
      Comparator.comparingInt(VaultPoint::timeline)
          .thenComparing(it -> position(it.reaches), Long::compareUnsigned);

  /// Whether it is the same server's log, and goes at least as far. Two servers that were made anew
  /// begin with the same numbers.
  public boolean continues(VaultPoint other) {
    return server.equals(other.server) && reaches(other.timeline, other.reaches);
  }

  /// Whether its log goes at least as far as that position of the same timeline.
  public boolean reaches(int ofTimeline, String other) {
    return timeline == ofTimeline && Long.compareUnsigned(position(reaches), position(other)) >= 0;
  }

  /// How much log is between two positions; none where the first is not the earlier one.
  public static long bytesBetween(String from, String to) {
    return Math.max(0, position(to) - position(from));
  }

  private static long position(String text) {
    int slash = text.indexOf('/');
    return Long.parseLong(text.substring(0, slash), HEXADECIMAL) << HALF_BITS
        | Long.parseLong(text.substring(slash + 1), HEXADECIMAL);
  }

  /// The writer that whoever is restored from it has followed; empty where nobody noted that.
  public Optional<FollowRecord> followed() {
    return Optional.of(epoch).filter(it -> it > 0).map(it -> new FollowRecord(it, until));
  }

  /// Such as `0/5000060 on timeline 1 of vault 'offsite'`.
  public String phrase() {
    return "%s on timeline %d of vault '%s'".formatted(reaches, timeline, vault);
  }
}

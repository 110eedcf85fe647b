package dev.lifeboat.vault;

import java.time.Duration;
import java.time.Instant;

/// A rule of a vault: how long the snapshots of a source stay at least.
///
/// @param source `HOST:/path` with what is below it, `HOST:`, or empty for all
/// @param days counted from the end of a backup; [#FOR_EVER] has none
public record VaultRetention(String source, long days) {
  /// In place of a number of days.
  public static final long FOR_EVER = -1;

  /// A century, which is no slip of the finger yet.
  private static final long MOST_DAYS = 36_525;

  public VaultRetention {
    if (days != FOR_EVER && (days < 1 || days > MOST_DAYS)) {
      throw new IllegalArgumentException(
          "days must be 1 to %d or for ever, was %d".formatted(MOST_DAYS, days));
    }
  }

  static VaultRetention of(TrailEntry entry) {
    return new VaultRetention(entry.text(), entry.figures().getFirst());
  }

  boolean covers(VaultPath other) {
    var text = other.toString();
    return source.isEmpty()
        || text.equals(source)
        || text.startsWith(source.endsWith(":") || source.endsWith("/") ? source : source + "/");
  }

  Instant until(Instant ended) {
    return days == FOR_EVER ? Instant.MAX : ended.plus(Duration.ofDays(days));
  }
}

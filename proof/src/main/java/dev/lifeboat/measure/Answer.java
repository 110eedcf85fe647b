package dev.lifeboat.measure;

import java.util.Locale;

/// What a client may conclude from what it got back.
public enum Answer {
  /// The service promised that the write is kept.
  ACKNOWLEDGED,
  /// The service promised, or the refused connection proves, that nothing was written.
  REFUSED,
  /// Anything else: no answer, a broken connection, an error in between. Perhaps written.
  UNKNOWN;

  /// The word in logs and reports.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

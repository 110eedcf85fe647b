package dev.lifeboat.measure;

import dev.lifeboat.plan.WordedChoice;

/// What a client may conclude from what it got back.
public enum Answer implements WordedChoice {
  /// The service promised that the write is kept.
  ACKNOWLEDGED,
  /// The service promised, or the refused connection proves, that nothing was written.
  REFUSED,
  /// Anything else: no answer, a broken connection, an error in between. Perhaps written.
  UNKNOWN
}

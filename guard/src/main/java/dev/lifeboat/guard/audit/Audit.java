package dev.lifeboat.guard.audit;

import org.jspecify.annotations.Nullable;

/// The slot by which a writer, once it is the old one, tells what it has alone.
///
/// @param state `kept`, `missing`, `lost` when the server removed what it needed, or `unknown`
/// @param confirmedLsn up to where every replica has everything; null unless it is kept
/// @param keptBytes of log that it holds; null unless it is kept
/// @param why it is not kept, or is and does not move; null if all is well
public record Audit(
    String state, @Nullable String confirmedLsn, @Nullable Long keptBytes, @Nullable String why) {
  public static final String KEPT = "kept";
  public static final String MISSING = "missing";
  public static final String LOST = "lost";
  public static final String UNKNOWN = "unknown";

  /// Of a slot that is not kept.
  static Audit not(String state, String why) {
    return new Audit(state, null, null, why);
  }
}

package dev.lifeboat.wire;

import java.util.Locale;

/// A part that calls others, such as `keeper@east`.
///
/// @param region where it stands; the controller stands at the edge
public record Caller(Kind kind, String region) {

  /// What kind of part it is.
  public enum Kind {
    /// Votes, and guards what runs in its region.
    AGENT,
    /// Asks for its region's lease and gives it back.
    KEEPER,
    /// Copies its bucket to the other region's.
    GATEWAY,
    /// Fences, promotes and routes, by whatever command.
    CONTROLLER
  }

  /// Reads its text.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Caller parse(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at == text.length() - 1) {
      throw new IllegalArgumentException("a part is kind@region, was '" + text + "'");
    }
    return new Caller(
        Kind.valueOf(text.substring(0, at).toUpperCase(Locale.ROOT)), text.substring(at + 1));
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + "@" + region;
  }
}

package dev.lifeboat.vault;

/// What became of something that a person wants a vault to forget.
///
/// @param name such as `snapshots/9c…` or `trail/00…`
/// @param outcome whether it is forgotten
public record ForgetResult(String name, Outcome outcome) {

  /// Whether it is forgotten.
  public enum Outcome {
    /// It is.
    FORGOTTEN,
    /// It was asked for, and whoever has another key may confirm it.
    ASKED
  }
}

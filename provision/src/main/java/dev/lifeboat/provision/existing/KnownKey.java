package dev.lifeboat.provision.existing;

/// Meaning of a key of a file.
sealed interface KnownKey {
  /// Into the plan.
  ///
  /// @param unit of a span, such as `m`; else empty
  record Leads(Fact fact, String unit) implements KnownKey {}

  /// Nowhere, and why.
  record Ends(String why) implements KnownKey {}
}

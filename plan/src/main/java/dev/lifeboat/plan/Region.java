package dev.lifeboat.plan;

/// A failure domain: what stands in one region is expected to fail together.
///
/// @param provider the word of what builds and drives it
/// @param values what the plan says of it to providers alone
public record Region(String name, String provider, Role role, ProviderValues values) {

  /// The arbiter that a provider supplies when the plan names none.
  public static final String EDGE = "edge";

  /// The provider of a region that names none: one that needs no credentials.
  public static final String DEFAULT_PROVIDER = "lab";

  /// What a region is for while nothing is wrong.
  public enum Role implements WordedChoice {
    /// Holds the writers.
    PRIMARY,
    /// Takes over when the primary region is lost.
    RECOVERY,
    /// The third vote, outside both.
    ARBITER
  }

  public Region {
    Names.require("region", name);
    if (provider.isBlank()) {
      throw new IllegalArgumentException("region '" + name + "' must have a provider");
    }
  }
}

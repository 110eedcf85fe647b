package dev.lifeboat.plan;

/// A failure domain: what stands in one region is expected to fail together.
///
/// @param provider what builds and drives it; `lab` today
public record Region(String name, String provider, Role role) {

  /// The arbiter that the lab supplies when the plan names none.
  public static final String EDGE = "edge";

  /// The provider whose regions are processes on this machine.
  public static final String LAB = "lab";

  /// What a region is for while nothing is wrong.
  public enum Role implements Worded {
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

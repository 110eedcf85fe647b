package dev.lifeboat.plan;

import java.util.Optional;

/// A failure domain: what stands in one region is expected to fail together.
///
/// @param provider what builds and drives it: `lab` or `aws`
/// @param aws what AWS is told of it; empty if the plan does not say
public record Region(String name, String provider, Role role, Optional<AwsRegion> aws) {

  /// The arbiter that the lab supplies when the plan names none.
  public static final String EDGE = "edge";

  /// The provider whose regions are processes on this machine.
  public static final String LAB = "lab";

  /// The provider whose regions are those of Amazon Web Services.
  public static final String AWS = "aws";

  /// What a region is for while nothing is wrong.
  public enum Role implements WordedChoice {
    /// Holds the writers.
    PRIMARY,
    /// Takes over when the primary region is lost.
    RECOVERY,
    /// The third vote, outside both.
    ARBITER
  }

  /// One of which AWS is told nothing.
  public Region(String name, String provider, Role role) {
    this(name, provider, role, Optional.empty());
  }

  public Region {
    Names.require("region", name);
    if (provider.isBlank()) {
      throw new IllegalArgumentException("region '" + name + "' must have a provider");
    }
  }
}

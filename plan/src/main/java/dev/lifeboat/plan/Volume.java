package dev.lifeboat.plan;

import java.time.Duration;

/// A block volume in the writer's region, copied to the other one by snapshots.
///
/// @param every how often a snapshot is copied, 1 minute to 1 day; what was written since the last
///   one that arrived is lost with the region
/// @param values what the plan says of it to providers alone
public record Volume(String name, Duration every, ProviderValues values) implements Resource {

  public static final String TYPE = "volume";

  static final KeyType.Span EVERY = new KeyType.Span(Duration.ofMinutes(1), Duration.ofDays(1));

  public Volume {
    Names.require(TYPE, name);
    EVERY.require("every", every);
  }
}

package dev.lifeboat.agent.state;

import org.jspecify.annotations.Nullable;

/// The body of `PUT /units/{name}`. What is null stays as it is.
///
/// @param count how many instances shall run
/// @param generation instances started under a lower one are restarted; zero for the present one
/// @param binding which of the unit's bindings its instances are started with
public record UnitRequest(@Nullable Integer count, long generation, @Nullable String binding) {
  public UnitRequest {
    if ((count != null && count < 0) || generation < 0) {
      throw new IllegalArgumentException(
          "count and generation must be zero or more, were " + count + ", " + generation);
    }
  }
}

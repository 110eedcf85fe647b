package dev.lifeboat.agent.state;

/// The body of `PUT /units/{name}`.
///
/// @param count how many instances shall run
/// @param generation instances started under a lower one are restarted
public record UnitRequest(int count, long generation) {
  public UnitRequest {
    if (count < 0 || generation < 0) {
      throw new IllegalArgumentException(
          "count and generation must be zero or more, were " + count + ", " + generation);
    }
  }
}

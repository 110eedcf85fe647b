package dev.lifeboat.agent.state;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Role that a database is assigned. What it is at the moment is another matter.
public enum Role {
  /// Writable, if the placement agrees at each start.
  @JsonProperty("writer")
  WRITER,
  /// Read-only, whether it follows the other region or just stands.
  @JsonProperty("replica")
  REPLICA,
  /// Not running.
  @JsonProperty("stopped")
  STOPPED,
  /// No assignment was ever given.
  @JsonProperty("none")
  NONE;

  /// Whether its server is to run.
  public boolean isStarted() {
    return this == WRITER || this == REPLICA;
  }
}

package dev.lifeboat.wire;

import java.time.Duration;

/// Result of one look at a server.
public sealed interface ProbeResult {

  /// It answered in full.
  ///
  /// @param detail what it answered, in few words
  record Answered(String detail, Duration took) implements ProbeResult {}

  /// The connection was refused, reset or closed, or the answer was an error. Ask again at once.
  record Refused(String why) implements ProbeResult {}

  /// Nothing came within the deadline, although the connection may have been accepted.
  record Silent(Duration after) implements ProbeResult {}
}

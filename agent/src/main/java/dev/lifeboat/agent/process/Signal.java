package dev.lifeboat.agent.process;

/// The signals the lab and the agent send, by their names for `kill`.
public enum Signal {
  /// Ends at once; cannot be caught.
  KILL,
  /// Freezes; sockets stay open and connections are still accepted by the kernel.
  STOP,
  /// Thaws what was frozen.
  CONT,
  /// Asks to end.
  TERM,
  /// PostgreSQL: fast shutdown, which sends all WAL to the replicas first.
  INT,
  /// PostgreSQL: immediate shutdown, as after a crash.
  QUIT
}

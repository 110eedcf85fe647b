package dev.lifeboat.postgres;

import java.util.Optional;

/// Whom a writer waits for before it acknowledges a commit: the value of
/// `synchronous_standby_names`. Whoever sets it takes the value from here.
///
/// @param lease whether every commit waits for the region's lease keeper
/// @param replica the replica that has to have flushed it too, by its application name
public record SynchronousNames(boolean lease, Optional<String> replica) {

  public SynchronousNames {
    replica.ifPresent(name -> Endpoint.requireText("replica", name));
  }

  /// The setting's value; empty to wait for nobody. `FIRST n` of n names waits for all of them.
  public String value() {
    var other = replica.map(SynchronousNames::quoted);
    if (!lease) {
      return other.orElse("");
    }
    return other
        .map(name -> "FIRST 2 (" + CommitGate.NAME + ", " + name + ")")
        .orElse("FIRST 1 (" + CommitGate.NAME + ")");
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}

package dev.lifeboat.provider;

import java.time.Instant;
import java.util.Optional;

/// One look at a store's copy in the recovery region.
///
/// @param store the resource's name
/// @param completeUntil the copy holds everything acknowledged until then; empty when this look
///   could not tell, or saw clients of a synchronous store answered before the copy has it
/// @param seen what was seen, in words
/// @param measured when somebody else measured it; empty where this look did
public record Replica(
    String store, Optional<Instant> completeUntil, String seen, Optional<Instant> measured) {

  /// What this look saw by itself.
  public Replica(String store, Optional<Instant> completeUntil, String seen) {
    this(store, completeUntil, seen, Optional.empty());
  }
}

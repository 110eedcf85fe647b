package dev.lifeboat.aws.drill;

import dev.lifeboat.ledger.LogFork;
import dev.lifeboat.ledger.LogHistory;
import java.util.Optional;

/// The log of an instance in RDS, as far as SQL tells of it: its files are at nobody's hand.
///
/// @param system the same for all copies of one database
record InstanceLog(long system, LogHistory history) {

  /// Where this log parts from `other`, as far as their histories tell.
  LogFork fork(InstanceLog other) {
    return system == other.system
        ? LogHistory.fork(history, other.history)
        : new LogFork(0, 0, 0, false);
  }

  /// Why the two may part before `fork`; empty when they cannot. No promotion made the first
  /// timeline, so that there is only one of it.
  Optional<String> doubt(InstanceLog other, LogFork fork) {
    if (system != other.system) {
      return Optional.of("the two instances are copies of two databases");
    }
    return fork.onTheFirst()
        ? Optional.empty()
        : Optional.of(
            "timeline %d of one may be another than that of the other, whose logs RDS lets nobody compare"
                .formatted(fork.timeline()));
  }
}

package dev.lifeboat.provider;

import dev.lifeboat.ledger.Ledger;
import java.util.List;
import java.util.stream.LongStream;

/// Tells what exists on the old side of a workload alone.
public interface Ledgers extends Platform.Ability {
  /// What was read back on the way home, before the old side was copied over; a store of which
  /// nothing was is in it as unknown.
  ///
  /// @param region the old side, which is home again
  /// @param run of the failover, whose canary the ledger is compared with
  /// @param epochs of the failover, and of the way home
  Ledger of(String region, String run, Epochs epochs) throws InterruptedException;

  /// Told once a ledger that it gave is durable; what was read whole need not be kept from then on.
  ///
  /// @return what could not be noted, in words; empty if all was
  default List<String> kept(Ledger ledger, Epochs epochs) throws InterruptedException {
    return List.of();
  }

  /// Under which epochs a workload left and came back.
  record Epochs(long failover, long failback) {
    /// Each of a run in between and the last: one that did not end well may have read some back.
    public LongStream home() {
      return LongStream.rangeClosed(failover + 1, failback);
    }
  }
}

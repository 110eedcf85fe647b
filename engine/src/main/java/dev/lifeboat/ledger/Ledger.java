package dev.lifeboat.ledger;

import java.util.List;
import java.util.stream.Stream;

/// The writes that exist only on the old side after a failover, as far as they were read.
///
/// @param run in whose folder it is kept
/// @param region the old side
/// @param marks by what the canary's writes are told
/// @param stores every store of the workload, and how far it was read
/// @param entries rows of each database in the order of their commits, then versions
public record Ledger(
    String run,
    String region,
    CanaryMarks marks,
    List<StoreReadback> stores,
    List<LedgerEntry> entries) {

  public Ledger {
    stores = List.copyOf(stores);
    entries = List.copyOf(entries);
  }

  public List<LedgerEntry.Row> rows() {
    return only(LedgerEntry.Row.class).toList();
  }

  public List<LedgerEntry.Version> versions() {
    return only(LedgerEntry.Version.class).toList();
  }

  /// Whether nothing is unknown.
  public boolean whole() {
    return stores.stream().allMatch(StoreReadback::whole);
  }

  private <T> Stream<T> only(Class<T> type) {
    return entries.stream().filter(type::isInstance).map(type::cast);
  }
}

package dev.lifeboat.agent.database;

import java.util.ArrayList;
import java.util.List;

/// The rows of a ledger that are sent at once. Used by one thread.
final class LedgerPageRows {
  private final List<String> rows = new ArrayList<>();
  private final long most;
  private long skipped;
  private long length;
  private boolean full;

  /// @param from how many rows come before
  /// @param most bytes; a single row may be larger
  LedgerPageRows(long from, long most) {
    this.skipped = from;
    this.most = most;
  }

  /// Takes the next row, or finds that it has no room.
  ///
  /// @return whether a further one may be taken
  boolean take(String row) {
    if (skipped > 0) {
      skipped--;
      return true;
    }
    full = length >= most;
    if (!full) {
      rows.add(row);
      length += row.length();
    }
    return !full;
  }

  List<String> rows() {
    return List.copyOf(rows);
  }

  /// Whether a row is left for the next page.
  boolean isFull() {
    return full;
  }
}

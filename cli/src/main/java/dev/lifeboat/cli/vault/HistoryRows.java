package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.BackupHistory;
import dev.lifeboat.watch.KnownBases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Course of the backups of a database in a vault over time, as `points` shows it.
///
/// @param proofs restores that were made to try them
record HistoryRows(List<TakenRow> backups, List<ProofRow> proofs) {

  /// A backup that took a base, or failed.
  ///
  /// @param dedupRatio how many times what the vault did not have; null where it had all
  /// @param why it failed; null where it did not
  record TakenRow(
      Instant at,
      double seconds,
      long bytes,
      long addedBytes,
      @Nullable Double dedupRatio,
      @Nullable String why) {
    static TakenRow of(KnownBases.Taken taken) {
      return new TakenRow(
          taken.at(),
          ProofRow.seconds(taken.took()),
          taken.bytes(),
          taken.addedBytes(),
          taken.addedBytes() == 0 ? null : (double) taken.bytes() / taken.addedBytes(),
          taken.why().orElse(null));
    }

    String line() {
      return why == null
          ? "  %s  base       %s in %s, %s new"
              .formatted(
                  Spans.local(at),
                  ByteCount.text(bytes),
                  Spans.seconds(seconds),
                  ByteCount.text(addedBytes))
          : "  %s  failed     %s".formatted(Spans.local(at), why);
    }
  }

  static HistoryRows of(BackupHistory history) {
    return new HistoryRows(
        history.backups().stream().map(TakenRow::of).toList(),
        history.proofs().stream().map(ProofRow::of).toList());
  }

  /// Success first, then each one.
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (!backups.isEmpty()) {
      long taken = backups.stream().filter(it -> it.why() == null).count();
      lines.add("  backups: %d of %d succeeded".formatted(taken, backups.size()));
      backups.forEach(it -> lines.add(it.line()));
    }
    if (!proofs.isEmpty()) {
      long proven = proofs.stream().filter(it -> it.why() == null).count();
      lines.add("  restore tests: %d of %d proven".formatted(proven, proofs.size()));
      proofs.forEach(it -> lines.add("  %s  %s".formatted(Spans.local(it.at()), it.line())));
    }
    return lines;
  }
}

package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.plan.Count;
import dev.lifeboat.vault.BackupResult.AbsentPath;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.VaultDamage;
import java.time.Instant;
import java.util.List;

/// A snapshot as documents have it.
///
/// @param absent how many paths could not be kept when it was made
record SnapshotDocument(
    String id,
    Instant begun,
    Instant ended,
    String source,
    long files,
    long others,
    long bytes,
    long absent) {
  // Enough to tell two apart.
  private static final int SHOWN = 12;

  /// A path and what is wrong with it.
  record Flaw(String path, String why) {
    static List<Flaw> ofAbsent(List<AbsentPath> absent) {
      return absent.stream().map(it -> new Flaw(it.path().toString(), it.why())).toList();
    }

    static List<Flaw> ofDamage(List<VaultDamage> damages) {
      return damages.stream().map(it -> new Flaw(it.where(), it.why())).toList();
    }

    String line(String word) {
      return "%s  %s: %s".formatted(word, path.isEmpty() ? "." : path, why);
    }
  }

  static SnapshotDocument of(Snapshot snapshot) {
    var totals = snapshot.totals();
    return new SnapshotDocument(
        snapshot.id(),
        snapshot.begun(),
        snapshot.ended(),
        snapshot.source().toString(),
        totals.files(),
        totals.others(),
        totals.bytes(),
        totals.absent());
  }

  String shortId() {
    return start(id);
  }

  /// A name, cut where it tells two apart.
  static String start(String name) {
    return name.substring(0, Math.min(SHOWN, name.length()));
  }

  String line() {
    return "%s  %s  %s, %s  %s%s"
        .formatted(
            shortId(),
            Spans.local(begun),
            Count.of(files, "file"),
            ByteCount.text(bytes),
            source,
            absent == 0 ? "" : "  (%d not kept)".formatted(absent));
  }
}

package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.watch.RestoreProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A restore that was made to try a backup.
///
/// @param seconds until it was judged
/// @param point what came back; null where nothing did
/// @param digest of each row of each table; null where it was not read
/// @param why it proves nothing; null where it proves the backup
record ProofRow(
    Instant at,
    double seconds,
    @Nullable PointRow point,
    List<String> checked,
    @Nullable String digest,
    @Nullable String why) {

  /// What came back.
  ///
  /// @param reaches up to which position the server recovered
  record PointRow(
      String snapshot, Instant ended, String reaches, long files, long bytes, double seconds) {
    static PointRow of(RestoreProof.Point point) {
      return new PointRow(
          point.snapshot(),
          point.ended(),
          point.reaches(),
          point.files(),
          point.bytes(),
          ProofRow.seconds(point.restored()));
    }
  }

  static ProofRow of(RestoreProof proof) {
    return new ProofRow(
        proof.at(),
        seconds(proof.took()),
        proof.point().map(PointRow::of).orElse(null),
        proof.checked(),
        proof.digest().orElse(null),
        proof.why().orElse(null));
  }

  static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }

  /// What came back and how long it took, then what was found.
  String line() {
    var came =
        point == null
            ? "nothing came back"
            : "%s in %s, base %s, log up to %s"
                .formatted(
                    ByteCount.text(point.bytes()),
                    Spans.seconds(point.seconds()),
                    SnapshotDocument.start(point.snapshot()),
                    point.reaches());
    return "%s  %s; %s"
        .formatted(
            why == null ? "proven" : "NOT proven",
            came,
            why == null ? String.join(", ", checked) : why);
  }
}

package dev.lifeboat.cli.aws;

import dev.lifeboat.control.ResidueReview.Found;
import dev.lifeboat.provider.MoveResidue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answer of `residue`: parts that moves left behind, and their fates.
record ResidueDocument(String schema, String plan, List<Row> parts) {
  /// @param ledger the run whose ledger has what it had alone; null if none has
  /// @param readAt also by a person; null where nobody read it
  record Row(
      String workload,
      String resource,
      String region,
      String name,
      String standing,
      @Nullable String ledger,
      @Nullable Instant readAt,
      String fate,
      String why) {
    static Row of(Found found) {
      var part = found.part();
      return new Row(
          found.workload(),
          part.resource(),
          part.region(),
          part.name(),
          part.words(),
          part.reading().flatMap(Row::ledger).orElse(null),
          part.reading().map(MoveResidue.Reading::at).orElse(null),
          found.fate().name().toLowerCase(Locale.ROOT),
          found.why());
    }

    private static Optional<String> ledger(MoveResidue.Reading reading) {
      return reading instanceof MoveResidue.Reading.OfLedger(var run, _)
          ? Optional.of(run)
          : Optional.empty();
    }

    String line() {
      return "%s/%s in %s: %s; %s: %s".formatted(workload, resource, region, standing, fate, why);
    }
  }
}

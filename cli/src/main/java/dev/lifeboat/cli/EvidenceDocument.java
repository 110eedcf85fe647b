package dev.lifeboat.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.evidence.Finding;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import org.jspecify.annotations.Nullable;

/// A verification as data; schema/evidence.schema.json says what each field may be.
///
/// @param verdict `intact`, `signer-unknown` or `broken`
/// @param verified whether the exit code is 0
/// @param run null when broken
/// @param signer null when broken
/// @param finding null when intact
/// @param figures null when no canary watched the run, or broken
/// @param why null when verified
@JsonInclude(JsonInclude.Include.ALWAYS)
record EvidenceDocument(
    String schema,
    String folder,
    String verdict,
    boolean verified,
    @Nullable String run,
    @Nullable String signer,
    @Nullable Place finding,
    @Nullable Figures figures,
    @Nullable String why,
    int exitCode) {
  static final String SCHEMA = "lifeboat.evidence/v1";

  /// Where a folder is broken.
  record Place(String file, @Nullable Long line, @Nullable Long column, String why) {
    static Place of(Finding finding) {
      return new Place(
          finding.file(),
          finding.line().isPresent() ? finding.line().getAsLong() : null,
          finding.column().isPresent() ? finding.column().getAsLong() : null,
          finding.why());
    }
  }

  /// What the canary's log shows.
  ///
  /// @param claimed whether `result.json` claims the same; false when there is none that does
  record Figures(
      @Nullable Double rtoSeconds,
      @Nullable Double rpoSeconds,
      long acknowledged,
      @Nullable Long lost,
      boolean claimed) {
    static Figures of(Measurement measured, boolean claimed) {
      return new Figures(
          seconds(measured.rto()),
          seconds(measured.rpo()),
          measured.writes().acknowledged(),
          measured.writes().survival() instanceof Survival.Counted(_, var lost)
              ? Long.valueOf(lost.size())
              : null,
          claimed);
    }

    private static @Nullable Double seconds(Figure figure) {
      return figure instanceof Figure.Measured(var span)
          ? Double.valueOf(Math.round(span.toNanos() / 1e6) / 1e3)
          : null;
    }

    String phrase() {
      return "RTO %s, RPO %s, %s of %d acknowledged writes lost%s"
          .formatted(
              text(rtoSeconds),
              text(rpoSeconds),
              lost == null ? "an unknown number" : lost,
              acknowledged,
              claimed ? ", as result.json says" : "");
    }

    private static String text(@Nullable Double seconds) {
      return seconds == null ? "unknown" : seconds + " s";
    }
  }
}

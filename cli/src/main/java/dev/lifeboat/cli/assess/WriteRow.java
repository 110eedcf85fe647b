package dev.lifeboat.cli.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.assess.WorkloadAssessment;
import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes of a workload, and what they take a copy, as `assess` tells it; all of it assumed.
///
/// @param behindSeconds of a copy, once an hour's writes came at once
/// @param replaySeconds of the log since the last base; left out where no backup has any
record WriteRow(
    long bytesPerSecond,
    double behindSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double replaySeconds) {
  static Optional<WriteRow> of(WorkloadAssessment it) {
    return it.rate().bytesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(
            new WriteRow(
                it.rate().bytesPerSecond(),
                SpanText.number(it.rate().behind()),
                replayed(it).map(SpanText::number).orElse(null)));
  }

  /// In one line.
  static Optional<String> words(WorkloadAssessment it) {
    return it.rate().bytesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(
            "writes %d bytes/s: copies are %s behind once an hour's came at once%s (assumed)"
                .formatted(
                    it.rate().bytesPerSecond(),
                    SpanText.estimated(it.rate().behind()),
                    replayed(it)
                        .map(SpanText::estimated)
                        .map("; log since the last base takes a restore %s more"::formatted)
                        .orElse("")));
  }

  private static Optional<Duration> replayed(WorkloadAssessment it) {
    return it.workload().backup().map(backup -> it.rate().copied(backup.snapshot().longestPause()));
  }
}

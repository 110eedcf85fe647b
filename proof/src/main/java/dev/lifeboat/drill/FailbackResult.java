package dev.lifeboat.drill;

import dev.lifeboat.measure.WritePause;
import dev.lifeboat.plan.SpanText;
import org.jspecify.annotations.Nullable;

/// The way home, as a drill's result tells it.
///
/// @param outcome null when there was nothing to bring back
/// @param reprotect the run that made the old side a replica again before; null when none did
/// @param seconds from the first of `between` to the second
/// @param writes of which `lost` are lost; null when they were not counted, and in results of
///   before they were told
/// @param between null where `seconds` is, and in the same results
/// @param pause of the writes, the longest; null when it was not measured, and in older results
public record FailbackResult(
    @Nullable String outcome,
    @Nullable String run,
    @Nullable String reprotect,
    @Nullable Double seconds,
    @Nullable Long lost,
    @Nullable String why,
    DrillResult.@Nullable WriteCounts writes,
    @Nullable Between between,
    @Nullable Pause pause) {

  /// The moments that the way home lies between.
  ///
  /// @param from when the fault was healed
  /// @param until when the run that brought the writer home was over
  public record Between(String from, String until) {}

  /// Time in which no write was acknowledged.
  public record Pause(double seconds, String from, String until) {
    static Pause of(WritePause measured) {
      return new Pause(
          SpanText.number(measured.span()),
          measured.from().toString(),
          measured.until().toString());
    }
  }

  /// There is no way home.
  public static FailbackResult none(String why) {
    return new FailbackResult(null, null, null, null, null, why, null, null, null);
  }
}

package dev.lifeboat.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.runbook.JsonChoice;
import org.jspecify.annotations.Nullable;

/// What the drills of one scenario prove of one workload. A document has the parts of its parts.
///
/// @param rto of the passed ones, as `rpo` is
public record Proof(
    String scenario,
    @JsonUnwrapped Standing standing,
    @JsonUnwrapped Tally held,
    @JsonUnwrapped Newest newest,
    @JsonUnwrapped Since proven,
    Trend rto,
    Trend rpo) {

  /// What it comes to.
  ///
  /// @param why not proven; null if it is
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Standing(State state, @Nullable String why) {}

  /// How many were held.
  ///
  /// @param passed how many of them passed
  /// @param missed how many missed an objective or could not measure it
  /// @param others how many came to another end: failed, refused, not ready or interrupted
  public record Tally(int drills, int passed, int missed, int others) {}

  /// The last that was held.
  ///
  /// @param lastAt when it began, RFC 3339 in UTC
  /// @param basis what its figures rest on, and those of all drills in `rto` and `rpo`; left out
  ///   where that is the front door
  public record Newest(
      String lastRun,
      String lastAt,
      String lastOutcome,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String basis) {}

  /// From when on it is proven.
  ///
  /// @param provenAt when the newest one ended that passed with this plan; null when none did
  /// @param ageSeconds since `provenAt`; null when there is none
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Since(@Nullable String provenAt, @Nullable Double ageSeconds) {}

  /// Only [#PROVEN] is good.
  public enum State implements JsonChoice {
    /// The newest drill passed, with the plan as it is now.
    PROVEN,
    /// None passed with the plan as it is now.
    UNPROVEN,
    /// The newest drill did not pass.
    BROKEN
  }
}

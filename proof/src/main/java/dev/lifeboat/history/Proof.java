package dev.lifeboat.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the drills of one scenario prove of one workload.
///
/// @param why not proven; null if it is
/// @param drills how many were held
/// @param passed how many of them passed
/// @param missed how many missed an objective or could not measure it
/// @param lastRun the newest one
/// @param lastAt when it began, RFC 3339 in UTC
/// @param provenAt when the newest one began that passed with this plan; null when none did
/// @param ageSeconds since `provenAt`; null when there is none
/// @param rto of the passed ones
/// @param rpo of the passed ones
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Proof(
    String scenario,
    State state,
    @Nullable String why,
    int drills,
    int passed,
    int missed,
    String lastRun,
    String lastAt,
    String lastOutcome,
    @Nullable String provenAt,
    @Nullable Double ageSeconds,
    Trend rto,
    Trend rpo) {

  /// Only [#PROVEN] is good.
  public enum State {
    /// The newest drill passed, with the plan as it is now.
    PROVEN,
    /// None passed with the plan as it is now.
    UNPROVEN,
    /// The newest drill did not pass.
    BROKEN;

    /// As it stands on the screen and in JSON.
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

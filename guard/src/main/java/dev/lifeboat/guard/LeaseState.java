package dev.lifeboat.guard;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One workload's lease as this region's keeper has it: the answer of `GET /lease/{workload}`.
/// Whoever relies on it counts `remainingMillis` from when it *sent* the question.
///
/// @param epoch held, asked for, or last known; 0 if there was none
/// @param held whether this region may write now
/// @param remainingMillis until writing must stop unless the lease is renewed; 0 unless held
/// @param voters what each of the three said last, by name
/// @param gates what each database's commit gate is doing, by name
/// @param word that replaces the votes of two of three; null if they vote
public record LeaseState(
    String workload,
    long epoch,
    Phase phase,
    boolean held,
    long remainingMillis,
    Map<String, String> voters,
    Map<String, String> gates,
    @Nullable LeaseWord word) {

  public LeaseState {
    voters = Map.copyOf(voters);
    gates = Map.copyOf(gates);
  }

  /// Whether this region may write under `epoch` now.
  public boolean holds(long epoch) {
    return held && epoch == this.epoch;
  }

  /// What became of the lease of `epoch`.
  public enum Phase {
    /// Nobody here ever asked for one.
    @JsonProperty("none")
    NONE,
    /// The keeper asks for it; it may or may not be held at the moment.
    @JsonProperty("asking")
    ASKING,
    /// It was handed back or lost for good: only a higher epoch can be had.
    @JsonProperty("ended")
    ENDED
  }
}

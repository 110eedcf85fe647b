package dev.lifeboat.history;

import dev.lifeboat.drill.DrillResult.Outcome;
import java.time.Instant;
import java.util.Optional;

/// One drill as its run's folder tells it.
///
/// @param at when it began
/// @param ended when it was over; `at` where nothing tells how long it took
/// @param figures what it measured
/// @param samePlan whether its plan said the same of the workload, of the regions and of the
///   canary's basis as now
public record PastDrill(
    String run,
    DrillType type,
    Instant at,
    Instant ended,
    End end,
    Figures figures,
    boolean samePlan) {

  /// How it ended.
  public sealed interface End {
    /// One word for it.
    String word();

    /// It came to a result.
    record Judged(Outcome outcome) implements End {
      @Override
      public String word() {
        return outcome.word();
      }
    }

    /// It had begun to move the writer, and came to no result.
    ///
    /// @param why how far it came
    record CutOff(String why) implements End {
      @Override
      public String word() {
        return "interrupted";
      }
    }
  }

  /// What it measured.
  ///
  /// @param rtoSeconds empty when it measured none
  /// @param rpoSeconds empty when it measured none
  /// @param basis what they rest on; empty where that is the front door
  public record Figures(
      Optional<Double> rtoSeconds, Optional<Double> rpoSeconds, Optional<String> basis) {
    /// Of a drill that came to no result.
    public static final Figures NONE =
        new Figures(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Optional<Double> rtoSeconds() {
    return figures.rtoSeconds();
  }

  public Optional<Double> rpoSeconds() {
    return figures.rpoSeconds();
  }

  /// Whether it proves something of the plan as it is now.
  public boolean proves() {
    return passed() && samePlan;
  }

  public boolean passed() {
    return ended(Outcome.PASSED);
  }

  /// Whether an objective was missed, or a figure of it not measured.
  boolean missed() {
    return ended(Outcome.MISSED);
  }

  private boolean ended(Outcome as) {
    return end instanceof End.Judged(var outcome) && outcome == as;
  }

  boolean judged() {
    return end instanceof End.Judged;
  }
}

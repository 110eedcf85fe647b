package dev.lifeboat.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.List;

/// Preview of a runbook as if it began now: each goal looked at, none pursued.
///
/// @param goals in the runbook's order
public record Preview(List<Row> goals) {
  public Preview {
    goals = List.copyOf(goals);
  }

  /// What would become of a goal.
  public enum Prospect {
    ALREADY_TRUE("already true"),
    TO_REACH("to reach"),
    CANNOT("cannot");

    private final String words;

    Prospect(String words) {
      this.words = words;
    }

    @JsonValue
    public String words() {
      return words;
    }
  }

  /// One goal.
  ///
  /// @param now what was seen, or why nothing could be
  public record Row(String step, String goal, Prospect prospect, String now) {}

  /// Looks at all goals at once. A goal in the old region may be out of reach, as it is when that
  /// region is lost; one in the region that takes over may not.
  public static Preview of(Runbook runbook, Reconcilers reconcilers)
      throws InterruptedException, ProblemException {
    return new Preview(
        ParallelLooks.all(
            Step.reaching(runbook.steps()),
            step -> look(runbook, reconcilers, step.id().value(), step.goal())));
  }

  private static Row look(Runbook runbook, Reconcilers reconcilers, String step, Goal goal)
      throws InterruptedException {
    var seen = reconcilers.observe(goal);
    if (seen instanceof Observation.Met(var proof)) {
      return new Row(step, goal.phrase(), Prospect.ALREADY_TRUE, proof);
    }
    var hindrance = reconcilers.preflight(goal).hindrance();
    if (hindrance.isPresent() && !Promotions.isJudgedLater(runbook, goal)) {
      return new Row(step, goal.phrase(), Prospect.CANNOT, hindrance.get().happened());
    }
    boolean needed = goal.region().equals(runbook.target()) || runbook.mode().undoes();
    return seen instanceof Observation.Unreachable(var why) && needed
        ? new Row(step, goal.phrase(), Prospect.CANNOT, why)
        : new Row(step, goal.phrase(), Prospect.TO_REACH, seen.text());
  }

  /// How many goals have this prospect.
  public long count(Prospect prospect) {
    return goals.stream().filter(row -> row.prospect() == prospect).count();
  }

  /// What could not be reached.
  public List<Row> impossible() {
    return goals.stream().filter(row -> row.prospect() == Prospect.CANNOT).toList();
  }

  /// The same in words: `fenced orders in east: no vote could be had`.
  public List<String> obstacles() {
    return impossible().stream().map(row -> row.goal() + ": " + row.now()).toList();
  }

  /// Such as `7 goals: 2 already true, 5 to reach, 0 cannot`.
  public String counts() {
    return "%s: %d already true, %d to reach, %d cannot"
        .formatted(
            Count.of(goals.size(), "goal"),
            count(Prospect.ALREADY_TRUE),
            count(Prospect.TO_REACH),
            count(Prospect.CANNOT));
  }
}

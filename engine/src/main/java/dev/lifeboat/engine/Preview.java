package dev.lifeboat.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.List;
import java.util.Optional;

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

  /// Result of one look.
  ///
  /// @param passing whether an obstacle may be gone once an earlier step is met
  private record Look(Step.Reach step, Row row, boolean passing) {}

  /// Looks at all goals at once. A goal in the old region may be out of reach, as it is when that
  /// region is lost; one in the region that takes over may not. A step is judged by what those
  /// before it will have made true.
  public static Preview of(Runbook runbook, Reconcilers reconcilers)
      throws InterruptedException, ProblemException {
    var looks =
        ParallelLooks.all(Step.reaching(runbook.steps()), step -> look(runbook, reconcilers, step));
    return new Preview(looks.stream().map(look -> inTurn(look, runbook, looks)).toList());
  }

  private static Look look(Runbook runbook, Reconcilers reconcilers, Step.Reach step)
      throws InterruptedException {
    var goal = step.goal();
    var seen = reconcilers.observe(goal);
    if (seen instanceof Observation.Met(var proof)) {
      return new Look(step, row(step, Prospect.ALREADY_TRUE, proof), false);
    }
    var hindrance = reconcilers.preflight(goal).hindrance();
    if (hindrance.isPresent() && !Promotions.isJudgedLater(runbook, goal)) {
      return new Look(
          step,
          row(step, Prospect.CANNOT, hindrance.get().happened()),
          hindrance.get().retry() == Problem.Retry.LATER);
    }
    boolean needed = goal.region().equals(runbook.target()) || runbook.mode().undoes();
    return seen instanceof Observation.Unreachable(var why) && needed
        ? new Look(step, row(step, Prospect.CANNOT, why), false)
        : new Look(step, row(step, Prospect.TO_REACH, seen.text()), false);
  }

  private static Row row(Step.Reach step, Prospect prospect, String now) {
    return new Row(step.id().value(), step.goal().phrase(), prospect, now);
  }

  private static Row inTurn(Look look, Runbook runbook, List<Look> all) {
    return Optional.of(look)
        .filter(Look::passing)
        .flatMap(it -> new CopyAhead(runbook).of(it.step()))
        .filter(ahead -> all.stream().anyMatch(it -> isToReach(it, ahead)))
        .map(ahead ->
            row(
                look.step(),
                Prospect.TO_REACH,
                "after step %s; now %s".formatted(ahead, look.row().now())))
        .orElse(look.row());
  }

  private static boolean isToReach(Look look, StepId id) {
    return look.step().id().equals(id) && look.row().prospect() == Prospect.TO_REACH;
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

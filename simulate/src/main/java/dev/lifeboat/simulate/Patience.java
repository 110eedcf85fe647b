package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.time.Duration;

/// Time that people give a world, by what the moves of its plan may take: a region that is slow by
/// its nature breaks no rule.
///
/// @param rest how long a world may take to come to rest once its troubles are over
/// @param resumes how often a run that waits is taken up meanwhile
record Patience(Duration rest, int resumes) {
  private static final Duration AT_LEAST = Duration.ofMinutes(10);
  private static final int RESUMES_AT_LEAST = 3;

  /// There and home again, and all of it once more after a start.
  private static final int MOVES = 4;

  /// A world that is still busy after so many of them in each second runs in circles.
  private static final long EVENTS_A_SECOND = 250;

  static Patience of(Setting setting) {
    var longest = Duration.ZERO;
    long resumes = 0;
    for (var runbook : setting.runbooks().values()) {
      longest = max(longest, work(runbook, setting.times()));
      resumes = Math.max(resumes, overruns(runbook, setting.times()));
    }
    return new Patience(
        AT_LEAST.plus(longest.multipliedBy(MOVES)), Math.toIntExact(RESUMES_AT_LEAST + resumes));
  }

  /// The events of so many chapters.
  long events(int chapters) {
    return chapters * rest.toSeconds() * EVENTS_A_SECOND;
  }

  /// How often a run waits for a person because a region is slower than the deadline of a step.
  private static long overruns(Runbook runbook, StepTimes times) {
    return runbook.steps().stream()
        .mapToLong(step -> work(step, times).dividedBy(step.deadline()))
        .sum();
  }

  private static Duration work(Runbook runbook, StepTimes times) {
    return runbook.steps().stream()
        .map(step -> work(step, times))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration work(Step step, StepTimes times) {
    return step instanceof Step.Reach reach ? work(reach.goal(), times) : Duration.ZERO;
  }

  /// What it takes at most, with what the region may be at when it is asked.
  private static Duration work(Goal goal, StepTimes times) {
    var turn = times.demote().most().plus(times.promote().most());
    return switch (goal) {
      case Goal.Fenced _, Goal.Promoted _ -> turn.plus(times.route().most());
      case Goal.Replicating _ -> turn.plus(times.copyAnew().most());
      case Goal.Running _, Goal.Healthy _, Goal.Bound _ ->
          times.start().most().plus(times.scale().most());
      case Goal.Routed(_, _, var share) ->
          share == null
              ? times.route().most()
              : times.route().most().plus(SimObservations.held(share));
      case Goal.Protected _, Goal.Restored _ -> Duration.ZERO;
    };
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}

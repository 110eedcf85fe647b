package dev.lifeboat.aws.share;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Goal;

/// What is told of a share that cannot be opened, or is not borne.
public final class ShareRefusal {
  /// How often the region that is left is waited for, with the engine's pauses between refused
  /// requests: some ten seconds, in which targets start.
  public static final int OTHER_IS_WAITED_FOR = 7;

  private ShareRefusal() {}

  /// Before anything was opened; it is asked for again.
  public static Problem notYet(Goal.Routed goal, String why) {
    return Problem.passing(
        Code.LB2005,
        "%s: %s".formatted(goal.phrase(), why),
        "nothing was changed",
        "wait; it is asked for again");
  }

  /// After all users were taken back.
  public static Problem notBorne(Goal.Routed goal, String why) {
    return Problem.lasting(
        Code.LB4006,
        "%s: stopped, none of the users are led there any more: %s".formatted(goal.phrase(), why),
        "all users are sent to the other region again; the writer stays in " + goal.region(),
        "mend it, then 'lifeboat resume' tries the share again");
  }
}

package dev.lifeboat.problem;

import java.util.List;

/// A failure as told to a person: what happened, what it means, what to do.
///
/// @param code never changes meaning, is never reused, and fixes the exit code
/// @param happened the fact, with the values that matter; no blame, no full stop
/// @param means the effect on data and service, and what was left untouched
/// @param action one next step that can be typed as it stands
/// @param retry whether the same call can succeed later without anyone acting
public record Problem(Code code, String happened, String means, String action, Retry retry) {

  public enum Retry {
    LATER,
    NEVER
  }

  public Problem {
    if (happened.isBlank() || means.isBlank() || action.isBlank()) {
      throw new IllegalArgumentException(
          "problem " + code + " must say what happened, what it means and what to do");
    }
  }

  /// A problem that passes by itself, such as a region that does not answer now.
  public static Problem passing(Code code, String happened, String means, String action) {
    return new Problem(code, happened, means, action, Retry.LATER);
  }

  /// A problem that stays until someone acts.
  public static Problem lasting(Code code, String happened, String means, String action) {
    return new Problem(code, happened, means, action, Retry.NEVER);
  }

  /// The first of several problems, which says how many there are.
  public static Problem several(List<Problem> problems) {
    var first = problems.getFirst();
    var others = problems.size() - 1;
    return lasting(
        first.code(),
        first.happened() + (others == 0 ? "" : "; and %d more".formatted(others)),
        first.means(),
        first.action());
  }

  /// In one line: `LB3006 'orders' in east goes on without its replica; bring the replica back`.
  public String phrase() {
    return "%s %s; %s".formatted(code, happened, action);
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }

  /// As [ProblemException#ProblemException(Problem, Throwable)].
  public ProblemException asException(Throwable cause) {
    return new ProblemException(this, cause);
  }
}

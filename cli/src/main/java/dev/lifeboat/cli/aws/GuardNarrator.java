package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.guard.GuardLoop;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Tells how a guard's databases stand: the account each time, people once each time it changes.
final class GuardNarrator implements GuardLoop.Report {
  private final ProgressPrinter progress;
  private final GuardLoop.Report account;
  private final Map<String, State> last = new LinkedHashMap<>();

  private record State(Standing standing, String uncovered) {}

  GuardNarrator(ProgressPrinter progress, GuardLoop.Report account) {
    this.progress = progress;
    this.account = account;
  }

  @Override
  public void tell(GuardedState state) throws ProblemException, InterruptedException {
    var now = new State(state.standing(), state.uncovered());
    if (!now.equals(last.put(state.database(), now))) {
      progress.tell(
          state.database(), state.standing().name().toLowerCase(Locale.ROOT), words(state));
    }
    account.tell(state);
  }

  private static String words(GuardedState state) {
    return state.uncovered().isEmpty()
        ? ""
        : "the end of the lease would be no fence for %s".formatted(state.uncovered());
  }
}

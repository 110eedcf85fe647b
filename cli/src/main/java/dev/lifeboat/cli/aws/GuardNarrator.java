package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.guard.GuardDuty;
import dev.lifeboat.aws.provider.AccountGuard;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells how a guard's databases stand, once each time it changes.
final class GuardNarrator implements AccountGuard.Audience {
  private final ProgressPrinter progress;
  private final WorkloadGuard.Place place;
  private final Map<String, GuardedLogins> databases;
  private final Optional<Integer> port;
  private final Map<String, State> last = new LinkedHashMap<>();

  private record State(Standing standing, String uncovered) {}

  /// @param port as [GuardHealth#begin] has it
  GuardNarrator(
      ProgressPrinter progress,
      WorkloadGuard.Place place,
      Map<String, GuardedLogins> databases,
      Optional<Integer> port) {
    this.progress = progress;
    this.place = place;
    this.databases = databases;
    this.port = port;
  }

  @Override
  public void begun() {
    var logins =
        databases.values().stream().map(GuardedLogins::login).collect(Collectors.joining(", "));
    progress.tell(
        "guard", "begun", "%s in %s, %s".formatted(place.workload(), place.region(), logins));
  }

  @Override
  public GuardHealth answers(GuardDuty duty, WorkloadGuard guard) throws ProblemException {
    var metrics = GuardMetrics.of(place, databases.keySet(), guard::state, guard::databases);
    return GuardHealth.begin(duty, metrics, port);
  }

  @Override
  public void tell(GuardedState state) {
    var now = new State(state.standing(), state.uncovered());
    if (!now.equals(last.put(state.database(), now))) {
      progress.tell(
          state.database(), state.standing().name().toLowerCase(Locale.ROOT), words(state));
    }
  }

  private static String words(GuardedState state) {
    return state.uncovered().isEmpty()
        ? ""
        : "the end of the lease would be no fence for %s".formatted(state.uncovered());
  }
}

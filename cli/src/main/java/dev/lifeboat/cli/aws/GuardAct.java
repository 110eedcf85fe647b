package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.guard.GuardPreview;
import dev.lifeboat.aws.guard.GuardRelease;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.guard.GuardedLogins;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.problem.ProblemException;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Option;

/// An act that `guard` does once, in place of guarding.
final class GuardAct {
  @Option(names = "--observe", description = "Say what a guard would do first, and change nothing.")
  private boolean observe;

  @Option(
      names = "--release",
      description =
          "Take the databases from their guard: services write without a lease, and no fence counts"
              + " it. Recorded under --as.")
  private boolean release;

  @Option(names = "--arm", description = "Take a release back: the guard arms the databases.")
  private boolean arm;

  /// Whoever types, and where it is told.
  record Person(ProgressPrinter progress, String name) {}

  boolean isOnce() {
    return observe || release || arm;
  }

  /// Does it; gives the exit code.
  int on(
      AwsAccount account,
      WorkloadGuard.Place place,
      Map<String, GuardedLogins> databases,
      Person person)
      throws ProblemException, InterruptedException {
    var reports = account.reports(place.workload());
    if (observe) {
      new GuardPreview(place, account.placements(), reports.releases(), databases)
          .words()
          .forEach((name, words) -> person.progress().tell(name, "observed", words));
      return 0;
    }
    var releases =
        new GuardRelease(place, account.placements(), reports, databases, InstantSource.system());
    if (arm) {
      releases.arm(person.name());
      person.progress().tell(place.workload(), "given back", "its guard arms it with the lease");
      return 0;
    }
    releases
        .release(person.name())
        .forEach((name, left) -> person.progress().tell(name, "released", words(left)));
    return 0;
  }

  private static String words(String left) {
    return left.isEmpty()
        ? "it writes without a lease, and no fence counts its guard"
        : "it writes without a lease; left, and without effect: " + left;
  }
}

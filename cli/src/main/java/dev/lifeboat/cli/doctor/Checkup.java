package dev.lifeboat.cli.doctor;

import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at everything at once.
///
/// @param checks in the order in which their findings are shown
record Checkup(List<DoctorCheck> checks) {
  /// For all looks together: five seconds are promised, and the start of the tool is one of them.
  static final Duration LONGEST = Duration.ofSeconds(4);

  /// The findings of all checks, in their order. A check that did not come back in time, or could
  /// not look, is `unknown`.
  List<DoctorFinding> findings() throws InterruptedException {
    var looks = checks.stream().map(DoctorCheck::look).toList();
    var findings = new ArrayList<DoctorFinding>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(looks, LONGEST.toNanos(), TimeUnit.NANOSECONDS);
      for (int i = 0; i < answers.size(); i++) {
        var what = checks.get(i).what();
        try {
          findings.addAll(answers.get(i).get());
        } catch (CancellationException late) {
          findings.add(
              DoctorFinding.unknown(
                  what,
                  "nothing was found out within " + LONGEST.toSeconds() + " s",
                  "look again; if it stays so, what is looked at hangs"));
        } catch (ExecutionException failed) {
          findings.add(unknown(what, failed.getCause()));
        }
      }
    }
    return findings;
  }

  private static DoctorFinding unknown(String what, @Nullable Throwable cause) {
    if (cause instanceof IOException unreadable) {
      return DoctorFinding.unknown(
          what, FileFailure.told(unreadable), "mend that, then look again");
    }
    throw new IllegalStateException("the look at " + what + " failed: " + cause, cause);
  }
}

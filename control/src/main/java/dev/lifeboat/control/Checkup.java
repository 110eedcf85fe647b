package dev.lifeboat.control;

import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.provider.ProviderFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at everything at once that the tool itself needs.
///
/// @param checks in the order in which their findings are shown
public record Checkup(List<DoctorCheck> checks) {
  /// For all looks together: five seconds are promised, and the start of the tool is one of them.
  static final Duration LONGEST = Duration.ofSeconds(4);

  /// What was found.
  ///
  /// @param verdict unknown when no trouble was seen but not all could be
  /// @param all in the order of their checks
  public record Findings(DoctorFinding.State verdict, List<DoctorFinding> all) {}

  /// Of this machine, of what the state folder holds, and of the regions of a plan.
  ///
  /// @param kept what the kinds of providers keep below `state`
  /// @param regions none where no plan is given
  public static Checkup of(
      Path state, List<ProviderFiles> kept, List<DoctorCheck> machine, List<DoctorCheck> regions) {
    var checks = new ArrayList<>(machine);
    checks.add(new KeyChecks(state, kept).check());
    checks.add(new RunChecks(new RunRecords(state)).check());
    checks.addAll(regions);
    return new Checkup(checks);
  }

  /// Looks, within five seconds.
  public Findings run() throws InterruptedException {
    var found = findings();
    var verdict =
        Stream.of(DoctorFinding.State.TROUBLE, DoctorFinding.State.UNKNOWN)
            .filter(state -> found.stream().anyMatch(it -> it.state() == state))
            .findFirst()
            .orElse(DoctorFinding.State.WELL);
    return new Findings(verdict, found);
  }

  /// The findings of all checks, in their order. A check that did not come back in time, or could
  /// not look, is `unknown`.
  private List<DoctorFinding> findings() throws InterruptedException {
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

  private static String remedy(IOException unreadable) {
    var file =
        unreadable instanceof FileSystemException failed
            ? Optional.ofNullable(failed.getFile())
            : Optional.<String>empty();
    return unreadable instanceof AccessDeniedException && file.isPresent()
        ? "look as the owner of " + file.get()
        : file.map("put %s in order, then look again"::formatted)
            .orElse("mend what its reason names, then look again");
  }

  private static DoctorFinding unknown(String what, @Nullable Throwable cause) {
    if (cause instanceof IOException unreadable) {
      return DoctorFinding.unknown(what, FileFailure.told(unreadable), remedy(unreadable));
    }
    throw new IllegalStateException("the look at " + what + " failed: " + cause, cause);
  }
}

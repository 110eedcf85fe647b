package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Rehearsal;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A process of this machine that executes a run. It is known by an empty file beside the run's
/// folder, `<run>.<pid>-<second it began>.controller`, which goes when the process ends by itself:
/// one that stays is that of a process which was killed.
///
/// @param beganSecond of the epoch; another process may get the same number later
public record RunController(String run, long pid, long beganSecond) {
  private static final Pattern NOTE =
      Pattern.compile("(.+)\\.(\\d{1,18})-(\\d{1,18})\\.controller");

  // Two processes that read the clock of the same start may differ by a second.
  private static final long TOLERANCE_SECONDS = 2;

  /// All that are noted below the folder of all runs, in order of their runs.
  static List<RunController> among(Path runs) throws ProblemException {
    try {
      return DurableFile.list(runs).stream()
          .flatMap(path -> of(String.valueOf(path.getFileName())).stream())
          .toList();
    } catch (IOException unreadable) {
      throw FileFailure.of(
          "read",
          runs,
          unreadable,
          "who executes a run is not known; nothing was changed",
          FileFailure.remedy(unreadable));
    }
  }

  /// Nobody takes a run from a controller that is at work; one that only seems to be is ended
  /// first. A drill that has its run executed by a process it started lends it that run.
  ///
  /// @param asker a process that may execute it already
  /// @throws ProblemException LB3003 when another process of this machine executes it
  static void requireGone(Path runs, RunId run, long asker) throws ProblemException {
    for (var other : atWork(runs, asker)) {
      if (other.run.equals(run.value()) && !other.started(asker)) {
        throw other.inTheWay();
      }
    }
  }

  /// Nobody closes a run that a process of this machine executes.
  ///
  /// @throws ProblemException LB3003 when another one does
  public static void requireGone(Path runs, RunId run) throws ProblemException {
    requireGone(runs, run, ProcessHandle.current().pid());
  }

  /// Nothing is broken beside a controller at work on the same workload, nor beside one whose run
  /// has not begun yet. A rehearsal of a plan has its own workload of that name, in a lab.
  ///
  /// @throws ProblemException LB3003 when another process of this machine is at work
  static void requireNone(Path runs, String plan, String workload, long asker)
      throws ProblemException {
    for (var other : atWork(runs, asker)) {
      var begun = RunRecords.state(runs.resolve(other.run));
      if (begun.isEmpty() || isOf(begun.get().runbook(), plan, workload)) {
        throw other.inTheWay();
      }
    }
  }

  private static boolean isOf(Runbook runbook, String plan, String workload) {
    return runbook.workload().equals(workload)
        && !isRehearsal(runbook.plan(), plan)
        && !isRehearsal(plan, runbook.plan());
  }

  private static boolean isRehearsal(String plan, String of) {
    return plan.equals(of + Rehearsal.SUFFIX);
  }

  private static List<RunController> atWork(Path runs, long asker) throws ProblemException {
    return among(runs).stream().filter(it -> it.pid != asker && it.lives()).toList();
  }

  private boolean started(long process) {
    return Stream.iterate(
            ProcessHandle.of(process), Optional::isPresent, it -> it.flatMap(ProcessHandle::parent))
        .anyMatch(it -> it.get().pid() == pid);
  }

  /// Who executes what.
  public String phrase() {
    return "process %d of this machine executes run %s".formatted(pid, run);
  }

  private ProblemException inTheWay() {
    return ProblemException.lasting(
        Code.LB3003,
        phrase(),
        "a workload has one controller at a time; nothing was changed",
        "follow it with 'lifeboat watch %s'; if it hangs, end process %d".formatted(run, pid));
  }

  private static Optional<RunController> of(String note) {
    var parts = NOTE.matcher(note);
    return parts.matches()
        ? Optional.of(
            new RunController(
                parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  /// The process `pid`, which lives.
  static RunController of(String run, long pid) {
    return new RunController(run, pid, began(pid).orElse(0L));
  }

  String note() {
    return "%s.%d-%d.controller".formatted(run, pid, beganSecond);
  }

  /// Whether the process is still there; one that was killed and that nobody collected is not.
  boolean lives() {
    return began(pid).filter(it -> Math.abs(it - beganSecond) <= TOLERANCE_SECONDS).isPresent();
  }

  boolean sameProcess(RunController other) {
    return pid == other.pid && beganSecond == other.beganSecond;
  }

  // What is dead and not collected has no command line any more.
  private static Optional<Long> began(long pid) {
    return ProcessHandle.of(pid)
        .map(ProcessHandle::info)
        .filter(it -> it.arguments().isPresent() || it.commandLine().isPresent())
        .flatMap(ProcessHandle.Info::startInstant)
        .map(it -> it.getEpochSecond());
  }
}

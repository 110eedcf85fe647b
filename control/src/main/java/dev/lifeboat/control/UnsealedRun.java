package dev.lifeboat.control;

import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A run that has no seal, and nothing is wrong: one that is not over, or that opened no journal
/// since it is a tabletop, or a drill that moved nothing.
public final class UnsealedRun {
  private UnsealedRun() {}

  /// Refuses to look for a seal in one. Of a run whose files say that it moved something nothing is
  /// refused: there the seal is missing.
  ///
  /// @throws ProblemException LB4012
  public static void refuse(Path run) throws ProblemException {
    if (Files.exists(run.resolve("seal.json"))) {
      return;
    }
    var what = kind(run);
    if (what.isPresent()) {
      throw ProblemException.lasting(
          Code.LB4012,
          "%s is %s: it opened no journal, so there is nothing that was sealed"
              .formatted(run, what.get()),
          "nothing was verified; that is no damage",
          "see report.html in it for what it found");
    }
  }

  /// Refuses it of one that a process of this machine executes: it is sealed once it is over.
  ///
  /// @throws ProblemException LB4012
  public static void refuseExecuted(Path run) throws ProblemException {
    var runs = run.toAbsolutePath().getParent();
    if (runs == null || Files.exists(run.resolve("seal.json"))) {
      return;
    }
    var executed = controller(runs, String.valueOf(run.getFileName()));
    if (executed.isPresent()) {
      throw ProblemException.lasting(
          Code.LB4012,
          executed.get().phrase() + ", so it is not sealed yet",
          "nothing was verified; that is no damage",
          "follow it with 'lifeboat watch %s'".formatted(executed.get().run()));
    }
  }

  /// Refuses it of one whose controller died before its end: it is sealed once somebody took it up.
  ///
  /// @throws ProblemException LB4012
  public static void refuseOpen(Path run) throws ProblemException {
    if (!Files.exists(run.resolve("seal.json")) && isOpen(run)) {
      var name = run.getFileName();
      throw ProblemException.lasting(
          Code.LB4012,
          "run %s is open and no process of this machine executes it, so it is not sealed"
              .formatted(name),
          "nothing was verified: without a seal nobody can tell whether it is as it was",
          "go on with 'lifeboat resume %s'".formatted(name));
    }
  }

  private static boolean isOpen(Path run) {
    try {
      return DroppedClaim.find(run).isEmpty()
          && RunRecords.state(run).filter(it -> !it.isOver()).isPresent();
    } catch (ProblemException damaged) {
      return false; // Whoever verifies it is told.
    }
  }

  private static Optional<RunController> controller(Path runs, String run) {
    try {
      return Optional.ofNullable(RunSummaries.atWork(runs).get(run));
    } catch (ProblemException unreadable) {
      return Optional.empty(); // Whoever verifies it is told.
    }
  }

  /// What it is, in words; empty for a run that has a journal, or whose own files do not tell that
  /// it never had one.
  static Optional<String> kind(Path run) {
    if (!RunId.isName(String.valueOf(run.getFileName()))
        || Files.exists(run.resolve("journal.jsonl"))) {
      return Optional.empty();
    }
    try {
      if (TabletopSession.kept(run).isPresent()) {
        return Optional.of("a tabletop");
      }
      return RunRecords.drill(run)
          .filter(UnsealedRun::movedNothing)
          .map(_ -> "a drill that moved nothing");
    } catch (ProblemException damaged) {
      return Optional.empty(); // Whoever verifies it is told.
    }
  }

  /// Steps are a run's: a result that has some came with a journal.
  private static boolean movedNothing(JsonNode result) {
    var steps = result.path("steps");
    return steps.isArray() && steps.isEmpty();
  }
}

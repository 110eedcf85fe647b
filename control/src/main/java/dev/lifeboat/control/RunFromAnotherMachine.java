package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes the folder of a run that a controller on another machine began, from the copy of its
/// journal.
///
/// @param state the state folder
/// @param file the plan that the run began with
public record RunFromAnotherMachine(Path state, PlanFile file, PlatformAccess regions) {

  /// Does nothing where the folder is there.
  ///
  /// @throws ProblemException LB1004 when no run is named; LB4004 when there is no copy of it,
  ///   LB3004 when it began with another plan
  public void fetch(@Nullable String named) throws InterruptedException, ProblemException {
    if (named == null) {
      throw UsageProblem.of(
          "--plan takes up one run, and none is named",
          "nothing was resumed",
          "name it: lifeboat resume RUN --plan " + file.typed());
    }
    var files = RunFolder.of(state.resolve("runs"), new RunId(named));
    try {
      if (!DurableFile.isThere(files.journal())) {
        copy(files);
      }
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          files.folder(),
          unwritable,
          "nothing was resumed",
          "free disk space or mend the permissions of " + files.folder());
    }
  }

  private void copy(RunFolder files) throws IOException, InterruptedException, ProblemException {
    try (var platform = regions.required(file)) {
      var lines = platform.copies().lines(files.run());
      requireThisPlan(files.run().value(), lines);
      DurableFile.createFolders(files.folder());
      DurableFile.write(files.plan(), file.bytes());
      // Last, since it makes the folder a run.
      DurableFile.write(files.journal(), lines);
    }
  }

  private void requireThisPlan(String run, byte[] lines) throws ProblemException {
    var began = opened(run, lines).planSha256();
    if (!began.equals(file.plan().sha256())) {
      throw ProblemException.lasting(
          Code.LB3004,
          "run %s began with a plan of sha256 %s, '%s' has %s"
              .formatted(run, began, file.path(), file.plan().sha256()),
          "it goes on with the plan it began with, or not at all; nothing was resumed",
          "find that version of the file");
    }
  }

  private static Event.RunOpened opened(String run, byte[] lines) throws ProblemException {
    try {
      var entries = JournalReader.parse(lines).entries();
      if (!entries.isEmpty() && entries.getFirst().event() instanceof Event.RunOpened opened) {
        return opened;
      }
    } catch (JournalDamageException damaged) {
      throw Problem.lasting(
              Code.LB4002,
              "the copy of the journal of run %s: entry %d %s"
                  .formatted(run, damaged.line(), damaged.why()),
              "it cannot be trusted; nothing was resumed",
              "keep the items as they are and restore the table to another one from a backup")
          .asException(damaged);
    }
    throw ProblemException.lasting(
        Code.LB4004,
        "there is no copy of a run " + run,
        "nothing was resumed",
        "see 'lifeboat status' for the run that is open");
  }
}

package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// That this process executes a run, for whoever follows it from elsewhere; see [RunController].
/// Closed when it does so no longer. Not durable: it means nothing after a power cut, and a run
/// never waits for it. It begins before the run is opened or taken up, which asks stores that may
/// be slow: whoever follows the run would take it for one that nobody executes.
///
/// @param runs the folder of all runs
record ControllerNote(Path runs, RunController controller, ProgressListener progress)
    implements AutoCloseable {

  /// Notes it. What cannot be noted is told and no more.
  static ControllerNote begin(Path runs, RunId run, Requester requester) {
    var controller = RunController.of(run.value(), requester.host().pid());
    var note = new ControllerNote(runs, controller, requester.progress());
    try {
      DurableFile.createFolders(runs);
      Files.write(note.file(), new byte[0]);
    } catch (IOException unwritable) {
      note.tell(FileFailure.reason(unwritable));
    }
    return note;
  }

  private Path file() {
    return runs.resolve(controller.note());
  }

  /// Takes it away, and those of processes that were killed before.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file());
      for (var other : RunController.among(runs)) {
        if (other.run().equals(controller.run()) && !other.lives()) {
          Files.deleteIfExists(runs.resolve(other.note()));
        }
      }
    } catch (IOException | ProblemException left) {
      tell(FileFailure.reason(left));
    }
  }

  private void tell(String why) {
    progress.tell("controller", "unnoted", why);
  }
}

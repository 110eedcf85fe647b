package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lab of one command: the one that is up, or one that is brought up for it and goes with it.
final class LabDrill implements DrilledRegions {
  private final Labs labs;
  private final LabRehearsal of;
  private final PlanFile file;
  private @Nullable ProgressPrinter raisedFor;

  LabDrill(Labs labs, LabRehearsal of) {
    this.labs = labs;
    this.of = of;
    this.file = of.file();
  }

  /// Nobody depends on a lab, so nobody has to confirm it.
  @Override
  public Platform begin(NameConfirmation name, Terminal terminal, ProgressPrinter progress)
      throws InterruptedException, ProblemException {
    var up = labs.ifUp(file.plan());
    if (up.isPresent()) {
      requireSame(up.get());
      progress.tell("lab", "up", "since before");
      return up.get();
    }
    progress.tell("lab", "begun", "bringing up two regions and an edge");
    raisedFor = progress;
    return labs.start(of, progress);
  }

  /// A rehearsal proves nothing in a lab that was brought up for an earlier form of its plan.
  private void requireSame(Lab up) throws ProblemException {
    var rehearsed = file.plan().lab().rehearsal();
    if (rehearsed.isPresent() && !isOf(up)) {
      throw ProblemException.lasting(
          Code.LB5004,
          "the lab of '%s' was brought up for another form of plan '%s'"
              .formatted(file.plan().name(), rehearsed.get().plan()),
          "nothing was broken",
          "end it with 'lifeboat lab down %s', then repeat the drill".formatted(file.typed()));
    }
  }

  private boolean isOf(Lab up) throws ProblemException {
    var kept = up.folder().plan();
    try {
      return DurableFile.read(kept).map(Sha256::of).equals(Optional.of(file.plan().sha256()));
    } catch (IOException unreadable) {
      throw FileFailure.of(
          "read", kept, unreadable, "nothing was broken", "mend the permissions of the file");
    }
  }

  @Override
  public boolean stay(boolean keep) {
    return keep || raisedFor == null;
  }

  @Override
  public void end(boolean keep) throws InterruptedException, ProblemException {
    var progress = raisedFor;
    if (progress == null) {
      return;
    }
    if (keep) {
      progress.tell("lab", "kept", "end it with 'lifeboat lab down %s'".formatted(file.typed()));
      return;
    }
    // An interrupt has ended the command by now; it must not end the clearing up too.
    @Nullable Boolean _ = Thread.interrupted();
    Lab.down(file.plan().name(), labs.state());
    progress.tell("lab", "down", "nothing of it is left");
  }
}

package dev.lifeboat.cli.regions;

import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import org.jspecify.annotations.Nullable;

/// The lab of one command: the one that is up, or one that is brought up for it and goes with it.
final class LabDrill implements DrilledRegions {
  private final Labs labs;
  private final DrilledPlan of;
  private final PlanFile file;
  private @Nullable ProgressListener raisedFor;
  private @Nullable Lab raised;

  LabDrill(Labs labs, DrilledPlan of) {
    this.labs = labs;
    this.of = of;
    this.file = of.file();
  }

  /// Nobody depends on a lab, so nobody has to confirm it.
  @Override
  public Platform begin(ProgressListener progress) throws InterruptedException, ProblemException {
    var up = labs.ifUp(file);
    if (up.isPresent()) {
      up.get().requireRaisedFor(file.plan(), file.typed());
      progress.tell("lab", "up", "since before");
      return up.get();
    }
    progress.tell("lab", "begun", "bringing up two regions and an edge");
    raisedFor = progress;
    try {
      var lab = labs.start(of, progress);
      raised = lab;
      return lab;
    } catch (ProblemException refused) {
      if (refused.problem().code() == Code.LB5004) {
        raisedFor = null; // Somebody else begins it or ends it now, and it is theirs.
      }
      throw refused;
    }
  }

  @Override
  public boolean stay(boolean keep) {
    return keep || raisedFor == null;
  }

  @Override
  public void end(boolean keep) throws InterruptedException, ProblemException {
    var progress = raisedFor;
    boolean gone = raised != null && raised.gone().isPresent();
    if (progress == null || (gone && (keep || !Lab.isUp(file.plan(), labs.state())))) {
      return; // Somebody else's, or nothing that could be kept or ended is left.
    }
    if (keep) {
      progress.tell("lab", "kept", "end it with 'lifeboat lab down %s'".formatted(file.typed()));
      return;
    }
    // An interrupt has ended the command by now; it must not end the clearing up too.
    @Nullable Boolean _ = Thread.interrupted();
    labs.down(file, "the drill that brought it up")
        .ifPresent(left -> progress.tell("lab", "left", left.problem().phrase()));
    progress.tell("lab", "down", "nothing of it is left");
  }
}

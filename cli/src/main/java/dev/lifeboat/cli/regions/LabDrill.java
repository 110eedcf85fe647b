package dev.lifeboat.cli.regions;

import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import org.jspecify.annotations.Nullable;

/// The lab of one command: the one that is up, or one that is brought up for it and goes with it.
final class LabDrill implements DrilledRegions {
  private final Labs labs;
  private final DrilledPlan of;
  private final PlanFile file;
  private @Nullable ProgressListener told;
  private @Nullable Secrets own;
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
    told = progress;
    var lab = labs.start(of, progress, secrets -> own = secrets);
    raised = lab;
    return lab;
  }

  @Override
  public boolean stay(boolean keep) {
    return keep || own == null;
  }

  @Override
  public void end(boolean keep) throws InterruptedException, ProblemException {
    var progress = told;
    var secrets = own;
    boolean gone = raised != null && raised.gone().isPresent();
    if (progress == null
        || secrets == null // Nothing of it ever was there: what is there is somebody else's.
        || (gone && (keep || !Lab.isUp(file.plan(), labs.state())))) {
      return; // Nothing that could be kept or ended is left.
    }
    if (keep) {
      progress.tell("lab", "kept", "end it with 'lifeboat lab down %s'".formatted(file.typed()));
      return;
    }
    // An interrupt has ended the command by now; it must not end the clearing up too.
    @Nullable Boolean _ = Thread.interrupted();
    if (labs.downOwn(file, secrets, progress)) {
      progress.tell("lab", "down", "nothing of it is left");
    } else {
      progress.tell("lab", "left", "it is another's, who brought it up after this one had gone");
    }
  }
}

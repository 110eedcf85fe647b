package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import org.jspecify.annotations.Nullable;

/// The lab of one command: the one that is up, or one that is brought up for it and goes with it.
final class LabDrill implements DrilledRegions {
  private final Labs labs;
  private final PlanFile file;
  private @Nullable Talk raisedFor;

  LabDrill(Labs labs, PlanFile file) {
    this.labs = labs;
    this.file = file;
  }

  /// Nobody depends on a lab, so nobody has to confirm it.
  @Override
  public Platform begin(NameConfirmation name, Terminal terminal, Talk talk)
      throws InterruptedException, ProblemException {
    var up = labs.ifUp(file.plan());
    if (up.isPresent()) {
      talk.tell("lab", "up", "since before");
      return up.get();
    }
    talk.tell("lab", "begun", "bringing up two regions and an edge");
    raisedFor = talk;
    return labs.start(file, talk);
  }

  @Override
  public boolean stay(boolean keep) {
    return keep || raisedFor == null;
  }

  @Override
  public void end(boolean keep) throws InterruptedException, ProblemException {
    var talk = raisedFor;
    if (talk == null) {
      return;
    }
    if (keep) {
      talk.tell("lab", "kept", "end it with 'lifeboat lab down %s'".formatted(file.typed()));
      return;
    }
    // An interrupt has ended the command by now; it must not end the clearing up too.
    @Nullable Boolean _ = Thread.interrupted();
    Lab.down(file.plan().name(), labs.state());
    talk.tell("lab", "down", "nothing of it is left");
  }
}

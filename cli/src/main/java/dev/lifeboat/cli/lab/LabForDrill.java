package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lab of one command: the one that is up, or one that is brought up for it and goes with it.
public final class LabForDrill {
  private final PlanFile file;
  private final Labs labs;
  private final Talk talk;
  private boolean broughtUp;

  public LabForDrill(PlanFile file, Labs labs, Talk talk) {
    this.file = file;
    this.labs = labs;
    this.talk = talk;
  }

  public Lab bringUp() throws InterruptedException, ProblemException {
    var up = labs.ifUp(file.plan());
    if (up.isPresent()) {
      talk.tell("lab", "up", "since before");
      return up.get();
    }
    talk.tell("lab", "begun", "bringing up two regions and an edge");
    broughtUp = true;
    return start(file, labs.state(), talk);
  }

  /// Brings a lab up, one line a goal.
  static Lab start(PlanFile file, Path state, Talk talk)
      throws InterruptedException, ProblemException {
    Labs.requireRegions(file);
    var lab = Lab.begin(file.plan(), file.path(), state);
    talk.whileWaiting(() -> "for the first goal of the lab");
    lab.deploy(goal -> {
      talk.tell("lab", "met", goal);
      talk.whileWaiting(() -> "for the goal after '%s'".formatted(goal));
    });
    return lab;
  }

  /// Whether the lab outlives this command.
  public boolean stays(boolean keep) {
    return keep || !broughtUp;
  }

  /// Takes the lab down if this command brought it up.
  ///
  /// @param keep leave it nevertheless
  public void takeDownAgain(boolean keep) throws InterruptedException, ProblemException {
    if (!broughtUp) {
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

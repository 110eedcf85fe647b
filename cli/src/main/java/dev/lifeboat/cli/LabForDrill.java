package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lab of one command: the one that is up, or one that is brought up for it and goes with it.
final class LabForDrill {
  private final PlanFile file;
  private final Path state;
  private final Talk talk;
  private boolean broughtUp;

  LabForDrill(PlanFile file, Path state, Talk talk) {
    this.file = file;
    this.state = state;
    this.talk = talk;
  }

  Lab bringUp() throws InterruptedException, ProblemException {
    var up = Labs.ifUp(file.plan(), state);
    if (up.isPresent()) {
      talk.tell("lab", "up", "since before");
      return up.get();
    }
    talk.tell("lab", "begun", "bringing up two regions and an edge");
    broughtUp = true;
    return start(file, state, talk);
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
  boolean stays(boolean keep) {
    return keep || !broughtUp;
  }

  /// Takes the lab down if this command brought it up.
  ///
  /// @param keep leave it nevertheless
  void takeDownAgain(boolean keep) throws InterruptedException, ProblemException {
    if (!broughtUp) {
      return;
    }
    if (keep) {
      talk.tell("lab", "kept", "end it with 'lifeboat lab down %s'".formatted(file.path()));
      return;
    }
    // An interrupt has ended the command by now; it must not end the clearing up too.
    @Nullable Boolean _ = Thread.interrupted();
    Lab.down(file.plan().name(), state);
    talk.tell("lab", "down", "nothing of it is left");
  }
}

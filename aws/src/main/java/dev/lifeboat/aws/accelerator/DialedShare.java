package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.trafficshift.ShareTrial;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;

/// Sends a share of the users who are nearest to home there on trial, by the dials. A share that is
/// not borne is taken back by the dials; before that the accelerator leaves a home without healthy
/// endpoints by itself, also while the control plane of Global Accelerator is away.
public record DialedShare(TrafficDials dials, ShareTrial trial) {

  Readiness readiness() throws ProblemException, InterruptedException {
    dials.look();
    return Readiness.ready();
  }

  Observation look(Goal.Routed goal, Goal.Share share)
      throws ProblemException, InterruptedException {
    return trial.look(goal, share, () -> open(goal, share), it -> it);
  }

  private Observation open(Goal.Routed goal, Goal.Share share)
      throws ProblemException, InterruptedException {
    var standing = dials.look();
    var open = new Door(dials, standing, goal.region()).isOpen(share.percent());
    return Observation.metIf(open && standing.deployed(), standing.words());
  }

  void pursue(Goal.Routed goal, Goal.Share share, Attempt attempt)
      throws InterruptedException, ProblemException {
    var door = new Door(dials, dials.look(), goal.region());
    trial.pursue(goal, share, attempt, door.other(), door);
  }

  private record Door(TrafficDials dials, TrafficDials.Standing standing, String home)
      implements ShareTrial.Door {
    private String other() {
      return dials.otherThan(home);
    }

    @Override
    public boolean isShut() {
      return standing.is(home, 0);
    }

    @Override
    public boolean isOpen(int percent) {
      return standing.has(home, percent) && (percent < TrafficDials.ALL || standing.is(other(), 0));
    }

    /// What takes users first, so that nobody is ever without a region.
    @Override
    public void open(int percent) throws ProblemException, InterruptedException {
      if (percent == TrafficDials.ALL) {
        dials.turn(home, percent);
        dials.turn(other(), 0);
      } else {
        dials.turn(other(), TrafficDials.ALL);
        dials.turn(home, percent);
      }
    }

    @Override
    public void openToAll() throws ProblemException, InterruptedException {
      open(TrafficDials.ALL);
    }
  }
}

package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.share.HeldShare;
import dev.lifeboat.aws.share.ShareHealth;
import dev.lifeboat.aws.share.ShareRefusal;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;

/// Sends a share of the users who are nearest to home there on trial, by the dials. A share that is
/// not borne is taken back by the dials; before that the accelerator leaves a home without healthy
/// endpoints by itself, also while the control plane of Global Accelerator is away.
public final class DialedShare {
  private final TrafficDials dials;
  private final PresentClaim claim;
  private final ShareHealth bearing;
  private final HeldShare held;

  public DialedShare(TrafficDials dials, PresentClaim claim, ShareHealth bearing, HeldShare held) {
    this.dials = dials;
    this.claim = claim;
    this.bearing = bearing;
    this.held = held;
  }

  Readiness preflight() throws InterruptedException {
    try {
      dials.look();
      return Readiness.ready();
    } catch (ProblemException failed) {
      return Readiness.notReady(failed.problem());
    }
  }

  Observation observe(Goal.Routed goal, Goal.Share share) throws InterruptedException {
    try {
      var standing = dials.look();
      if (!isOpen(standing, goal.region(), share) || !standing.deployed()) {
        held.end();
        return Observation.pending(standing.words());
      }
      var complaint = bearing.complaint(goal.region());
      if (complaint.isPresent()) {
        held.end();
        return Observation.pending("the share is not borne: " + complaint.get());
      }
      if (!held.isHeld(share)) {
        held.begin(share, standing.words());
      }
      return held.observed(share);
    } catch (ProblemException unknown) {
      held.end();
      return Observation.unreachable(unknown.problem().happened());
    }
  }

  private boolean isOpen(TrafficDials.Standing standing, String home, Goal.Share share) {
    return standing.has(home, share.percent())
        && (share.percent() < TrafficDials.ALL || standing.is(dials.otherThan(home), 0));
  }

  void pursue(Goal.Routed goal, Goal.Share share, Attempt attempt)
      throws InterruptedException, ProblemException {
    claim.confirm(goal, attempt);
    var home = goal.region();
    var standing = dials.look();
    var complaint = bearing.complaint(home);
    if (complaint.isPresent()) {
      if (standing.is(home, 0)) {
        throw ShareRefusal.notYet(goal, home + " cannot take it yet: " + complaint.get())
            .asException();
      }
      turn(home, 0);
      throw ShareRefusal.notBorne(goal, complaint.get()).asException();
    }
    if (!takesTheRest(dials.otherThan(home))) {
      if (attempt.number() < ShareRefusal.OTHER_IS_WAITED_FOR) {
        throw ShareRefusal.notYet(goal, "the other region cannot take the rest yet").asException();
      }
      turn(home, TrafficDials.ALL);
    } else if (!isOpen(standing, home, share)) {
      turn(home, share.percent());
    }
  }

  private boolean takesTheRest(String region) throws InterruptedException {
    try {
      return bearing.complaint(region).isEmpty();
    } catch (ProblemException silent) {
      return false;
    }
  }

  /// What takes users first, so that nobody is ever without a region.
  private void turn(String home, int percent) throws ProblemException, InterruptedException {
    var other = dials.otherThan(home);
    if (percent == TrafficDials.ALL) {
      dials.turn(home, percent);
      dials.turn(other, 0);
    } else {
      dials.turn(other, TrafficDials.ALL);
      dials.turn(home, percent);
    }
  }
}

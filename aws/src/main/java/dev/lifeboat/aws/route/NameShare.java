package dev.lifeboat.aws.route;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.share.HeldShare;
import dev.lifeboat.aws.share.ShareHealth;
import dev.lifeboat.aws.share.ShareRefusal;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.List;

/// Sends a share of the users home on trial and the rest to the other region, by the objects alone.
/// It was borne once the name servers followed and the service at home was seen healthy in every
/// look for as long as the share is held. One that is not borne is taken back, by the objects too;
/// a further request then tries the share anew.
///
/// Nobody counts requests behind a name, so that the health of the targets is what is judged.
public final class NameShare {
  private final RouteObjects objects;
  private final NameAnswers names;
  private final PresentClaim claim;
  private final ShareHealth bearing;
  private final List<Integer> steps;
  private final HeldShare held;

  /// @param steps of the way home, ascending to 100, each with a record of its own in the zone
  public NameShare(
      RouteObjects objects,
      NameAnswers names,
      PresentClaim claim,
      ShareHealth bearing,
      List<Integer> steps,
      HeldShare held) {
    this.objects = objects;
    this.names = names;
    this.claim = claim;
    this.bearing = bearing;
    this.steps = List.copyOf(steps);
    this.held = held;
  }

  Readiness preflight(Goal.Routed goal) throws InterruptedException {
    return names.knowShares()
        ? NameRoute.readable(goal, objects.look())
        : Readiness.notReady(noRecords(goal));
  }

  Observation observe(Goal.Routed goal, Goal.Share share) throws InterruptedException {
    var standing = objects.look();
    if (standing.sends(goal.region())) {
      return Observation.met(standing.words());
    }
    if (standing.isUnknown()) {
      held.end();
      return Observation.unreachable(standing.words());
    }
    if (!standing.tries(goal.region(), share.percent())) {
      held.end();
      return Observation.pending(standing.words());
    }
    try {
      var complaint = bearing.complaint(goal.region());
      if (complaint.isPresent()) {
        held.end();
        return Observation.pending("the share is not borne: " + complaint.get());
      }
    } catch (ProblemException unknown) {
      held.end();
      return Observation.unreachable(unknown.problem().happened());
    }
    return held(goal, share);
  }

  /// The objects say so and the service is healthy.
  private Observation held(Goal.Routed goal, Goal.Share share) throws InterruptedException {
    if (!held.isHeld(share)) {
      var sample = names.sample(goal.region());
      if (sample.asked() == 0) {
        return Observation.unreachable(
            "no name server of the zone answers: " + sample.silent().getFirst());
      }
      if (!sample.isAbout(share.percent())) {
        return Observation.pending(
            "the objects open %d %%, but the name servers do not lead so many there yet"
                .formatted(share.percent()));
      }
      held.begin(share, sample.words());
    }
    return held.observed(share);
  }

  void pursue(Goal.Routed goal, Goal.Share share, Attempt attempt)
      throws InterruptedException, ProblemException {
    var standing = objects.look();
    var home = goal.region();
    if (standing.sends(home)) {
      return;
    }
    var complaint = bearing.complaint(home);
    if (complaint.isPresent()) {
      if (!standing.triesAny(attempt.epoch())) {
        throw ShareRefusal.notYet(goal, home + " cannot take it yet: " + complaint.get())
            .asException();
      }
      claim.confirm(goal, attempt);
      objects.share(home, 0, steps, attempt.epoch());
      throw ShareRefusal.notBorne(goal, complaint.get()).asException();
    }
    if (!takesTheRest(objects.otherThan(home))) {
      if (attempt.number() < ShareRefusal.OTHER_IS_WAITED_FOR) {
        throw ShareRefusal.notYet(goal, "the other region cannot take the rest yet").asException();
      }
      claim.confirm(goal, attempt);
      objects.send(home, attempt.epoch());
    } else if (!standing.tries(home, share.percent())) {
      claim.confirm(goal, attempt);
      objects.share(home, share.percent(), steps, attempt.epoch());
    }
  }

  private boolean takesTheRest(String region) throws InterruptedException {
    try {
      return bearing.complaint(region).isEmpty();
    } catch (ProblemException silent) {
      return false;
    }
  }

  private static Problem noRecords(Goal.Routed goal) {
    return Problem.lasting(
        Code.LB2014,
        goal.phrase()
            + ": the zone has no text '%s' beside its weighted records"
                .formatted(NameAnswers.SHARES_BESIDE),
        "users cannot be led by shares; nothing was changed",
        "add the records of docs/aws.md, 'Share by share', or leave 'shares' of the traffic out");
  }
}

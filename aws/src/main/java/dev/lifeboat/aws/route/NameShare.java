package dev.lifeboat.aws.route;

import dev.lifeboat.aws.trafficshift.ShareTrial;
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
///
/// @param steps of the way home, ascending to 100, each with a record of its own in the zone
public record NameShare(
    RouteObjects objects, NameAnswers names, List<Integer> steps, ShareTrial trial) {

  public NameShare {
    steps = List.copyOf(steps);
  }

  Readiness preflight(Goal.Routed goal) throws InterruptedException {
    return names.knowShares()
        ? NameRoute.readable(goal, objects.look())
        : Readiness.notReady(noRecords(goal));
  }

  Observation look(Goal.Routed goal, Goal.Share share)
      throws ProblemException, InterruptedException {
    var standing = objects.look();
    return standing.sends(goal.region())
        ? Observation.met(standing.words())
        : trial.look(goal, share, () -> open(standing, goal, share), _ -> led(goal, share));
  }

  private static Observation open(
      RouteObjects.Standing standing, Goal.Routed goal, Goal.Share share) {
    if (standing.isUnknown()) {
      return Observation.unreachable(standing.words());
    }
    return Observation.metIf(standing.tries(goal.region(), share.percent()), standing.words());
  }

  private Observation led(Goal.Routed goal, Goal.Share share) throws InterruptedException {
    var sample = names.sample(goal.region());
    if (sample.asked() == 0) {
      return Observation.unreachable(
          "no name server of the zone answers: " + sample.silent().getFirst());
    }
    return sample.isAbout(share.percent())
        ? Observation.met(sample.words())
        : Observation.pending(
            "the objects open %d %%, but the name servers do not lead so many there yet"
                .formatted(share.percent()));
  }

  void pursue(Goal.Routed goal, Goal.Share share, Attempt attempt)
      throws InterruptedException, ProblemException {
    var standing = objects.look();
    var home = goal.region();
    if (!standing.sends(home)) {
      var door = new Door(objects, steps, standing, home, attempt.epoch());
      trial.pursue(goal, share, attempt, objects.otherThan(home), door);
    }
  }

  private record Door(
      RouteObjects objects,
      List<Integer> steps,
      RouteObjects.Standing standing,
      String home,
      long epoch)
      implements ShareTrial.Door {

    @Override
    public boolean isShut() {
      return !standing.triesAny(epoch);
    }

    @Override
    public boolean isOpen(int percent) {
      return standing.tries(home, percent);
    }

    @Override
    public void open(int percent) throws ProblemException, InterruptedException {
      objects.share(home, percent, steps, epoch);
    }

    @Override
    public void openToAll() throws ProblemException, InterruptedException {
      objects.send(home, epoch);
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

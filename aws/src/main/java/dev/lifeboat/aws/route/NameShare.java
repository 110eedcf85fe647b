package dev.lifeboat.aws.route;

import dev.lifeboat.agent.vote.MonotonicClock;
import dev.lifeboat.aws.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends a share of the users home on trial and the rest to the other region, by the objects alone.
/// It was borne once the name servers followed and the service at home was seen healthy in every
/// look for as long as the share is held. One that is not borne is taken back, by the objects too;
/// a further request then tries the share anew.
///
/// Nobody counts requests behind a name, so that the health of the targets is what is judged. What
/// a look saw is kept in memory: another process holds the share from the beginning.
public final class NameShare {
  /// With the engine's pauses between refused requests: some ten seconds, in which targets start.
  private static final int OTHER_IS_WAITED_FOR = 7;

  private final RouteObjects objects;
  private final NameAnswers names;
  private final PresentClaim claim;
  private final Bearing bearing;
  private final List<Integer> steps;
  private final MonotonicClock clock;
  private Optional<Trial> trial = Optional.empty();

  /// A share in force, and since when it is borne.
  private record Trial(int percent, Duration since, String seen) {}

  /// @param steps of the way home, ascending to 100, each with a record of its own in the zone
  public NameShare(
      RouteObjects objects,
      NameAnswers names,
      PresentClaim claim,
      Bearing bearing,
      List<Integer> steps,
      MonotonicClock clock) {
    this.objects = objects;
    this.names = names;
    this.claim = claim;
    this.bearing = bearing;
    this.steps = List.copyOf(steps);
    this.clock = clock;
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
      forget();
      return Observation.unreachable(standing.words());
    }
    if (!standing.tries(goal.region(), share.percent())) {
      forget();
      return Observation.pending(standing.words());
    }
    try {
      var complaint = bearing.complaint(goal.region());
      if (complaint.isPresent()) {
        forget();
        return Observation.pending("the share is not borne: " + complaint.get());
      }
    } catch (ProblemException unknown) {
      forget();
      return Observation.unreachable(unknown.problem().happened());
    }
    return held(goal, share);
  }

  /// The objects say so and the service is healthy.
  private Observation held(Goal.Routed goal, Goal.Share share) throws InterruptedException {
    var began = since(share.percent());
    if (began.isEmpty()) {
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
      began = remember(new Trial(share.percent(), clock.now(), sample.words()));
    }
    var borne = began.orElseThrow();
    var lasts = clock.now().minus(borne.since());
    return lasts.compareTo(share.hold()) >= 0
        ? Observation.met(
            "%d %% for %d s, targets healthy in each look; %s"
                .formatted(share.percent(), lasts.toSeconds(), borne.seen()))
        : Observation.pending("%d %% of the users go there on trial".formatted(share.percent()));
  }

  private synchronized Optional<Trial> since(int percent) {
    return trial.filter(it -> it.percent() == percent);
  }

  private synchronized Optional<Trial> remember(Trial begun) {
    trial = Optional.of(begun);
    return trial;
  }

  private synchronized void forget() {
    trial = Optional.empty();
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
        throw notYet(goal, "%s cannot take it yet: %s".formatted(home, complaint.get()));
      }
      claim.confirm(goal, attempt);
      objects.share(home, 0, steps, attempt.epoch());
      throw notBorne(goal, complaint.get());
    }
    if (!takesTheRest(objects.otherThan(home))) {
      if (attempt.number() < OTHER_IS_WAITED_FOR) {
        throw notYet(goal, "the other region cannot take the rest yet");
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
        Code.LB2001,
        goal.phrase()
            + ": the zone has no text '%s' beside its weighted records"
                .formatted(NameAnswers.SHARES_BESIDE),
        "users cannot be led by shares; nothing was changed",
        "add the records of docs/aws.md, 'Share by share', or leave 'shares' of the traffic out");
  }

  private static ProblemException notYet(Goal.Routed goal, String why) {
    return Problem.passing(
            Code.LB2001,
            "%s: %s".formatted(goal.phrase(), why),
            "nothing was changed",
            "wait; it is asked for again")
        .asException();
  }

  private static ProblemException notBorne(Goal.Routed goal, String why) {
    return Problem.lasting(
            Code.LB4006,
            "%s: stopped, none of the users are led there any more: %s"
                .formatted(goal.phrase(), why),
            "all users are sent to the other region again; the writer stays in " + goal.region(),
            "mend it, then 'lifeboat resume' tries the share again")
        .asException();
  }
}

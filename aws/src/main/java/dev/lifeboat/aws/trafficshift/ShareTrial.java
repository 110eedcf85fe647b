package dev.lifeboat.aws.trafficshift;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;

/// Sends a share of the users home on trial, and takes all of them back when it is not borne. It
/// was borne once the service at home was seen healthy in every look for as long as the share is
/// held.
///
/// @param health of the services that bear the users
/// @param held for how long the share has been borne
public record ShareTrial(Health health, HeldShare held, PresentClaim claim) {

  /// How often the old region is waited for, with the engine's pauses between refused requests:
  /// some ten seconds, in which targets start.
  private static final int OTHER_IS_WAITED_FOR = 7;

  /// Whether a region's service bears the users that are sent there.
  @FunctionalInterface
  public interface Health {
    /// Why it does not; empty if it does.
    ///
    /// @throws ProblemException when that cannot be told
    Optional<String> complaint(String region) throws ProblemException, InterruptedException;
  }

  /// A look at how users are sent out.
  @FunctionalInterface
  public interface Look {
    Observation seen() throws ProblemException, InterruptedException;
  }

  /// What shows that a share which is open is in force.
  @FunctionalInterface
  public interface Effect {
    Observation of(Observation open) throws InterruptedException;
  }

  /// What sends users out, as it was just seen.
  public interface Door {

    /// Whether nobody is on trial.
    boolean isShut();

    /// Whether at least so many per cent are.
    boolean isOpen(int percent);

    /// Sends so many per cent home; zero for nobody.
    void open(int percent) throws ProblemException, InterruptedException;

    /// Sends everybody home, and on trial no more.
    void openToAll() throws ProblemException, InterruptedException;
  }

  /// Whether the share is open, in force, and borne for as long as it must be.
  ///
  /// @param open met while the share is open
  public Observation look(Goal.Routed goal, Goal.Share share, Look open, Effect effect)
      throws ProblemException, InterruptedException {
    Observation seen;
    try {
      seen = borne(goal, open.seen());
    } catch (ProblemException unknown) {
      held.end();
      throw unknown;
    }
    if (!(seen instanceof Observation.Met)) {
      held.end();
      return seen;
    }
    if (!held.isHeld(share)) {
      var inForce = effect.of(seen);
      if (!(inForce instanceof Observation.Met(var words))) {
        return inForce;
      }
      held.begin(share, words);
    }
    return held.observed(share);
  }

  private Observation borne(Goal.Routed goal, Observation open)
      throws ProblemException, InterruptedException {
    return open instanceof Observation.Met
        ? health
            .complaint(goal.region())
            .map(it -> Observation.pending("the share is not borne: " + it))
            .orElse(open)
        : open;
  }

  /// Opens the share where it is not open yet, and both regions bear their users; closes it where
  /// the service at home does not.
  ///
  /// @param other the region of all other users; all go home where it cannot take them for long
  /// @throws ProblemException LB2005 where it has to be waited for, LB4006 once all were taken back
  public void pursue(Goal.Routed goal, Goal.Share share, Attempt attempt, String other, Door door)
      throws ProblemException, InterruptedException {
    var complaint = health.complaint(goal.region());
    if (complaint.isPresent()) {
      if (door.isShut()) {
        throw goal.notYet(goal.region() + " cannot take it yet: " + complaint.get());
      }
      claim.confirm(goal, attempt);
      door.open(0);
      throw notBorne(goal, complaint.get());
    }
    if (!takesTheRest(other)) {
      if (attempt.number() < OTHER_IS_WAITED_FOR) {
        throw goal.notYet("the other region cannot take the rest yet");
      }
      claim.confirm(goal, attempt);
      door.openToAll();
    } else if (!door.isOpen(share.percent())) {
      claim.confirm(goal, attempt);
      door.open(share.percent());
    }
  }

  private boolean takesTheRest(String region) throws InterruptedException {
    try {
      return health.complaint(region).isEmpty();
    } catch (ProblemException silent) {
      return false;
    }
  }

  private static ProblemException notBorne(Goal.Routed goal, String why) {
    return ProblemException.lasting(
        Code.LB4006,
        "%s: stopped, none of the users are led there any more: %s".formatted(goal.phrase(), why),
        "all users are sent to the other region again; the writer stays in " + goal.region(),
        "mend it, then 'lifeboat resume' tries the share again");
  }
}

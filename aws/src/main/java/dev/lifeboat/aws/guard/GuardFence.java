package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.vote.LeaseFence;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Fences a database without a call to its region: the lease that its guard keeps is renewed no
/// more, and waited out. From then on the database refuses commits, whether its guard, the region's
/// API or anything else there answers or not: on the tables that have the trigger, so that it must
/// be on each that the services may write to.
///
/// Where no guard stands for that, something else may show that the database refuses: then that has
/// to hold too, before a lease is waited out that nobody may hold.
public final class GuardFence implements Reconciler<Goal.Fenced> {
  /// Longer than a lease by the calls that the waiting takes.
  private static final Duration SLACK = Duration.ofSeconds(5);

  /// A guard of any version asks for a lease by votes alone, and nothing else here asks for one: so
  /// no voter need know it of this writer.
  private static final LeaseFence.Death BY_VOTES_ALONE =
      () -> Observation.met("no guard takes a person's word for them");

  private final Voters voters;
  private final LeaseFence lease;
  private final LeaseTerms terms;
  private final Placements placements;
  private final GuardReports reports;
  private final String workload;
  private final Map<String, Reconciler<Goal.Fenced>> closings;

  /// @param terms the guard's own
  /// @param reports of the guards, which outlive the region that is fenced
  /// @param closings what else makes a database refuse writes at once, by its name
  public GuardFence(
      Voters voters,
      LeaseTerms terms,
      Placements placements,
      GuardReports reports,
      String workload,
      Map<String, Reconciler<Goal.Fenced>> closings) {
    this.voters = voters;
    this.lease = new LeaseFence(voters, placements, workload);
    this.terms = terms;
    this.placements = placements;
    this.reports = reports;
    this.workload = workload;
    this.closings = Map.copyOf(closings);
  }

  /// An orderly move must know that the replica has everything, which only guards tell.
  private Optional<Reconciler<Goal.Fenced>> closing(Goal.Fenced goal) {
    return goal.stop() == Goal.Stop.IMMEDIATE
        ? Optional.ofNullable(closings.get(goal.resource()))
        : Optional.empty();
  }

  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    try {
      var missing = unguarded(goal);
      if (missing.isEmpty()) {
        return Readiness.ready();
      }
      var closing = closing(goal);
      return closing.isPresent()
          ? closing.get().preflight(goal)
          : Readiness.notReady(missing.get());
    } catch (ProblemException failed) {
      return Readiness.notReady(failed.problem());
    }
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    var ended = lease.observe(goal.region(), BY_VOTES_ALONE);
    try {
      var missing = unguarded(goal);
      if (missing.isEmpty()) {
        return ended;
      }
      var closing = closing(goal);
      return closing.isPresent()
          ? both(closing.get().observe(goal), ended)
          : unlessMet(ended, missing.get());
    } catch (ProblemException silent) {
      return unlessMet(ended, silent.problem());
    }
  }

  private static Observation both(Observation closed, Observation ended) {
    if (!(closed instanceof Observation.Met(var proof))) {
      return closed;
    }
    return ended instanceof Observation.Met(var over)
        ? Observation.met(proof + "; " + over)
        : ended;
  }

  /// Nobody can look whether it refuses; a person may know.
  private static Observation unlessMet(Observation ended, Problem missing) {
    return ended instanceof Observation.Met ? ended : Observation.unreachable(missing.happened());
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var placed = new PresentClaim(placements, workload).confirm(goal, attempt);
    var missing = unguarded(goal, placed);
    if (missing.isPresent()) {
      closing(goal).orElseThrow(() -> missing.get().asException()).pursue(goal, attempt);
    }
    var why = lease.waitOut(goal.region(), attempt.epoch(), terms.voterWait().plus(SLACK));
    if (why.isPresent()) {
      throw Problem.passing(
              Code.LB3001,
              "%s: %s".formatted(goal.phrase(), why.get()),
              "the old side could not be shown unable to write, so nobody is promoted",
              "wait; the run repeats it")
          .asException();
    }
  }

  private Optional<Problem> unguarded(Goal.Fenced goal)
      throws InterruptedException, ProblemException {
    var placed = placements.read(workload);
    return placed.isPresent() ? unguarded(goal, placed.get()) : Optional.empty();
  }

  /// Why the end of a lease would not keep the writer from writing; empty where it would. A region
  /// that is not the writer's has a replica: what fences it, so that a move can be taken back, is
  /// that nobody promotes it any more, and promotions are asked for only after the placement was
  /// changed.
  ///
  /// @throws ProblemException when that cannot be told
  private Optional<Problem> unguarded(Goal.Fenced goal, Placement placed)
      throws InterruptedException, ProblemException {
    if (!placed.writer().equals(goal.region())) {
      return Optional.empty();
    }
    var unheld = unheld(goal, placed);
    return unheld.isPresent() ? unheld : uncovered(goal);
  }

  /// The end of a lease is no fence where no guard asked for it under the writer's epoch: that
  /// database was never told to refuse. Both voters must answer, since a lease that only one of
  /// them withholds may be lost without being fenced.
  private Optional<Problem> unheld(Goal.Fenced goal, Placement placed)
      throws InterruptedException, ProblemException {
    var votes = new TreeMap<String, String>();
    boolean guarded = false;
    for (var voter : voters.outside(goal.region()).entrySet()) {
      var vote = vote(goal, voter.getKey(), () -> voter.getValue().status(workload).vote());
      guarded |= isFencedAlready(goal, placed, vote) || isGuarded(goal, placed, vote);
      votes.put(
          voter.getKey(),
          vote.map(it -> "%s, epoch %d".formatted(it.holder(), it.epoch())).orElse("nobody"));
    }
    return guarded
        ? Optional.empty()
        : Optional.of(
            Problem.lasting(
                Code.LB3001,
                "%s: no guard in %s keeps the lease of %s under epoch %d; votes: %s"
                    .formatted(goal.phrase(), goal.region(), workload, placed.epoch(), votes),
                "its database was never told to refuse writes, so that the lease's end proves"
                    + " nothing; nobody is promoted",
                "deploy the guard before it is needed; now a named person may override the fence"));
  }

  /// Nor is it where the guard's last word names tables that only a living guard fences.
  private Optional<Problem> uncovered(Goal.Fenced goal)
      throws InterruptedException, ProblemException {
    var told = reports.read(goal.region(), goal.resource()).map(GuardReports.Report::state);
    if (told.isEmpty()) {
      return Optional.of(
          uncovered(
              goal,
              "the guard in %s never told whether its trigger is on all tables of %s"
                  .formatted(goal.region(), goal.resource()),
              "see what 'lifeboat guard' says in " + goal.region()));
    }
    return told.map(GuardedState::uncovered)
        .filter(tables -> !tables.isEmpty())
        .map(tables ->
            uncovered(
                goal,
                "the guard in %s could not put its trigger on tables that services write to: %s"
                    .formatted(goal.region(), tables),
                "as the tables' owner, run the statement that is named beside each"));
  }

  private static Problem uncovered(Goal.Fenced goal, String what, String action) {
    return Problem.lasting(
        Code.LB3001,
        "%s: %s".formatted(goal.phrase(), what),
        "there the end of the lease stops nobody once the guard is lost with its region; nobody is"
            + " promoted",
        action + "; a named person may override the fence");
  }

  private static boolean isGuarded(Goal.Fenced goal, Placement placed, Optional<Vote> vote) {
    return vote.filter(it -> it.holder().equals(goal.region()))
        .filter(it -> it.epoch() == placed.epoch())
        .isPresent();
  }

  /// By this run, since the claim's epoch is the highest; or by one before it that was undone.
  private boolean isFencedAlready(Goal.Fenced goal, Placement placed, Optional<Vote> vote) {
    return vote.filter(it -> it.holder().equals(voters.otherThan(goal.region())))
        .filter(it -> it.epoch() > placed.epoch() && it.epoch() <= placed.highestEpoch())
        .isPresent();
  }

  private interface Look {
    Optional<Vote> look() throws IOException, InterruptedException;
  }

  private static Optional<Vote> vote(Goal.Fenced goal, String voter, Look look)
      throws ProblemException, InterruptedException {
    try {
      return look.look();
    } catch (IOException silent) {
      throw new ProblemException(
          Problem.passing(
              Code.LB2020,
              "%s: the votes in %s cannot be asked: %s"
                  .formatted(goal.phrase(), voter, silent.getMessage()),
              "without both of them the old lease cannot be shown to be over",
              "see the health of DynamoDB there; the run repeats it"),
          silent);
    }
  }
}

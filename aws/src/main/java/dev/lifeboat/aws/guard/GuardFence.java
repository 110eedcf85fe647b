package dev.lifeboat.aws.guard;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.guard.vote.LeaseFence;
import dev.lifeboat.guard.vote.SilentVoterException;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Fences a database without a call to its region: the lease that its guard keeps is renewed no
/// more, and waited out. From then on the database refuses commits, whether its guard, the region's
/// API or anything else there answers or not: on the tables that have the trigger, so that it must
/// be on each that the services may write to.
///
/// Where no guard stands for that, something else may show that the database refuses: then that has
/// to hold too, before a lease is waited out that nobody may hold.
///
/// @param terms the guard's own
/// @param reports of the workload's guards, which outlive the region that is fenced
/// @param closings what else makes a database refuse writes at once, by its name
/// @param presence of the guards, of which the other region's has to take the lease over
public record GuardFence(
    Voters voters,
    LeaseTerms terms,
    Placements placements,
    GuardReports reports,
    Map<String, Reconciler<Goal.Fenced>> closings,
    GuardPresence presence)
    implements ApiReconciler<Goal.Fenced> {

  /// Longer than a lease by the calls that the waiting takes.
  private static final Duration SLACK = Duration.ofSeconds(5);

  /// A guard of any version asks for a lease by votes alone, and nothing else here asks for one: so
  /// no voter need know it of this writer.
  private static final LeaseFence.Death BY_VOTES_ALONE =
      () -> Observation.met("no guard takes a person's word for them");

  public GuardFence {
    closings = Map.copyOf(closings);
  }

  /// How long one try may take to wait a lease out.
  static Duration longest(LeaseTerms terms) {
    return terms.voterWait().plus(SLACK);
  }

  private LeaseFence lease() {
    return new LeaseFence(voters, placements, reports.workload());
  }

  /// An orderly move must know that the replica has everything, which only guards tell.
  private Optional<Reconciler<Goal.Fenced>> closing(Goal.Fenced goal) {
    return goal.stop() == Goal.Stop.IMMEDIATE
        ? Optional.ofNullable(closings.get(goal.resource()))
        : Optional.empty();
  }

  @Override
  public Readiness readiness(Goal.Fenced goal) throws ProblemException, InterruptedException {
    var missing = unguarded(goal);
    if (missing.isEmpty()) {
      return unheard(goal).map(Readiness::notReady).orElseGet(Readiness::ready);
    }
    var closing = closing(goal);
    return closing.isPresent() ? closing.get().preflight(goal) : Readiness.notReady(missing.get());
  }

  /// Why nobody would take the lease over that ends. What is fenced by it has the trigger in the
  /// other region too, which refuses commits until a guard holds the lease there.
  private Optional<Problem> unheard(Goal.Fenced goal)
      throws ProblemException, InterruptedException {
    var placed = placements.read(reports.workload());
    return placed.filter(it -> it.writer().equals(goal.region())).isEmpty()
        ? Optional.empty()
        : presence.missing(
            new GuardPresence.Post(
                reports.workload(), voters.otherThan(goal.region()), goal.resource()));
  }

  @Override
  public Observation look(Goal.Fenced goal) throws InterruptedException {
    var ended = lease().observe(goal.region(), BY_VOTES_ALONE);
    try {
      var missing = unguarded(goal);
      if (missing.isEmpty()) {
        return ended;
      }
      var closing = closing(goal);
      if (closing.isPresent()) {
        return both(closing.get().observe(goal), ended);
      }
      return isReleased(goal)
          ? Observation.unreachable(missing.get().happened())
          : unlessMet(ended, missing.get());
    } catch (ProblemException silent) {
      return Observation.unreachable(silent.problem().happened());
    }
  }

  /// Then its lease may have ended long ago, by a run that was undone, and the database is open.
  private boolean isReleased(Goal.Fenced goal) throws ProblemException, InterruptedException {
    return reports.releases().read(goal.region()).isPresent();
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
    var placed = new PresentClaim(placements, reports.workload()).confirm(goal, attempt);
    var missing = unguarded(goal, placed);
    if (missing.isPresent()) {
      closing(goal).orElseThrow(() -> missing.get().asException()).pursue(goal, attempt);
    }
    var why = lease().waitOut(goal.region(), attempt.epoch(), longest(terms));
    if (why.isPresent()) {
      throw ProblemException.passing(
          Code.LB3001,
          "%s: %s".formatted(goal.phrase(), why.get()),
          "the old side could not be shown unable to write, so nobody is promoted",
          "wait; the run repeats it");
    }
  }

  private Optional<Problem> unguarded(Goal.Fenced goal)
      throws InterruptedException, ProblemException {
    var placed = placements.read(reports.workload());
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
    var cover = new LeaseCover(goal, placed, voters.otherThan(goal.region()));
    var released = reports.releases().read(goal.region());
    if (released.isPresent()) {
      return released.map(cover::released);
    }
    var unheld = cover.unheld(votes(goal));
    return unheld.isPresent()
        ? unheld
        : cover.uncovered(
            reports.read(goal.region(), goal.resource()).map(GuardReports.Report::state));
  }

  private Map<String, Optional<Vote>> votes(Goal.Fenced goal)
      throws ProblemException, InterruptedException {
    try {
      return voters.votes(goal.region(), reports.workload());
    } catch (SilentVoterException silent) {
      throw Problem.passing(
              Code.LB2020,
              "%s: the votes in %s cannot be asked: %s"
                  .formatted(goal.phrase(), silent.voter(), silent.getMessage()),
              "without both of them the old lease cannot be shown to be over",
              "see the health of DynamoDB there; the run repeats it")
          .asException(silent);
    }
  }
}

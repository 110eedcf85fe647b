package dev.lifeboat.watch;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.util.List;
import java.util.Optional;

/// Decides what a loss leads to. Every watch asks this one text, whether it lives for years or for
/// a minute, and adds only how it waits and whom it tells. The order: a pause; the plan's trigger;
/// what else holds it back; the arbiter and the loss of an automatic one; what it depends on;
/// somewhere to go. The first obstacle decides, and what comes after it is not asked.
///
/// A planned move needs no arbiter, loses nothing, and leaves alive what the workload depends on.
///
/// @param mode the move that would answer the loss
/// @param attended whether the run that begins can ask somebody for approval
public record FailoverDecision(Plan plan, Workload workload, Mode mode, boolean attended) {

  /// A fact that costs a call.
  @FunctionalInterface
  public interface Fact<T> {
    T ask() throws InterruptedException, ProblemException;
  }

  /// What is to be done.
  public sealed interface Outcome {
    record Start() implements Outcome {}

    /// The plan leaves it to a person.
    record Person(Trigger trigger) implements Outcome {}

    /// A later look decides anew.
    record Wait(Obstacle obstacle, String why) implements Outcome {}

    /// Only a named person may begin it.
    record Refused(Problem problem, String why) implements Outcome {}
  }

  /// What may pass by itself: people work on it; it is too soon; another workload goes first; the
  /// other region is silent too, or not ready for a planned move.
  public enum Obstacle {
    PAUSE,
    HOLD,
    ORDER,
    SILENCE,
    UNREADY
  }

  /// Decides on the loss of a writer in `source`. Beside the facts that a watch gives, all is asked
  /// of `platform`.
  ///
  /// @param loss why an automatic one would lose too much
  /// @throws ProblemException LB3007 when it is automatic without an arbiter, and as the facts say
  public Outcome of(
      Platform platform, String source, Permission permission, Fact<Optional<Problem>> loss)
      throws InterruptedException, ProblemException {
    Fact<Runbook> runbook = () -> platform.kind().compiler().compile(plan, workload, mode, source);
    return of(
        permission,
        loss,
        () -> RecoveryOrder.refusal(workload, source, platform.placements()),
        () -> Candidacy.of(runbook.ask(), platform.reconcilers(workload)),
        () -> Preview.of(runbook.ask(), platform.reconcilers(workload)).obstacles());
  }

  /// @param order why another workload goes first
  /// @param missing what a planned move could not reach, in words: it would be begun and taken back
  Outcome of(
      Permission permission,
      Fact<Optional<Problem>> loss,
      Fact<Optional<Problem>> order,
      Fact<Candidacy> candidacy,
      Fact<List<String>> missing)
      throws InterruptedException, ProblemException {
    if (permission instanceof Permission.Held held && held.paused()) {
      return new Outcome.Wait(Obstacle.PAUSE, held.why());
    }
    var trigger = workload.failover().trigger();
    boolean planned = mode != Mode.FAILOVER; // Its runbook asks nobody: whoever begins it wants it.
    if (trigger == Trigger.MANUAL || (trigger == Trigger.APPROVAL && (planned || !attended))) {
      return new Outcome.Person(trigger);
    }
    if (permission instanceof Permission.Held held) {
      return new Outcome.Wait(Obstacle.HOLD, held.why());
    }
    if (trigger == Trigger.AUTOMATIC && !planned) {
      ArbiterRequirement.require(plan, workload);
      var lost = loss.ask();
      if (lost.isPresent()) {
        return new Outcome.Refused(lost.get(), lost.get().happened());
      }
    }
    var early = planned ? Optional.<Problem>empty() : order.ask();
    if (early.isPresent()) {
      return new Outcome.Wait(Obstacle.ORDER, early.get().happened());
    }
    var look = candidacy.ask();
    if (!look.noCandidates().isEmpty()) {
      return new Outcome.Refused(Problem.several(look.noCandidates()), look.why());
    }
    // Nothing is fenced for a region that says nothing either.
    if (!look.silent().isEmpty()) {
      return new Outcome.Wait(Obstacle.SILENCE, look.why());
    }
    var obstacles = planned ? missing.ask() : List.<String>of();
    return obstacles.isEmpty()
        ? new Outcome.Start()
        : new Outcome.Wait(Obstacle.UNREADY, String.join("; ", obstacles));
  }
}

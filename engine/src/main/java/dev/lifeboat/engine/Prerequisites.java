package dev.lifeboat.engine;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What the region that takes over must have before a failover changes anything. The region that is
/// left is not asked: it may be lost, which is no reason not to leave it. What passes by itself,
/// such as a rate that is exceeded, is no reason either: the run asks again.
public record Prerequisites(Runbook runbook, Reconcilers reconcilers) {

  /// No vault has a base, its log leads nowhere, or none answers.
  private static final Set<Code> NOTHING = EnumSet.of(Code.LB9003, Code.LB9005, Code.LB9007);

  /// What is missing, in the runbook's order; all goals of that region are looked at at once.
  public List<Problem> missing() throws InterruptedException {
    return missing(
        it -> it.region().equals(runbook.target()) && !Promotions.isJudgedLater(runbook, it));
  }

  /// Why a planned move could not stop the old writer in good order, in the runbook's order: users
  /// would be kept out until it is taken back.
  public List<Problem> unstoppable() throws InterruptedException {
    return missing(it -> it instanceof Goal.Fenced(_, _, var stop) && stop == Goal.Stop.ORDERLY);
  }

  private List<Problem> missing(Predicate<Goal> asked) throws InterruptedException {
    return ParallelLooks.all(
            Step.reaching(runbook.steps()).map(Step.Reach::goal).filter(asked), this::missing)
        .stream()
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /// Why stores that are to be restored there could not be, in the runbook's order. Reads only.
  ///
  /// @param despiteObstacles whether only that counts which no person can go on from: there is
  ///   nothing to restore, and no writer would come
  /// @param lossAccepted whether a person accepts that what is newest may be lost, which nothing
  ///   else answers
  public List<Problem> unrestorable(boolean despiteObstacles, boolean lossAccepted)
      throws InterruptedException {
    return unrestorable(despiteObstacles, _ -> lossAccepted);
  }

  /// The same of a run that is taken up, whose word may stand in its journal: a controller may have
  /// died before it wrote that down. A run that reached for a goal waits for a word by itself.
  public List<Problem> unrestorable(RunState run, boolean despiteObstacles, boolean lossAccepted)
      throws InterruptedException {
    return run.hasReachedForNothing()
        ? unrestorable(
            despiteObstacles, it -> lossAccepted || Promotions.acceptedLoss(run, it).isPresent())
        : List.of();
  }

  private List<Problem> unrestorable(boolean despiteObstacles, Predicate<Goal.Restored> accepted)
      throws InterruptedException {
    var restored =
        Step.reaching(runbook.steps())
            .map(Step.Reach::goal)
            .filter(Goal.Restored.class::isInstance)
            .map(Goal.Restored.class::cast);
    return ParallelLooks.<Goal.Restored, Optional<Problem>>all(
            restored, it -> unrestorable(it, despiteObstacles, accepted.test(it)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Problem> unrestorable(
      Goal.Restored goal, boolean despiteObstacles, boolean lossAccepted)
      throws InterruptedException {
    return switch (reconcilers.preflight(goal, lossAccepted)) {
      case Readiness.NoCandidate(var problem) -> Optional.of(problem).filter(_ -> !lossAccepted);
      case Readiness.NotReady(var problem) ->
          Optional.of(problem).filter(why -> !despiteObstacles || NOTHING.contains(why.code()));
      case Readiness.Ready _ -> Optional.empty();
    };
  }

  private Optional<Problem> missing(Goal goal) throws InterruptedException {
    if (reconcilers.observe(goal) instanceof Observation.Met) {
      return Optional.empty();
    }
    return reconcilers.preflight(goal) instanceof Readiness.NotReady(var problem)
            && problem.retry() == Problem.Retry.NEVER
        ? Optional.of(problem)
        : Optional.empty();
  }
}

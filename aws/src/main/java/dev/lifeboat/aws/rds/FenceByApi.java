package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.guard.LeftLease;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Fences a database by the API of its own region and by nothing else, as a plan may choose. While
/// that is silent nothing shows that the writer cannot write: then the run asks a named person, who
/// is told what may be lost.
public final class FenceByApi implements Reconciler<Goal.Fenced> {
  /// A call may be lost or throttled. After so many requests without an answer, at the engine's
  /// pace and with none between them that was answered, the region is silent.
  private static final int SILENT = 3;

  private final Reconciler<Goal.Fenced> closing;
  private final RegionSites<RdsSite> sites;
  private final ReplicaLags lags;
  private final LeftLease left;
  private final Map<Goal.Fenced, Integer> unanswered = new ConcurrentHashMap<>();

  /// @param closing takes the services to zero and closes the instance
  /// @param sites of the database
  /// @param lags of its copies
  /// @param left by a guard of before, whose trigger would keep the next writer closed too
  public FenceByApi(
      Reconciler<Goal.Fenced> closing,
      RegionSites<RdsSite> sites,
      ReplicaLags lags,
      LeftLease left) {
    this.closing = closing;
    this.sites = sites;
    this.lags = lags;
    this.left = left;
  }

  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    if (goal.stop() != Goal.Stop.IMMEDIATE) {
      return Readiness.notReady(failoverAlone(goal.resource()));
    }
    var closable = closing.preflight(goal);
    return closable.hindrance().isPresent() ? closable : unguarded(goal);
  }

  private Readiness unguarded(Goal.Fenced goal) throws InterruptedException {
    try {
      return left.in(goal.region()).map(Readiness::notReady).orElseGet(Readiness::ready);
    } catch (ProblemException untold) {
      return Readiness.notReady(untold.problem());
    }
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    return closing.observe(goal);
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    if (goal.stop() != Goal.Stop.IMMEDIATE) {
      throw failoverAlone(goal.resource()).asException();
    }
    try {
      closing.pursue(goal, attempt);
      unanswered.remove(goal);
    } catch (ProblemException failed) {
      if (!failed.problem().code().isSilence()) {
        unanswered.remove(goal);
      } else if (unanswered.merge(goal, 1, Integer::sum) == SILENT) {
        unanswered.remove(goal);
        throw new ProblemException(unproven(goal, failed.problem()), failed);
      }
      throw failed;
    }
  }

  /// Why no planned move of `database` is begun. The closed writer lets nobody ask how far it came,
  /// and no metric of its replica says that everything was received.
  public static Problem failoverAlone(String database) {
    return Problem.lasting(
        Code.LB2016,
        "by 'fence: api' nobody tells when the replica of %s has everything".formatted(database),
        "a planned move could lose writes, so it is not begun; nothing was changed",
        "use a failover, which tells how far behind the replica is and not which rows are lost; or"
            + " write 'fence: guard' and run a guard in both regions");
  }

  private Problem unproven(Goal.Fenced goal, Problem silence) throws InterruptedException {
    var copies =
        sites.byRegion().entrySet().stream()
            .filter(it -> !it.getKey().equals(goal.region()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    return Problem.lasting(
        Code.LB3001,
        "%s: %s; the copy in %s is %s"
            .formatted(
                goal.phrase(), silence.happened(), copies.awsRegion(), lags.of(copies).words()),
        "whoever still writes there would lose it, and what the copy lacks is lost; nobody is"
            + " promoted",
        "wait until RDS answers there, then 'lifeboat resume RUN'; or a named person decides:"
            + " lifeboat resume RUN --override-fence REASON --as NAME");
  }
}

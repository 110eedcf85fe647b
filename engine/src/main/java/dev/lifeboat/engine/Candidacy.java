package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.List;
import java.util.stream.Stream;

/// Whether a workload has somewhere to go: its stores in the other region, looked at once. Without
/// a candidate it is unprotected, however well its writer serves.
///
/// @param noCandidates why stores there may not be promoted without a person's word
/// @param silent why others there could not even be looked at, or do not run
public record Candidacy(List<Problem> noCandidates, List<Problem> silent) {
  public Candidacy {
    noCandidates = List.copyOf(noCandidates);
    silent = List.copyOf(silent);
  }

  /// Looks at all promotions of a failover at once; changes nothing.
  public static Candidacy of(Runbook failover, Reconcilers reconcilers)
      throws InterruptedException {
    var looks =
        ParallelLooks.<Step.Reach, Readiness>all(
            Step.reaching(failover.steps())
                .filter(Promotions::isPromotion)
                .filter(step -> !Promotions.isJudgedLater(failover, step.goal())),
            step -> reconcilers.preflight(step.goal()));
    return new Candidacy(
        problems(looks, Readiness.NoCandidate.class), problems(looks, Readiness.NotReady.class));
  }

  private static List<Problem> problems(List<Readiness> looks, Class<? extends Readiness> kind) {
    return looks.stream().filter(kind::isInstance).flatMap(it -> it.hindrance().stream()).toList();
  }

  /// Whether every store has a candidate.
  public boolean holds() {
    return noCandidates.isEmpty() && silent.isEmpty();
  }

  /// Whether the other side could be made to follow: it lacks a candidate, and all of it answers.
  public boolean isReprotectable() {
    return !noCandidates.isEmpty() && silent.isEmpty();
  }

  /// Why it is unprotected; empty when it is not.
  public String why() {
    return String.join(
        "; ",
        Stream.concat(noCandidates.stream(), silent.stream()).map(Problem::happened).toList());
  }
}

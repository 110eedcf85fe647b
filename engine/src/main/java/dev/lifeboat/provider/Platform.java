package dev.lifeboat.provider;

import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The regions of a plan as its provider has them: what a run, a watch or a drill finds there, and
/// what they leave changed. Safe for use by several threads.
///
/// What not every provider can do is an [Ability], found by its type, and never a method that
/// refuses.
public interface Platform extends AutoCloseable {
  /// What its regions are like.
  ProviderKind kind();

  /// Brings goals of `workload` about.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  Reconcilers reconcilers(Workload workload) throws ProblemException;

  /// Makes the checks of `workload` as a client would.
  Verifier verifier(Workload workload);

  /// Where the writers are.
  Placements placements();

  /// Copies of what is about to be done, in the region that will be primary.
  Intents intents();

  /// How often a run looks and asks.
  Pace pace();

  /// Copies of journals that another controller can go on with.
  default JournalCopies copies() {
    return JournalCopies.none();
  }

  /// Looks at the writer of `workload` in `region` from all sides.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where to look
  Views views(Workload workload, String region) throws ProblemException;

  /// Looks at the copies of the stores of `workload`, whose writer is in `region`.
  ///
  /// @throws ProblemException as [#views]
  Replicas replicas(Workload workload, String region) throws ProblemException;

  /// What people left for whoever watches.
  Pauses pauses();

  /// The folder in which watches leave word for each other; empty if the provider has none, and
  /// each keeps it on its own machine.
  default Optional<Path> notes() {
    return Optional.empty();
  }

  /// What hinders a failover of `workload` away from `writer` now, beside goals that cannot be
  /// reached, each in a line. One quick look; what does not answer is told by its goals.
  ///
  /// @throws ProblemException as [#replicas]
  default List<String> hindrances(Workload workload, String writer)
      throws InterruptedException, ProblemException {
    return List.of();
  }

  /// What takes writes of `workload` beside its writer in `writer`, such as a writer of before that
  /// nobody closed. One quick look; what does not answer is told by its goals.
  ///
  /// @throws ProblemException as [#replicas]
  default List<Problem> leftOpen(Workload workload, String writer)
      throws InterruptedException, ProblemException {
    return List.of();
  }

  /// In words, what would be lost if `runbook` began now.
  String atRisk(Workload workload, Runbook runbook) throws InterruptedException;

  /// What this provider can do for `workload` beside all that. Those of one answer belong together:
  /// what one of them broke, the same one heals.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  default List<Ability> abilities(Workload workload) throws ProblemException {
    return List.of();
  }

  /// The ability of that type for any workload, which the platform has itself; empty if it has
  /// none.
  default <A extends Ability> Optional<A> ability(Class<A> type) {
    return Optional.of(this).filter(type::isInstance).map(type::cast);
  }

  /// The ability of that type for `workload`; empty if the provider has none.
  ///
  /// @throws ProblemException as [#abilities]
  default <A extends Ability> Optional<A> ability(Workload workload, Class<A> type)
      throws ProblemException {
    var own = ability(type);
    return own.isPresent()
        ? own
        : abilities(workload).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /// Why nothing is left of the regions; empty while they are there, and where they outlive all.
  default Optional<Problem> gone() throws InterruptedException {
    return Optional.empty();
  }

  /// Lets go of what it holds open. The regions live on.
  @Override
  default void close() {}

  /// Something that not every provider can do.
  interface Ability {}
}

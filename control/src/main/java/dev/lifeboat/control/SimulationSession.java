package dev.lifeboat.control;

import dev.lifeboat.measure.CampaignSums;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.simulate.Assumption;
import dev.lifeboat.simulate.Campaign;
import dev.lifeboat.simulate.LearnedTimes;
import dev.lifeboat.simulate.Simulation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Moves of a workload in simulated worlds, where a goal takes as long as it took the workload's
/// own runs. Changes nothing anywhere.
///
/// @param learned how many runs that was learned from
/// @param unread how many runs, of whatever workload, could not be read for that
/// @param left the assumption that does not hold there; empty for none
public record SimulationSession(
    Simulation simulation, int learned, int unread, Optional<Assumption> left) {

  /// A session for one workload of a plan.
  ///
  /// @param state the state folder, whose runs are learned from
  public static SimulationSession of(
      PlanFile file, Workload workload, ProviderKind kind, Path state, Optional<Assumption> left)
      throws ProblemException {
    var learned = new LearnedTimes(workload);
    var records = new RunRecords(state);
    var journals = records.journals();
    var own = new OwnJournals(new PlanOrigin(file, workload), records);
    own.among(journals.read()).forEach(learned::add);
    var simulation = Simulation.of(kind.compiler(), file.plan(), workload, learned.times());
    return new SimulationSession(simulation, learned.runs(), journals.unread(), left);
  }

  /// Plays worlds, one a seed.
  ///
  /// @param played told after each how many it were
  public CampaignSums play(long seed, long worlds, LongConsumer played)
      throws InterruptedException {
    var campaign =
        new Campaign(
            it -> left.isPresent() ? simulation.playLeaving(left.get(), it) : simulation.play(it));
    for (long next = seed; next < seed + worlds; next++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped at seed " + next);
      }
      campaign.next(next);
      played.accept(next - seed + 1);
    }
    return campaign.sums();
  }
}

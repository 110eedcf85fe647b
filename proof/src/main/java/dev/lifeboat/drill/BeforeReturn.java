package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.DataCheck;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Compares the data of both regions once, in the middle of the way home: every store of home
/// follows the writer by then, users are still served where they were, and nothing is closed yet.
/// The run takes its next step afterwards.
final class BeforeReturn implements BiConsumer<RunState, Entry> {
  private final DrillContext context;
  private Optional<DataCheck> seen = Optional.empty();

  BeforeReturn(DrillContext context) {
    this.context = context;
  }

  /// What was seen; unknown when home never followed.
  DataCheck seen() {
    return seen.orElseGet(() -> DataCheck.unknown("home never followed the writer"));
  }

  @Override
  public void accept(RunState state, Entry entry) {
    if (seen.isEmpty() && entry.event() instanceof Event.StepMet && homeFollows(state)) {
      seen = Optional.of(look());
    }
  }

  private static boolean homeFollows(RunState state) {
    var home = state.runbook().target();
    var following =
        state.reaching(goal ->
            goal instanceof Goal.Replicating(_, var region, _, var level)
                && level == Goal.Level.STREAMING
                && region.equals(home));
    return !following.isEmpty() && following.stream().allMatch(StepState.Met.class::isInstance);
  }

  private DataCheck look() {
    try {
      return new RegionComparison(context).ofData("before the return");
    } catch (ProblemException failed) {
      return DataCheck.unknown(failed.problem().happened());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return DataCheck.unknown("interrupted");
    }
  }
}

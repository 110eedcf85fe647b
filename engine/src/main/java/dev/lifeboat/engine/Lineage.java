package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run's place in the chain of its workload: what its opening names, and its seal once it is
/// over.
///
/// Runs take consecutive epochs, so epochs that no seal covers show that a run is missing.
public record Lineage(Placements placements) {
  private static final long NEVER_CLAIMED = 1;

  // Several runs of one workload are sealed at once by hand alone.
  private static final int MOST_TRIES = 8;

  /// What a run that is opened on `free` has to name. No run waits for its chain: what cannot be
  /// read is said in its place.
  List<Predecessor> before(Placement free) {
    ChainEnd end;
    try {
      end = placements.chainEnd(free.workload()).orElse(ChainEnd.none(free.workload()));
    } catch (ProblemException unread) {
      return List.of(new Predecessor.Unread(unread.problem().happened()));
    }
    long top = end.runs().isEmpty() ? NEVER_CLAIMED : end.runs().getLast().epoch();
    if (top > free.highestEpoch()) {
      return List.of(
          new Predecessor.Unread(
              "the placement was made anew: it handed out no epoch above %d, and a run of %d is kept"
                  .formatted(free.highestEpoch(), top)));
    }
    if (free.highestEpoch() == NEVER_CLAIMED) {
      return List.of(new Predecessor.First());
    }
    return accounted(end.runs(), free.highestEpoch());
  }

  /// The runs, and the epochs that none of them and nothing that they name accounts for.
  private static List<Predecessor> accounted(List<Predecessor.Known> runs, long highest) {
    var named = new ArrayList<Predecessor>();
    long top = NEVER_CLAIMED;
    for (var run : runs) {
      // What it named itself is lost with its journal.
      if (run instanceof Predecessor.Dropped) {
        named.addAll(unsealed(top + 1, run.epoch() - 1));
      }
      named.add(run);
      top = run.epoch();
    }
    named.addAll(unsealed(top + 1, highest));
    return List.copyOf(named);
  }

  private static List<Predecessor> unsealed(long from, long until) {
    return from > until ? List.of() : List.of(new Predecessor.Unsealed(from, until));
  }

  /// Keeps the seal of a run that is over, for the next one to name. Safe to repeat.
  ///
  /// @param seal the SHA-256 of the last line of its journal
  /// @return why the run stands in no chain; empty once its seal is kept
  /// @throws ProblemException when it could not be kept; the next run then names it as unsealed
  public Optional<String> sealed(RunState state, String seal) throws ProblemException {
    if (overtaken(state)) {
      return Optional.of("another run overtook it before it claimed anything");
    }
    var workload = state.runbook().workload();
    var placed = placements.read(workload);
    if (placed.isEmpty() || placed.get().highestEpoch() < state.epoch()) {
      return Optional.of("its epoch %d was not handed out here".formatted(state.epoch()));
    }
    keep(
        placed.get(),
        new Predecessor.Sealed(state.run(), state.epoch(), seal),
        state.opened().predecessors());
    return Optional.empty();
  }

  /// Keeps that a person dropped the claim of the run that is open on `claimed`.
  ///
  /// @throws ProblemException when it could not be kept; the next run then names it as unsealed
  public void dropped(Placement claimed, String by) throws ProblemException {
    var run = claimed.openRun().orElseThrow(() -> new IllegalArgumentException("no run is open"));
    keep(claimed, new Predecessor.Dropped(run, claimed.highestEpoch(), by), List.of());
  }

  /// Runs of a placement that was there before this one was made anew are left out.
  private void keep(Placement placed, Predecessor.Known run, List<Predecessor> named)
      throws ProblemException {
    for (int tries = 1; ; tries++) {
      var present = placements.chainEnd(placed.workload());
      var end = present.orElse(ChainEnd.none(placed.workload())).upTo(placed.highestEpoch());
      try {
        placements.compareAndSetEnd(present, end.with(run, named));
        return;
      } catch (ProblemException overtaken) {
        if (overtaken.problem().code() != Code.LB3003 || tries == MOST_TRIES) {
          throw overtaken;
        }
      }
    }
  }

  private static boolean overtaken(RunState state) {
    return state.phase() instanceof RunState.Phase.Ended(var outcome, _)
        && outcome == Event.Outcome.DECLINED
        && state.all().values().stream().allMatch(StepState.Waiting.class::isInstance);
  }
}

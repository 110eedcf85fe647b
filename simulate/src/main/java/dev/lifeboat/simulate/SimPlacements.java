package dev.lifeboat.simulate;

import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementConflict;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// The workload's placement, durable beside the controllers. In bad times it answers slowly, takes
/// a change and does not say so, takes it long after it was given up, or cannot be read.
final class SimPlacements implements Placements {
  private static final long SLOWEST = 2_000_000_000L;
  private static final long LATEST = 6_000_000_000L;
  private static final int WAYS_TO_FAIL = 3;

  private final Agenda agenda;
  private final SeededRandom random;
  private Placement placed;
  private Optional<ChainEnd> end = Optional.empty();
  private int badPercent;

  SimPlacements(Agenda agenda, SeededRandom random, Placement placed) {
    this.agenda = agenda;
    this.random = random;
    this.placed = placed;
  }

  /// As it truly is.
  Placement placed() {
    return placed;
  }

  /// So many more of a hundred calls go wrong.
  void addBad(int percent) {
    badPercent += percent;
  }

  /// How long the next call waits for its turn.
  long delayNanos() {
    return random.chance(badPercent) ? random.between(0, SLOWEST) : 0;
  }

  @Override
  public Optional<Placement> read(String workload) throws ProblemException {
    if (random.chance(badPercent)) {
      throw unreachable("whether it is as it was");
    }
    return Optional.of(placed);
  }

  @Override
  public void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException {
    if (random.chance(badPercent)) {
      switch (random.pick(WAYS_TO_FAIL)) {
        case 0 -> {}
        case 1 -> setIf(expected, next);
        default -> agenda.after(random.between(0, LATEST), () -> setIf(expected, next));
      }
      throw unreachable("whether it was changed");
    }
    if (!expected.equals(Optional.of(placed))) {
      throw PlacementConflict.of(placed.workload(), Optional.of(placed)).asException();
    }
    placed = next;
  }

  @Override
  public Optional<ChainEnd> chainEnd(String workload) {
    return end;
  }

  /// No run waits for it, so that bad times change nothing here.
  @Override
  public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) throws ProblemException {
    if (!expected.equals(end)) {
      throw PlacementConflict.ofEnd(next.workload()).asException();
    }
    end = Optional.of(next);
  }

  private void setIf(Optional<Placement> expected, Placement next) {
    if (expected.equals(Optional.of(placed))) {
      placed = next;
    }
  }

  private static ProblemException unreachable(String unknown) {
    return ProblemException.passing(
        Code.LB4001,
        "the placement does not answer",
        unknown + " is not known",
        "wait; the run repeats it");
  }
}

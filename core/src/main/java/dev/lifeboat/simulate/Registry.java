package dev.lifeboat.simulate;

import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// The workload's placement, durable beside the controllers.
final class Registry implements Placements {
  private Placement placed;

  Registry(Placement placed) {
    this.placed = placed;
  }

  Placement placed() {
    return placed;
  }

  @Override
  public Optional<Placement> read(String workload) {
    return Optional.of(placed);
  }

  @Override
  public void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException {
    if (!expected.equals(Optional.of(placed))) {
      throw Problem.lasting(
              Code.LB3003,
              "the placement is " + placed,
              "it was changed meanwhile; nothing was changed",
              "look again")
          .asException();
    }
    placed = next;
  }

  /// Nobody seals what is simulated.
  @Override
  public Optional<ChainEnd> chainEnd(String workload) {
    return Optional.empty();
  }

  @Override
  public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) {
    throw new UnsupportedOperationException("a simulated run has no folder to seal");
  }
}

package dev.lifeboat.aws.guard;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What a guard is there for now, and whether it does it, for whoever restarts processes. It reads
/// placements for its guard. Thread-safe.
public final class GuardDuty implements GuardLoop.Source {
  private final WorkloadGuard.Place place;
  private final GuardLoop.Source source;
  private final BooleanSupplier held;
  private final Supplier<List<GuardedState>> databases;
  private volatile boolean read;
  private volatile Optional<Placement> placed = Optional.empty();

  /// @param held whether the guard has the lease now
  /// @param databases as the guard saw them last
  public GuardDuty(
      WorkloadGuard.Place place,
      GuardLoop.Source source,
      BooleanSupplier held,
      Supplier<List<GuardedState>> databases) {
    this.place = place;
    this.source = source;
    this.held = held;
    this.databases = databases;
  }

  @Override
  public Optional<Placement> read(String workload) throws ProblemException, InterruptedException {
    var found = source.read(workload);
    placed = found;
    read = true;
    return found;
  }

  /// What it does not do that it is there for; empty while it holds the lease, or while its region
  /// has no writer and it sees its databases.
  public Optional<String> failing() {
    if (!read) {
      return Optional.of("it could not read yet where the writer is");
    }
    var unseen =
        databases.get().stream().filter(it -> it.standing() == Standing.UNKNOWN).findFirst();
    if (unseen.isPresent()) {
      return Optional.of("it cannot look at " + unseen.get().database());
    }
    boolean isWriter = placed.filter(it -> it.writer().equals(place.region())).isPresent();
    return isWriter && !held.getAsBoolean()
        ? Optional.of("the writer is here, and it does not hold the lease")
        : Optional.empty();
  }
}

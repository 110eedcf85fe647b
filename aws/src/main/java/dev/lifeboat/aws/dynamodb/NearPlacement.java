package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Where the writer is, for a guard that may begin while the region of the placements is silent: a
/// copy stands beside the votes of its own region, as old as the last answer from there. An old one
/// gets no guard a lease: a later epoch took the votes of two regions, and no two are left without
/// one of these. For one guard.
public final class NearPlacement {
  private static final String MEANS = "where the writer was last cannot be told or kept";

  // No workload's name has this sign.
  private static final String COPY = "#placed";

  private final Placements placements;
  private final DynamoTable votes;
  private Optional<Placement> kept = Optional.empty();

  /// @param votes of the guard's own region
  public NearPlacement(Placements placements, DynamoTable votes) {
    this.placements = placements;
    this.votes = votes;
  }

  /// The partition of the copy of `workload`.
  public static String key(String workload) {
    return workload + COPY;
  }

  /// What is written down where placements are, else what was there last.
  ///
  /// @throws ProblemException when neither is to be had
  public Optional<Placement> read(String workload) throws ProblemException, InterruptedException {
    try {
      var present = placements.read(workload);
      if (present.isPresent() && !present.equals(kept)) {
        keep(present.get());
      }
      return present;
    } catch (ProblemException failed) {
      if (!failed.problem().code().isSilence()) {
        throw failed;
      }
      return Optional.of(copy(workload).orElseThrow(() -> failed));
    }
  }

  /// Its loss would matter only once the other region is silent.
  private void keep(Placement present) throws InterruptedException {
    var item =
        DynamoPlacements.item(present)
            .with(DynamoPlacements.WORKLOAD, key(present.workload()))
            .with(WriteToken.ATTRIBUTE, WriteToken.fresh().value());
    try {
      votes.call(MEANS, dynamo -> dynamo.putItem(votes.put(item).build()));
      kept = Optional.of(present);
    } catch (ProblemException _) {
      kept = Optional.empty();
    }
  }

  private Optional<Placement> copy(String workload) throws ProblemException, InterruptedException {
    var item = votes.find(DynamoPlacements.key(key(workload)), MEANS);
    try {
      return item.isEmpty()
          ? Optional.empty()
          : Optional.of(DynamoPlacements.placed(item.with(DynamoPlacements.WORKLOAD, workload)));
    } catch (IllegalArgumentException damaged) {
      throw DynamoTable.damaged(
          "%s in table %s in %s".formatted(key(workload), votes.name(), votes.region()),
          MEANS,
          damaged);
    }
  }
}

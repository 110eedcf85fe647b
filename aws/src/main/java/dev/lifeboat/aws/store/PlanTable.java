package dev.lifeboat.aws.store;

import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table of DynamoDB that a plan keeps in one of its regions: whoever makes tables asks here for
/// what the stores of this package read and write.
///
/// @param keys the partition key, and the sort key if there is one
/// @param expires attribute with the second after which an item may go, where some items have one
public record PlanTable(String name, List<Key> keys, Optional<String> expires) {
  /// An attribute that is part of the key.
  ///
  /// @param number whether it is one; else a text
  public record Key(String name, boolean number) {}

  public PlanTable {
    keys = List.copyOf(keys);
  }

  /// All that `plan` keeps in `region`.
  public static List<PlanTable> of(Plan plan, Region region) {
    var names = AwsPlan.of(plan);
    var tables = new ArrayList<PlanTable>();
    if (region.role() == names.placementsIn()) {
      tables.add(byWorkload(names.placements()));
    }
    tables.add(
        new PlanTable(
            names.journals(),
            List.of(new Key(DynamoJournal.RUN, false), new Key(DynamoJournal.SEQUENCE, true)),
            Optional.of(DynamoJournal.EXPIRES)));
    tables.add(byWorkload(names.votes()));
    return List.copyOf(tables);
  }

  private static PlanTable byWorkload(String name) {
    return new PlanTable(
        name, List.of(new Key(DynamoPlacements.WORKLOAD, false)), Optional.empty());
  }
}

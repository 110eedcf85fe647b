package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table of DynamoDB that a plan keeps in one of its regions: whoever makes tables asks here for
/// what the stores of this package read and write.
///
/// @param keys the partition key, and the sort key if there is one
/// @param expires attribute with the second after which an item may go, where some items have one
/// @param replicas AWS's names of the regions of a global table of strong consistency, that of its
///   template first; none of a table of one region
public record PlanTable(
    String name, List<Key> keys, Optional<String> expires, List<String> replicas) {
  /// An attribute that is part of the key.
  ///
  /// @param number whether it is one; else a text
  public record Key(String name, boolean number) {
    /// As DynamoDB has it.
    public String type() {
      return number ? "N" : "S";
    }
  }

  public PlanTable {
    keys = List.copyOf(keys);
    replicas = List.copyOf(replicas);
  }

  /// Of one region.
  private PlanTable(String name, List<Key> keys, Optional<String> expires) {
    this(name, keys, expires, List.of());
  }

  /// The same in all of `regions`, as one. DynamoDB lets nothing expire there.
  private PlanTable in(List<Region> regions) {
    return regions.size() < 2
        ? this
        : new PlanTable(
            name, keys, Optional.empty(), regions.stream().map(AwsRegion::nameOf).toList());
  }

  /// All that `plan` keeps in `region`; a table of several regions is that of the first of them.
  public static List<PlanTable> of(Plan plan, Region region) {
    var names = AwsPlan.of(plan);
    var tables = new ArrayList<PlanTable>();
    boolean together = names.placementsIn() == AwsPlan.Place.ALL;
    var placed = names.placementRegions(plan);
    if (placed.getFirst().equals(region)) {
      tables.add(byWorkload(names.placements()).in(placed));
    }
    if (!together || placed.getFirst().equals(region)) {
      tables.add(ofJournals(names.journals()).in(together ? placed : List.of(region)));
    }
    tables.add(byWorkload(names.votes()));
    return List.copyOf(tables);
  }

  /// Of journals and notes.
  public static PlanTable ofJournals(String name) {
    return new PlanTable(
        name,
        List.of(new Key(DynamoJournal.RUN, false), new Key(DynamoJournal.SEQUENCE, true)),
        Optional.of(DynamoJournal.EXPIRES));
  }

  /// Of placements, and of votes.
  public static PlanTable byWorkload(String name) {
    return new PlanTable(
        name, List.of(new Key(DynamoPlacements.WORKLOAD, false)), Optional.empty());
  }

  /// The one of that name which is asked for an item of `key`.
  static PlanTable asked(String name, Item key) {
    return key.attributes().containsKey(DynamoJournal.RUN) ? ofJournals(name) : byWorkload(name);
  }

  /// The command that makes it.
  ///
  /// @param awsRegion AWS's name of the region
  public String creation(String awsRegion) {
    var attributes =
        keys.stream()
            .map(it -> "AttributeName=%s,AttributeType=%s".formatted(it.name(), it.type()));
    var parts =
        keys.stream().map(it -> "AttributeName=%s,KeyType=%s".formatted(it.name(), role(it)));
    return "aws dynamodb create-table --region %s --table-name %s --billing-mode PAY_PER_REQUEST --attribute-definitions %s --key-schema %s"
        .formatted(
            awsRegion,
            name,
            attributes.collect(Collectors.joining(" ")),
            parts.collect(Collectors.joining(" ")));
  }

  private String role(Key key) {
    return key.equals(keys.getFirst()) ? "HASH" : "RANGE";
  }
}

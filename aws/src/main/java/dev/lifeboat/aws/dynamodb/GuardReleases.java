package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which regions' databases a named person took from their guards, in the table of journals of the
/// arbiter's region, under `releases/WORKLOAD/REGION`. While one is there the end of that region's
/// lease proves nothing, whatever votes and reports say. Thread-safe.
///
/// @param table of journals, in the arbiter's region
public record GuardReleases(DynamoTable table, String workload) {
  private static final String MEANS =
      "whether a guard was released cannot be told or changed, so its lease proves nothing";
  private static final String RELEASED = "released";
  private static final String BY = "by";
  private static final String AT = "at";

  /// A release that stands.
  ///
  /// @param by the person
  /// @param at as that person's machine had it
  public record Word(String by, String at) {}

  /// Empty where the databases of `region` are its guard's.
  public Optional<Word> read(String region) throws ProblemException, InterruptedException {
    var item = table.find(item(workload, region), MEANS);
    return item.find(RELEASED).isPresent()
        ? Optional.of(new Word(word(item, BY), word(item, AT)))
        : Optional.empty();
  }

  /// Whatever else may be damaged, it is released.
  private static String word(Item item, String name) {
    return item.find(name).map(AttributeValue::s).orElse("unknown");
  }

  /// From the return on no fence counts the guard of `region`.
  public void begin(String region, String by, Instant at)
      throws ProblemException, InterruptedException {
    put(by(region, by, at).with(RELEASED, "yes"));
  }

  /// Fences count it again.
  public void end(String region, String by, Instant at)
      throws ProblemException, InterruptedException {
    put(by(region, by, at));
  }

  private Item by(String region, String by, Instant at) {
    return item(workload, region).with(BY, by).with(AT, at.toString());
  }

  private void put(Item item) throws ProblemException, InterruptedException {
    table.call(MEANS, dynamo -> dynamo.putItem(table.put(item).build()));
  }

  /// The key of the item of one region, by which many can be read at once.
  public static Item item(String workload, String region) {
    return DynamoJournal.key(key(workload, region), 0);
  }

  /// The partition of that item.
  public static String key(String workload, String region) {
    return "releases/%s/%s".formatted(workload, region);
  }
}

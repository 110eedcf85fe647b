package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.s3.StoredObjects;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/// The objects that a canary's writes left in its bucket.
///
/// @param buckets of the workload, by their names
/// @param regions both
public record DrilledObjects(
    Canary canary, Map<String, StoredObjects> buckets, List<String> regions) {
  public DrilledObjects {
    buckets = Map.copyOf(buckets);
    regions = List.copyOf(regions);
  }

  /// Which of the client's numbers the half in `region` holds.
  ///
  /// @param writerUnder the epoch under which that region is the writer, if it is
  public StoredNumbers in(String region, String client, OptionalLong writerUnder)
      throws InterruptedException {
    var objects = canary.objects();
    if (objects.isEmpty()) {
      return new StoredNumbers.NoStore();
    }
    try {
      var numbers = new TreeSet<Long>();
      for (var key : keys(objects.get(), region, client, writerUnder)) {
        numbers.add(Canary.Objects.number(key));
      }
      return new StoredNumbers.Numbers(numbers);
    } catch (ProblemException unread) {
      return new StoredNumbers.Unread(unread.problem().happened());
    } catch (NumberFormatException foreign) {
      return new StoredNumbers.Unread(
          "%s in %s: %s".formatted(objects.get().bucket(), region, foreign.getMessage()));
    }
  }

  private List<String> keys(
      Canary.Objects objects, String region, String client, OptionalLong writerUnder)
      throws ProblemException, InterruptedException {
    var prefix = objects.prefixOf(client);
    return writerUnder.isPresent()
        ? bucket(objects).keysSince(region, writerUnder.getAsLong(), prefix)
        : bucket(objects).keys(region, prefix);
  }

  /// How many there are in `region`; empty where objects are not counted.
  OptionalInt count(String region, String client) throws ProblemException, InterruptedException {
    var objects = canary.objects();
    return objects.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(bucket(objects.get()).keys(region, objects.get().prefixOf(client)).size());
  }

  /// Removes the client's objects from both halves, for good.
  ///
  /// @throws ProblemException LB5005 when they could not be removed
  public void remove(String client) throws ProblemException, InterruptedException {
    var objects = canary.objects();
    if (objects.isPresent()) {
      for (var region : regions) {
        bucket(objects.get()).removeAll(region, objects.get().prefixOf(client));
      }
    }
  }

  private StoredObjects bucket(Canary.Objects objects) {
    return Objects.requireNonNull(buckets.get(objects.bucket()), objects.bucket());
  }
}

package dev.lifeboat.aws.drill;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/// The objects that a canary's writes left in its bucket.
///
/// @param objects empty where they are not counted
public record DrilledObjects(Plan plan, Optional<Canary.Objects> objects, DrilledStores stores) {

  /// Which of the client's numbers the half in `region` holds.
  ///
  /// @param writerUnder the epoch under which that region is the writer, if it is
  public StoredNumbers in(String region, String client, OptionalLong writerUnder)
      throws InterruptedException {
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
        ? stores.bucket(objects.bucket()).keysSince(region, writerUnder.getAsLong(), prefix)
        : stores.bucket(objects.bucket()).keys(region, prefix);
  }

  /// How many there are in `region`; empty where objects are not counted.
  OptionalInt count(String region, String client) throws ProblemException, InterruptedException {
    return objects.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(
            stores
                .bucket(objects.get().bucket())
                .keys(region, objects.get().prefixOf(client))
                .size());
  }

  /// Removes the client's objects from both halves, for good.
  ///
  /// @throws ProblemException LB5005 when they could not be removed
  public void remove(String client) throws ProblemException, InterruptedException {
    if (objects.isPresent()) {
      for (var region : List.of(plan.primary(), plan.recovery())) {
        stores
            .bucket(objects.get().bucket())
            .removeAll(region.name(), objects.get().prefixOf(client));
      }
    }
  }
}

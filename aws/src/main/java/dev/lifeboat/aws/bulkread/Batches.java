package dev.lifeboat.aws.bulkread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Cuts what is wanted into the portions that AWS takes in one call.
public final class Batches {
  private Batches() {}

  public static <T> List<List<T>> of(Collection<T> wanted, int most) {
    var all = List.copyOf(wanted);
    var batches = new ArrayList<List<T>>();
    for (int from = 0; from < all.size(); from += most) {
      batches.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return batches;
  }

  /// What is answered of all portions together.
  static <T, A> List<A> each(
      Collection<T> wanted, int most, Function<List<T>, ? extends Iterable<A>> question) {
    var answers = new ArrayList<A>();
    of(wanted, most).forEach(batch -> question.apply(batch).forEach(answers::add));
    return answers;
  }
}

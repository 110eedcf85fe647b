package dev.lifeboat.aws.survey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Cuts what is wanted into the portions that AWS takes in one call.
final class Batches {
  private Batches() {}

  static <T> List<List<T>> of(Collection<T> wanted, int most) {
    var all = List.copyOf(wanted);
    var batches = new ArrayList<List<T>>();
    for (int from = 0; from < all.size(); from += most) {
      batches.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return batches;
  }
}

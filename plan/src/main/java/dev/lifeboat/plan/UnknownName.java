package dev.lifeboat.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A name that is none of those that may stand there. Which they are is told while anybody reads
/// it: a portfolio has more names than a file of mistakes may have lines.
final class UnknownName {
  private UnknownName() {}

  /// Tells it at the value.
  ///
  /// @param kind of the plan, such as `workload`
  /// @param known in the order of the file
  static <T> Optional<T> tell(
      PlanValue value, String name, String kind, Supplier<List<String>> known) {
    return value.wrong(
        "is %s, which is no %s of this plan".formatted(Quote.of(name), kind),
        hint(value, name, known));
  }

  /// Tells it at the key.
  static void tellAtKey(PlanValue value, String name, String kind, Supplier<List<String>> known) {
    value.wrongAtKey("is of no %s of this plan".formatted(kind), hint(value, name, known));
  }

  private static String hint(PlanValue value, String name, Supplier<List<String>> known) {
    return value.isListed() ? NearestWord.hint(name, "there are: ", known.get()) : "";
  }
}

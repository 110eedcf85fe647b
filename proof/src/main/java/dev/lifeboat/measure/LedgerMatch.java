package dev.lifeboat.measure;

import dev.lifeboat.ledger.Ledger;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a ledger and the canary's log tell one story: every write that the canary lost is in the
/// ledger, and every other row is one of the canary's unknown writes, or not the canary's.
///
/// Of objects those of refused writes may be there too: a service that stores the object before the
/// row leaves one behind when the row fails, and says that there is no order.
///
/// Each store for itself: a write that lost its row alone has its row in the ledger and no object.
public sealed interface LedgerMatch {

  /// Both can be compared.
  ///
  /// @param lost acknowledged writes of the canary in the ledger, by row or object
  /// @param difference what one has and the other has not; empty when they match
  record Compared(long lost, Optional<String> difference) implements LedgerMatch {
    public boolean matches() {
      return difference.isEmpty();
    }
  }

  /// The old side was not all read, or the canary's rows cannot be told, or were not counted.
  record Unknown(String why) implements LedgerMatch {}

  /// Compares.
  ///
  /// @param rows which numbers the recovered region's database holds
  /// @param objects which numbers the recovered region's bucket holds
  static LedgerMatch of(
      Ledger ledger, CanaryHistory recording, StoredNumbers rows, StoredNumbers objects) {
    var unread = ledger.stores().stream().filter(store -> !store.whole()).findFirst();
    if (unread.isPresent()) {
      var store = unread.get();
      return new Unknown(
          "unknown beyond %s in %s: %s"
              .formatted(store.unknownBeyond(), store.store(), store.why()));
    }
    var marks = ledger.marks();
    if ((marks.rows() == null && !(rows instanceof StoredNumbers.NoStore))
        || (marks.objects() == null && !(objects instanceof StoredNumbers.NoStore))) {
      return new Unknown("the plan's query does not tell the canary's rows from others");
    }
    var survival = Survival.of(recording.writes(), rows, objects);
    return switch (survival) {
      case Survival.Unknown(var why) -> new Unknown(why);
      case Survival.Counted counted -> compare(ledger, recording, counted);
    };
  }

  private static LedgerMatch compare(
      Ledger ledger, CanaryHistory recording, Survival.Counted survival) {
    var marks = ledger.marks();
    var sent = new TreeMap<Long, CanaryAttempt>();
    recording.writes().forEach(write -> sent.put(write.number(), write));
    var inRows = numbers(ledger.rows().stream().map(marks::number));
    var inObjects = numbers(ledger.versions().stream().map(marks::number));
    var lostRows = lost(survival, Survival.LostWrite::rowMissing);
    var lostObjects = lost(survival, Survival.LostWrite::objectMissing);
    var both = new HashSet<>(inRows);
    both.addAll(inObjects);
    long lost =
        both.stream().filter(number -> is(sent, number, CanaryAttempt::acknowledged)).count();
    return new Compared(
        lost,
        difference("row", lostRows, inRows, number -> is(sent, number, CanaryAttempt::unknown))
            .or(() ->
                difference(
                    "object",
                    lostObjects,
                    inObjects,
                    number -> is(sent, number, LedgerMatch::mayBeLeft))));
  }

  private static boolean mayBeLeft(CanaryAttempt write) {
    return write.unknown() || write.outcome() instanceof CanaryAttempt.Refused;
  }

  private static Set<Long> numbers(Stream<OptionalLong> numbers) {
    return numbers.flatMapToLong(OptionalLong::stream).boxed().collect(Collectors.toSet());
  }

  private static Set<Long> lost(Survival.Counted survival, Predicate<Survival.LostWrite> missing) {
    return survival.lost().stream()
        .filter(missing)
        .map(Survival.LostWrite::number)
        .collect(Collectors.toSet());
  }

  private static Optional<String> difference(
      String what, Set<Long> lost, Set<Long> ledger, Predicate<Long> leftOver) {
    var missing = lost.stream().filter(number -> !ledger.contains(number)).sorted().findFirst();
    if (missing.isPresent()) {
      return Optional.of("lost write %d has no %s in it".formatted(missing.get(), what));
    }
    return ledger.stream()
        .filter(number -> !lost.contains(number))
        .filter(leftOver.negate())
        .sorted()
        .findFirst()
        .map(number -> "it has a %s of write %d, which is not lost".formatted(what, number));
  }

  private static boolean is(
      Map<Long, CanaryAttempt> sent, Long number, Predicate<CanaryAttempt> what) {
    return Optional.ofNullable(sent.get(number)).filter(what).isPresent();
  }
}

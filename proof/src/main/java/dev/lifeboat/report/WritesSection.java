package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.WritePause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What became of the canary's numbered writes, and which of the acknowledged ones are gone.
///
/// @param notCounted why there are no counts; null when there are
/// @param notKnown why survival is not known; null when it is
/// @param lost null when none is; the oldest of them makes the RPO
/// @param pause the longest between two acknowledged writes; null when nobody knows
record WritesSection(
    List<Row> rows,
    @Nullable String notCounted,
    @Nullable String notKnown,
    @Nullable LostList lost,
    @Nullable String pause) {
  /// More are in result.json; a page that cannot be opened proves nothing.
  static final int MOST_LISTED = 1000;

  private static final int OPEN_UP_TO = 12;

  record Row(String name, String count, String meaning) {
    private static Row of(String name, @Nullable Long count, String meaning) {
      return new Row(name, count == null ? "not known" : TimeText.count(count), meaning);
    }
  }

  /// @param open whether they are few enough to be shown at once
  /// @param more how many are not listed; null when none
  /// @param noTimes why times are not known; null when they are
  record LostList(
      boolean open,
      String count,
      List<LostRow> rows,
      @Nullable String more,
      @Nullable String noTimes) {}

  /// @param age how long it had been acknowledged when the fault was in effect, as RPO counts
  /// @param gone where it is not any more
  record LostRow(long number, String at, String age, String gone) {}

  static WritesSection of(Contents contents, Moments moments, TimeText words) {
    var pause =
        contents
            .recording()
            .value()
            .flatMap(log -> log.longestPause().map(it -> pause(log, it, words)))
            .orElse(null);
    var counted = contents.told(it -> it.measured().writes());
    var who = who(contents);
    if (counted.isPresent()) {
      var writes = counted.get();
      return new WritesSection(
          Stream.concat(
                  counts(writes, who, "the recovered region").stream(),
                  notSent(contents.recording()).stream())
              .toList(),
          null,
          writes.why(),
          lost(writes.lostNumbers(), contents, moments, words),
          pause);
    }
    return switch (contents.recording()) {
      case Part.Here<CanaryHistory>(var recording) ->
          new WritesSection(seenOnly(recording.writes(), who), null, null, null, pause);
      case Part.Missing<CanaryHistory>(var why) ->
          new WritesSection(List.of(), why, null, null, pause);
    };
  }

  /// Who answers the canary.
  static String who(Contents contents) {
    return switch (contents.basis()) {
      case FRONT_DOOR -> "the service";
      case DATABASE -> "the database";
    };
  }

  /// @param who answered them
  /// @param where they were looked for
  static List<Row> counts(DrillResult.WriteCounts writes, String who, String where) {
    var rows = new ArrayList<Row>();
    rows.add(Row.of("acknowledged", writes.acknowledged(), who + " promised that they are kept"));
    rows.add(Row.of("surviving", writes.surviving(), "row and object are in " + where));
    rows.add(Row.of("lost", writes.lost(), "acknowledged, and row or object is gone"));
    var by = writes.lostBy();
    if (by != null) {
      rows.add(Row.of("· by database", by.database(), "their row is gone"));
      rows.add(Row.of("· by bucket", by.bucket(), "their object is gone"));
    }
    rows.add(
        Row.of(
            "unknown",
            writes.unknown(),
            "no answer, or one that does not say: neither lost nor surviving"));
    rows.add(Row.of("refused", writes.refused(), who + " said that nothing was written"));
    return rows;
  }

  /// Those that stand in no other count.
  private static Optional<Row> notSent(Part<CanaryHistory> recording) {
    return recording
        .value()
        .map(log -> count(log.writes(), it -> it.outcome() instanceof CanaryAttempt.NotSent))
        .filter(number -> number > 0)
        .map(number -> Row.of("not sent", number, "too many were in flight, so none was asked"));
  }

  private static List<Row> seenOnly(List<CanaryAttempt> writes, String who) {
    return List.of(
        Row.of(
            "acknowledged",
            count(writes, CanaryAttempt::acknowledged),
            who + " promised that they are kept"),
        Row.of("lost", null, "known of a drill that came to its end, on the page of its failover"),
        Row.of(
            "unknown",
            count(writes, CanaryAttempt::unknown),
            "no answer, or one that does not say"),
        Row.of(
            "refused",
            count(writes, it -> it.outcome() instanceof CanaryAttempt.Refused),
            who + " said that nothing was written"));
  }

  private static long count(List<CanaryAttempt> writes, Predicate<CanaryAttempt> which) {
    return writes.stream().filter(which).count();
  }

  private static @Nullable LostList lost(
      @Nullable List<Long> numbers, Contents contents, Moments moments, TimeText words) {
    if (numbers == null || numbers.isEmpty()) {
      return null;
    }
    var acknowledged = contents.acknowledged();
    int more = numbers.size() - MOST_LISTED;
    return new LostList(
        numbers.size() <= OPEN_UP_TO,
        TimeText.count(numbers.size(), "lost write"),
        numbers.stream()
            .limit(MOST_LISTED)
            .map(number ->
                row(
                    number,
                    Optional.ofNullable(acknowledged.get(number)),
                    contents.held().value(),
                    moments,
                    words))
            .toList(),
        more > 0 ? TimeText.count(more) : null,
        contents.recording().why().orElse(null));
  }

  private static LostRow row(
      long number, Optional<Instant> at, Optional<HeldFile> held, Moments moments, TimeText words) {
    var age =
        at.flatMap(it ->
            moments.inEffect().or(moments::fault).map(moment -> Duration.between(it, moment)));
    return new LostRow(
        number,
        at.map(words::exact).orElse("not known"),
        age.map(WritesSection::age).orElse("not known"),
        held.map(it -> gone(number, it)).orElse("not known"));
  }

  private static String gone(long number, HeldFile held) {
    return Stream.of(
            lacks(held.rows(), number) ? "database" : "",
            lacks(held.objects(), number) ? "bucket" : "")
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static boolean lacks(StoredNumbers store, long number) {
    return store instanceof StoredNumbers.Numbers(var held) && !held.contains(number);
  }

  private static String age(Duration before) {
    return before.isNegative()
        ? "acknowledged %s after it".formatted(TimeText.seconds(before.abs()))
        : TimeText.seconds(before);
  }

  private static String pause(CanaryHistory recording, WritePause longest, TimeText words) {
    return "%s, from %s to %s, at %s a second"
        .formatted(
            TimeText.seconds(longest.span()),
            words.exact(longest.from()),
            words.exact(longest.until()),
            TimeText.count(recording.header().ratePerSecond(), "write"));
  }
}

package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.FailbackResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a drill did afterwards: the way home and what was left behind.
///
/// @param none why there is no way home; null when there is one
/// @param home null when there is none
/// @param left what is said of what was left behind; null when that is listed
record ReturnSection(
    @Nullable String none,
    @Nullable Home home,
    @Nullable String left,
    List<String> residue,
    String ledger) {

  /// @param between which moments it took so long; null in results of before they were told
  /// @param why it did not go well; null when it did
  /// @param writes of which those are lost; null when they were not counted
  /// @param pause the longest between two acknowledged writes; null when it was not measured
  /// @param run whose page tells more; null when there is none
  record Home(
      Badge badge,
      String took,
      @Nullable String between,
      String lost,
      @Nullable String why,
      @Nullable HomeWrites writes,
      @Nullable String pause,
      @Nullable String run) {}

  /// @param lost their numbers; null when none is lost, or nobody knows which
  record HomeWrites(List<WritesSection.Row> rows, @Nullable String lost) {}

  /// Empty of a run that is no drill.
  static Optional<ReturnSection> of(Contents contents, TimeText words) {
    return contents.result().value().map(result -> of(result, WritesSection.who(contents), words));
  }

  private static ReturnSection of(DrillResult result, String who, TimeText words) {
    var failback = result.safety().failback();
    var residue = result.safety().residue();
    boolean lookedFor = !result.moves() || failback.outcome() != null;
    return new ReturnSection(
        result.moves() ? null : String.valueOf(failback.why()),
        result.moves() ? home(failback, who, words) : null,
        !lookedFor
            ? "Not looked for: the drill did not come home."
            : residue.isEmpty()
                ? "Nothing: processes, files, slots, records and weights are as they were before."
                : null,
        lookedFor ? residue : List.of(),
        ledger(result.safety().ledger()));
  }

  private static Home home(FailbackResult failback, String who, TimeText words) {
    var outcome = failback.outcome();
    return new Home(
        outcome == null
            ? new Badge("unknown", Tone.UNKNOWN)
            : new Badge(outcome, Tone.of(outcome.equals("passed"))),
        TimeText.secondsOrNot(failback.seconds()),
        between(failback.between(), words),
        failback.lost() == null ? "not known" : TimeText.count(failback.lost()),
        failback.why(),
        writes(failback.writes(), who),
        pause(failback.pause(), words),
        failback.run());
  }

  private static @Nullable String between(
      FailbackResult.@Nullable Between between, TimeText words) {
    return between == null
        ? null
        : "from %s, when the fault was healed, to %s"
            .formatted(
                words.exact(Instant.parse(between.from())),
                words.exact(Instant.parse(between.until())));
  }

  private static @Nullable String pause(FailbackResult.@Nullable Pause pause, TimeText words) {
    return pause == null
        ? null
        : "%s, from %s to %s"
            .formatted(
                TimeText.seconds(pause.seconds()),
                words.exact(Instant.parse(pause.from())),
                words.exact(Instant.parse(pause.until())));
  }

  private static @Nullable HomeWrites writes(DrillResult.@Nullable WriteCounts writes, String who) {
    if (writes == null) {
      return null;
    }
    var lost = writes.lostNumbers();
    return new HomeWrites(
        WritesSection.counts(writes, who, "the home region"),
        lost == null || lost.isEmpty()
            ? null
            : lost.stream()
                    .limit(WritesSection.MOST_LISTED)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "))
                + (lost.size() > WritesSection.MOST_LISTED
                    ? " and more; result.json lists all"
                    : ""));
  }

  private static String ledger(DrillResult.Ledger ledger) {
    var why = ledger.why() == null ? "no reason is on record" : ledger.why();
    if (ledger.file() == null) {
      return "Not made: " + why + ".";
    }
    var held =
        "%s and %s are listed in %s. "
            .formatted(
                count(ledger.rows(), "changed row"),
                count(ledger.objects(), "object version"),
                ledger.file());
    if (ledger.lost() == null) {
      return held + "Not compared with the canary: " + why + ".";
    }
    return held
        + (Boolean.TRUE.equals(ledger.matchesCanary())
            ? "Among them are all the canary lost: %s."
                .formatted(TimeText.count(ledger.lost(), "write"))
            : "That is not what the canary lost: " + why + ".");
  }

  private static String count(@Nullable Long number, String what) {
    return number == null ? "no " + what : TimeText.count(number, what);
  }
}

package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import java.util.List;
import java.util.Optional;
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

  /// @param why it did not go well; null when it did
  /// @param run whose page tells more; null when there is none
  record Home(Badge badge, String took, String lost, @Nullable String why, @Nullable String run) {}

  /// Empty of a run that is no drill.
  static Optional<ReturnSection> of(Contents contents) {
    return contents.result().value().map(ReturnSection::of);
  }

  private static ReturnSection of(DrillResult result) {
    var failback = result.safety().failback();
    var residue = result.safety().residue();
    boolean lookedFor = !result.moves() || failback.outcome() != null;
    return new ReturnSection(
        result.moves() ? null : String.valueOf(failback.why()),
        result.moves() ? home(failback) : null,
        !lookedFor
            ? "Not looked for: the drill did not come home."
            : residue.isEmpty()
                ? "Nothing: processes, files, slots, records and weights are as they were before."
                : null,
        lookedFor ? residue : List.of(),
        ledger(result.safety().ledger()));
  }

  private static Home home(DrillResult.Failback failback) {
    var outcome = failback.outcome();
    return new Home(
        outcome == null
            ? new Badge("unknown", Tone.UNKNOWN)
            : new Badge(outcome, Tone.of(outcome.equals("passed"))),
        TimeText.secondsOrNot(failback.seconds()),
        failback.lost() == null ? "not known" : TimeText.count(failback.lost()),
        failback.why(),
        failback.run());
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

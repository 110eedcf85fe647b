package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.plan.Count;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The ledger of a drill: as its result shows it, and what it makes of the drill.
record DrillLedger(DrillResult.Ledger shown, DrillVerdict verdict) {

  /// The drill did not get so far; something else says what that makes of it.
  static DrillLedger none(String why) {
    return new DrillLedger(DrillResult.Ledger.none(why), DrillVerdict.PASSED);
  }

  /// It should be there, and is not.
  static DrillLedger unknown(String why) {
    return new DrillLedger(
        DrillResult.Ledger.none(why), new DrillVerdict(Outcome.MISSED, "no ledger: " + why));
  }

  static DrillLedger of(Path file, Ledger ledger, LedgerMatch match) {
    return switch (match) {
      case LedgerMatch.Compared compared ->
          new DrillLedger(
              shown(
                  file,
                  ledger,
                  compared.lost(),
                  compared.matches(),
                  compared.difference().orElse(null)),
              compared
                  .difference()
                  .map(what ->
                      new DrillVerdict(
                          Outcome.FAILED, "the ledger does not match the canary: " + what))
                  .orElse(DrillVerdict.PASSED));
      case LedgerMatch.Unknown(var why) ->
          new DrillLedger(
              shown(file, ledger, null, null, why),
              ledger.whole()
                  ? DrillVerdict.PASSED
                  : new DrillVerdict(Outcome.MISSED, "the ledger is not whole: " + why));
    };
  }

  private static DrillResult.Ledger shown(
      Path file,
      Ledger ledger,
      @Nullable Long lost,
      @Nullable Boolean matches,
      @Nullable String why) {
    return new DrillResult.Ledger(
        lost,
        matches,
        file.toString(),
        (long) ledger.rows().size(),
        (long) ledger.versions().size(),
        why);
  }

  /// Such as `4 rows, 2 objects; 2 of the canary's lost writes`.
  String phrase() {
    return shown.file() == null
        ? "none: " + shown.why()
        : "%s and %s, %s"
            .formatted(
                Count.of(Objects.requireNonNullElse(shown.rows(), 0L), "row"),
                Count.of(Objects.requireNonNullElse(shown.objects(), 0L), "object"),
                shown.lost() == null
                    ? shown.why()
                    : Boolean.TRUE.equals(shown.matchesCanary())
                        ? Count.of(shown.lost(), "lost write") + ", as the canary says"
                        : "not what the canary lost: " + shown.why());
  }
}

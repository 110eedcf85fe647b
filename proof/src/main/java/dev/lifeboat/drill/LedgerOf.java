package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.measure.LedgerMatch;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The ledger of a drill: as its result shows it, and what it makes of the drill.
record LedgerOf(DrillResult.Ledger shown, Verdict verdict) {

  /// The drill did not get so far; something else says what that makes of it.
  static LedgerOf none(String why) {
    return new LedgerOf(DrillResult.Ledger.none(why), Verdict.PASSED);
  }

  /// It should be there, and is not.
  static LedgerOf unknown(String why) {
    return new LedgerOf(
        DrillResult.Ledger.none(why), new Verdict(Outcome.MISSED, "no ledger: " + why));
  }

  static LedgerOf of(Path file, Ledger ledger, LedgerMatch match) {
    return switch (match) {
      case LedgerMatch.Compared compared ->
          new LedgerOf(
              shown(
                  file,
                  ledger,
                  compared.lost(),
                  compared.matches(),
                  compared.difference().orElse(null)),
              compared
                  .difference()
                  .map(what ->
                      new Verdict(Outcome.FAILED, "the ledger does not match the canary: " + what))
                  .orElse(Verdict.PASSED));
      case LedgerMatch.Unknown(var why) ->
          new LedgerOf(
              shown(file, ledger, null, null, why),
              ledger.whole()
                  ? Verdict.PASSED
                  : new Verdict(Outcome.MISSED, "the ledger is not whole: " + why));
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
        : "%d rows and %d objects, %s"
            .formatted(
                shown.rows(),
                shown.objects(),
                shown.lost() == null
                    ? shown.why()
                    : Boolean.TRUE.equals(shown.matchesCanary())
                        ? "%d lost writes, as the canary says".formatted(shown.lost())
                        : "not what the canary lost: " + shown.why());
  }
}

package dev.lifeboat.lab.provider;

import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import java.time.Instant;
import java.util.Optional;

/// Decides whether a point is restored although something newer was written: a vault that may have
/// more could not be read, its log has a gap, an earlier moment is wanted, or the point is not
/// known to be of the present writer. It is not: a vault that is silent for a minute would cost for
/// ever what it alone has. A named person may want it all the same.
final class UnreadVaults {
  private static final String WORD =
      "give the loss a name: '--accept-loss REASON' of 'lifeboat failover' and 'lifeboat resume'";

  private UnreadVaults() {}

  /// Why nothing is restored after this look.
  ///
  /// @param writer epoch of the present one
  /// @param acceptedLoss a person's word; mostly empty
  static Optional<Problem> hindrance(
      String database, VaultLook look, long writer, Optional<String> acceptedLoss) {
    return look.hindrance()
        .or(() -> acceptedLoss.isPresent() ? Optional.empty() : doubt(database, look, writer));
  }

  /// Why nothing is restored without a word; empty where nothing newer can be there.
  static Optional<Problem> doubt(String database, VaultLook look, long writer) {
    return unread(database, look)
        .or(() -> look.found().flatMap(it -> cut(database, it)))
        .or(() -> look.found().flatMap(it -> another(database, it, writer)));
  }

  /// Why it leaves out what is known to have been written; empty where it does not.
  static Optional<Problem> cut(String database, VaultPoint point) {
    return switch (point.end()) {
      case VaultPoint.End.Whole _ -> Optional.empty();
      case VaultPoint.End.Gap(var why) ->
          Optional.of(
              Problem.passing(
                  Code.LB9005,
                  "%s; the newest whole point of '%s' is %s, of %s"
                      .formatted(
                          why,
                          database,
                          point.phrase(),
                          point.until().map(Instant::toString).orElse("a time that nobody knows")),
                  "restoring that would lose what was written since; nothing was restored",
                  "run 'lifeboat backup PLAN' while the writer is there, or " + WORD));
      case VaultPoint.End.Before(var at) ->
          Optional.of(
              Problem.passing(
                  Code.LB3011,
                  "'%s' would be as it was before %s, by %s"
                      .formatted(database, at, point.phrase()),
                  "what was written since would be lost; nothing was restored",
                  WORD));
    };
  }

  /// Why it is no candidate for that writer; empty where it is one.
  static Optional<Problem> another(String database, VaultPoint point, long writer) {
    return new CandidateRule(database, "vault '%s'".formatted(point.vault()), point.followed())
        .refusal(writer)
        .map(it ->
            Problem.passing(
                it.code(),
                it.happened(),
                it.means(),
                "run 'lifeboat backup PLAN' while the writer is there, or " + WORD));
  }

  /// Which vaults may have more and could not be read; empty where all were.
  static Optional<Problem> unread(String database, VaultLook look) {
    return look instanceof VaultLook.Found(var point, var unread) && !unread.isEmpty()
        ? Optional.of(
            Problem.passing(
                Code.LB9003,
                "%s; it may have newer log of '%s' than %s"
                    .formatted(String.join("; ", unread), database, point.phrase()),
                "restoring that would lose what is newer; nothing was restored",
                "see that the vault can be read, which is asked again; or " + WORD))
        : Optional.empty();
  }
}

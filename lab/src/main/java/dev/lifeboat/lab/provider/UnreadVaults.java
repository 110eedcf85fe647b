package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.VaultLook;
import java.util.Optional;

/// Decides whether a point is restored although a vault that may have more could not be read. It is
/// not: a vault that is silent for a minute would cost for ever what it alone has. A named person
/// may want it all the same.
final class UnreadVaults {
  private UnreadVaults() {}

  /// Why nothing is restored after this look.
  ///
  /// @param acceptedLoss a person's word; mostly empty
  static Optional<Problem> hindrance(
      String database, VaultLook look, Optional<String> acceptedLoss) {
    return look.hindrance()
        .or(() -> acceptedLoss.isPresent() ? Optional.empty() : doubt(database, look));
  }

  /// Why nothing is restored yet; empty where all that may have more were read.
  static Optional<Problem> doubt(String database, VaultLook look) {
    return look instanceof VaultLook.Found(var point, var unread) && !unread.isEmpty()
        ? Optional.of(
            Problem.passing(
                Code.LB9003,
                "%s; it may have newer log of '%s' than %s"
                    .formatted(String.join("; ", unread), database, point.phrase()),
                "restoring that would lose what is newer; nothing was restored",
                "see that the vault can be read, which is asked again; or give the loss a name:"
                    + " '--accept-loss REASON' of 'lifeboat failover' and 'lifeboat resume'"))
        : Optional.empty();
  }
}

package dev.lifeboat.provider;

import java.time.Instant;
import java.util.Optional;

/// Point of a database that somebody looks for in its vaults.
///
/// @param writer epoch of the writer whose log is wanted most
/// @param before the moment that its log is to end at; empty for all that there is
public record VaultWish(String database, long writer, Optional<Instant> before, Patience patience) {

  /// How long a vault is waited for that is slow to answer.
  public enum Patience {
    /// Until there is a point of that writer.
    USUAL,
    /// Until none that is silent may have newer log.
    THOROUGH,
    /// A minute at most, and for one alone that is noted to have more than the point: a person
    /// accepted the loss of what is newer.
    LOSS_ACCEPTED
  }

  /// The end of the log, with the usual patience.
  public static VaultWish of(String database, long writer) {
    return new VaultWish(database, writer, Optional.empty(), Patience.USUAL);
  }

  /// The same with another patience.
  public VaultWish with(Patience other) {
    return new VaultWish(database, writer, before, other);
  }
}

package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.time.Instant;

/// Damage that a bad statement of a person does, done on purpose to rows that a canary wrote and to
/// no others.
public interface RowDamage extends Platform.Ability {
  /// The name under which damaged rows of `client` are found.
  static String nameOf(String client) {
    return client + "-damaged";
  }

  /// What was done.
  ///
  /// @param before right before, by the clock of the database: nothing that was committed by then
  ///   is damaged
  /// @param rows how many are damaged
  record Damaged(Instant before, long rows) {}

  /// Gives every row of `client` another name, in one transaction.
  ///
  /// @throws ProblemException LB2010 when it could not be done; then nothing is damaged
  Damaged damage(String client) throws InterruptedException, ProblemException;
}

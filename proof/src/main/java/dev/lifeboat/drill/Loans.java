package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;

/// Lends the recovery region a share of the clients' reads. Writes stay where they are.
public interface Loans extends Platform.Ability {
  /// Sends the reads there, for as long as `loan` says at most. Safe to repeat.
  ///
  /// @throws ProblemException LB2010 when the recovery region cannot serve, LB3002 when the front
  ///   door has seen a higher epoch meanwhile
  void begin(Loan loan) throws InterruptedException, ProblemException;

  /// How the loan goes.
  ///
  /// @throws ProblemException LB2002 when the front door does not answer
  LoanStatus look(Loan loan) throws InterruptedException, ProblemException;

  /// Takes the reads back, and returns once what was under way is answered. Safe to repeat, also
  /// when nothing is lent.
  ///
  /// @throws ProblemException LB2002 when the front door does not answer; then the loan ends by
  ///   itself
  void end(Loan loan) throws InterruptedException, ProblemException;
}

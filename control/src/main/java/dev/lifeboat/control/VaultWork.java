package dev.lifeboat.control;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;

/// Work on a vault that a run asks for.
@FunctionalInterface
interface VaultWork<T> {
  T run() throws InterruptedException, ProblemException;

  /// A run asks again where a server just starts, a vault is away or a disk is full: others mend
  /// that meanwhile, and no person has to say so.
  static <T> T patiently(VaultWork<T> work) throws InterruptedException, ProblemException {
    try {
      return work.run();
    } catch (ProblemException failed) {
      var why = failed.problem();
      throw why.code() == Code.LB9003
          ? Problem.passing(why.code(), why.happened(), why.means(), why.action())
              .asException(failed)
          : failed;
    }
  }
}

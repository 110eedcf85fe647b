package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;

/// Opens the vaults of a plan. Whoever knows how vaults are read implements it.
@FunctionalInterface
public interface PlanVaults {
  /// Opens one; the caller closes it.
  ///
  /// @throws ProblemException when none is there, or nothing opens it
  PlanVault open(VaultPlace place) throws ProblemException;

  /// Attacks one with the login that writes to it, for a drill.
  ///
  /// @throws ProblemException LB9002 where nobody can open one
  default AttackedVault attack(VaultPlace place) throws InterruptedException, ProblemException {
    throw ProblemException.lasting(
        Code.LB9002,
        "vault '%s' cannot be attacked here".formatted(place.name()),
        "nothing was attacked or broken",
        "use the command line, which knows the plan's vaults");
  }
}

package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;

/// Opens the vaults of a plan. Whoever knows how vaults are read implements it.
@FunctionalInterface
public interface PlanVaults {
  /// Opens one; the caller closes it.
  ///
  /// @throws ProblemException when none is there, or nothing opens it
  PlanVault open(VaultPlace place) throws ProblemException;
}

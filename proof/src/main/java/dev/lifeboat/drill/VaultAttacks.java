package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.provider.Platform;
import java.util.List;

/// Attack on the vaults of a workload by somebody who stole the logins that write to them.
public interface VaultAttacks extends Platform.Ability {
  /// Attacks all of them.
  ///
  /// @throws ProblemException when one cannot be attacked, or must not be
  List<AttackedVault> attack() throws InterruptedException, ProblemException;
}

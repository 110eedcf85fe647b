package dev.lifeboat.provider;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The vaults of one workload, for whoever brings its databases back. Whoever can open vaults
/// implements it. Safe for use by several threads.
public interface RestoreSource {
  /// Looks into each vault of the database, and may take seconds; minutes where one is slow that is
  /// waited for. Where several lead somewhere, the log of the wanted writer wins, and then the
  /// longest.
  VaultLook look(VaultWish wish) throws InterruptedException;

  /// The same for the end of the log.
  default VaultLook look(String database, long writer) throws InterruptedException {
    return look(VaultWish.of(database, writer));
  }

  /// What was noted when the vaults were last written to; quick, and no proof of what is there.
  Optional<VaultPoint> noted(String database);

  /// Brings the files back from which a server recovers to the end of the log.
  ///
  /// @param to a folder that is made
  /// @return where their log ends, which is at the point or behind it
  /// @throws ProblemException when not all of it came back; then no server starts from it
  RestoredLog restore(VaultPoint point, String database, Path to)
      throws InterruptedException, ProblemException;

  /// Has the vaults keep the present writer up to now, with a base where there is none of it.
  void keep(String database) throws InterruptedException, ProblemException;

  /// Attacks each vault with the login that writes to it, for a drill: the first object that a
  /// store lets go of is one of the attack's own, and the last.
  ///
  /// @throws ProblemException when one is in a folder, which promises nothing, or cannot be asked
  default List<AttackedVault> attack() throws InterruptedException, ProblemException {
    throw Unopened.WHY.asException();
  }

  /// Maker of one for each workload.
  @FunctionalInterface
  interface Provision {
    /// Where nobody can open a vault.
    Provision NONE = (_, _) -> new Unopened();

    /// The vaults of one workload.
    ///
    /// @param platform where the workload is
    RestoreSource of(Workload workload, Platform platform);
  }

  /// Vaults that nobody can open here.
  record Unopened() implements RestoreSource {
    private static final Problem WHY =
        Problem.lasting(
            Code.LB9002,
            "no vault can be opened here",
            "nothing was read or written",
            "use the command line, which knows the plan's vaults");

    @Override
    public VaultLook look(VaultWish wish) {
      return new VaultLook.Unread(WHY);
    }

    @Override
    public Optional<VaultPoint> noted(String database) {
      return Optional.empty();
    }

    @Override
    public RestoredLog restore(VaultPoint point, String database, Path to) throws ProblemException {
      throw WHY.asException();
    }

    @Override
    public void keep(String database) throws ProblemException {
      throw WHY.asException();
    }
  }
}

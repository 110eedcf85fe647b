package dev.lifeboat.cli.aws;

import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.status.CheckDocument;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RecoveryCheck;
import dev.lifeboat.control.WriterAdoption;
import dev.lifeboat.control.WriterAdoption.Adopted;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The end of a provision: its workloads are taken into care, and looked at.
///
/// @param state the state folder
record FirstCheck(PlanFile file, Path state) {

  /// Whether nobody wrote down yet where the writer of some workload is.
  boolean isAdoptionOpen() throws InterruptedException, ProblemException {
    try (var platform = regions().required(file)) {
      for (var workload : file.plan().workloads().keySet()) {
        if (platform.placements().read(workload).isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  /// As `adopt` does it. What is in its way is told, and found again by the check.
  ///
  /// @return empty where something is in the way
  List<Adopted> adopt(ProgressPrinter progress) throws InterruptedException {
    progress.tell("adopt", "looks", "at the writers of the plan");
    try (var platform = regions().required(file)) {
      return new WriterAdoption(file, platform).run();
    } catch (ProblemException refused) {
      progress.tell("adopt", "refused", refused.problem().phrase());
      return List.of();
    }
  }

  /// As `check --dns` does it.
  CheckDocument check(ProgressPrinter progress) throws InterruptedException, ProblemException {
    progress.tell("check", "looks", "whether the workloads could be failed over now");
    var vaults = new PlanVaultStores(file, state, Optional.empty(), _ -> {}, false);
    var check = new RecoveryCheck(file, state, regions(), vaults, Terminal.host().clock());
    return CheckDocument.of(check, check.run(), state);
  }

  private Platforms regions() {
    return new Platforms(state, true);
  }
}

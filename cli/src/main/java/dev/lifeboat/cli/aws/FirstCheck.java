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
import java.util.ArrayList;
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

  /// As `adopt` and `check --dns` do it. All that was provisioned stays, whatever comes of it.
  FirstFindings run(ProgressPrinter progress) throws InterruptedException {
    progress.tell("adopt", "looks", "at the writers of the plan");
    var adopted = new ArrayList<Adopted>();
    var left = new ArrayList<String>();
    adopt(adopted, left);
    boolean isAdopted = left.isEmpty();
    progress.tell("check", "looks", "whether the workloads could be failed over now");
    try {
      return new FirstFindings(adopted, isAdopted, check(), left);
    } catch (ProblemException failed) {
      left.add(failed.problem().phrase());
      return new FirstFindings(adopted, isAdopted, null, left);
    }
  }

  private void adopt(List<Adopted> adopted, List<String> left) throws InterruptedException {
    try (var platform = regions().required(file)) {
      var adoption = new WriterAdoption(file, platform);
      for (var workload : file.plan().workloads().values()) {
        try {
          adopted.add(adoption.adopt(workload));
        } catch (ProblemException refused) {
          left.add(refused.problem().phrase());
        }
      }
    } catch (ProblemException unreached) {
      left.add(unreached.problem().phrase());
    }
  }

  private CheckDocument check() throws InterruptedException, ProblemException {
    var vaults = new PlanVaultStores(file, state, Optional.empty(), _ -> {}, false);
    var check = new RecoveryCheck(file, state, regions(), vaults, Terminal.host().clock());
    return CheckDocument.of(check, check.run(), state);
  }

  private Platforms regions() {
    return new Platforms(state, true);
  }
}

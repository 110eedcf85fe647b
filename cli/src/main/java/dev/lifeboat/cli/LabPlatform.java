package dev.lifeboat.cli;

import dev.lifeboat.control.FailbackLedger;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.World;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.drill.LabSite;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;

/// Processes of this machine.
///
/// @param state the state folder, which holds the runs
record LabPlatform(Lab lab, Path state) implements Platform {
  @Override
  public boolean asksForConfirmation() {
    return false;
  }

  @Override
  public Placement placement(Workload workload) throws ProblemException {
    return Labs.placement(lab, workload);
  }

  @Override
  public Placements placements() {
    return lab.placements();
  }

  @Override
  public Provider provider(Workload workload) {
    return lab.provider(workload);
  }

  @Override
  public World world(Workload workload, People people) {
    return lab.world(workload, people);
  }

  @Override
  public WatchSources watching(Workload workload) {
    return new WatchSources(new Looks(lab, workload), lab.watches(), lab.watches(), lab.lapses());
  }

  private record Looks(Lab lab, Workload workload) implements WatchSources.Looks {
    @Override
    public Views views(String region) throws ProblemException {
      return lab.views(workload);
    }

    @Override
    public Replicas replicas(String region) throws ProblemException {
      return lab.replicas(workload);
    }
  }

  @Override
  public Pace pace() {
    return Pace.standard();
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) throws InterruptedException {
    return new WritesAtRisk(lab, workload, runbook).phrase();
  }

  @Override
  public RunExecution.Afterwards afterwards(
      Workload workload, Mode mode, ProgressListener progress) {
    return new FailbackLedger(
            (region, run, epochs) -> new LabSite(lab).ledger(workload, region, run, epochs),
            new RunRecords(state),
            progress)
        ::keep;
  }

  @Override
  public void close() {
    // Its processes live on without whoever looked at them.
  }
}

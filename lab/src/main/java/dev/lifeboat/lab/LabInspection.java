package dev.lifeboat.lab;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.lab.check.AuditWarnings;
import dev.lifeboat.lab.check.CopiesFindings;
import dev.lifeboat.lab.check.GateFindings;
import dev.lifeboat.lab.check.InstanceFindings;
import dev.lifeboat.lab.check.ProtectionWarnings;
import dev.lifeboat.lab.check.ServiceChanges;
import dev.lifeboat.lab.check.VaultSlotWarnings;
import dev.lifeboat.lab.setup.LabUp;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.runbook.Runbook;
import java.util.ArrayList;
import java.util.List;

/// Looks at a lab that is up.
public record LabInspection(Lab platform) implements Inspection {
  @Override
  public List<Concern> of(Workload workload, Runbook failover)
      throws InterruptedException, ProblemException {
    var clients = platform.clients();
    var writer = failover.source();
    var obstacles = new ArrayList<>(GateFindings.of(clients, workload, writer));
    obstacles.addAll(Preview.of(failover, platform.reconcilers(workload)).obstacles());
    obstacles.addAll(CopiesFindings.of(clients, platform.replicas(workload, writer), writer));
    obstacles.addAll(InstanceFindings.of(clients, workload, failover.target()));
    var warnings = new ArrayList<>(AuditWarnings.of(clients, workload, writer));
    warnings.addAll(ProtectionWarnings.of(clients, workload, writer));
    warnings.addAll(VaultSlotWarnings.of(clients, workload, writer));
    warnings.addAll(InstanceFindings.of(clients, workload, writer));
    ServiceChanges.of(LabUp.plan(platform.folder()), platform.plan(), workload.name())
        .ifPresent(warnings::add);
    var concerns = new ArrayList<Concern>();
    obstacles.forEach(it -> concerns.add(new Concern(workload.name(), Weight.OBSTACLE, it)));
    warnings.forEach(it -> concerns.add(new Concern(workload.name(), Weight.WARNING, it)));
    if (obstacles.isEmpty()) {
      // A region that is down takes no write, and that is told already.
      CanaryWrite.of(platform, workload).concern().ifPresent(concerns::add);
    }
    return concerns;
  }

  @Override
  public void close() {
    platform.close();
  }
}

package dev.lifeboat.cli;

import dev.lifeboat.cli.CheckCommand.Ready;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.AsyncWindows;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether the workloads of a plan in a lab could be failed over now.
///
/// @param state the state folder
record LabReadiness(PlanFile file, Path state, InstantSource clock) {

  List<Ready> ready() throws InterruptedException, ProblemException {
    var found = new ArrayList<Ready>();
    for (var workload : file.plan().workloads().values()) {
      found.add(ready(workload));
    }
    return found;
  }

  private Ready ready(Workload workload) throws InterruptedException, ProblemException {
    var lab = Labs.ifUp(file.plan(), state);
    if (lab.isEmpty()) {
      return new Ready(
          workload.name(),
          "unknown",
          List.of(),
          List.of(
              "the lab is not up; bring it up with 'lifeboat lab up %s'".formatted(file.path())),
          List.of(),
          List.of());
    }
    var source = Labs.placement(lab.get(), workload).writer();
    var now = clock.instant();
    var lapses = AsyncWindows.of(workload, lab.get().lapses());
    var cannot = new ArrayList<String>();
    lapses.refusal(now).map(WorkloadReadiness::phrase).ifPresent(cannot::add);
    cannot.addAll(GateFindings.of(lab.get().clients(), workload, source));
    cannot.addAll(Obstacles.of(file.plan(), workload, lab.get().provider(workload), source));
    cannot.addAll(CopiesFindings.of(lab.get(), workload, source));
    return new Ready(
        workload.name(),
        cannot.isEmpty() ? "ready" : "not-ready",
        AsyncWindowRow.of(lapses, now),
        cannot,
        Stream.of(
                AuditWarnings.of(lab.get().clients(), workload, source),
                ProtectionWarnings.of(lab.get().clients(), workload, source))
            .flatMap(List::stream)
            .toList(),
        List.of());
  }
}

package dev.lifeboat.cli;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.LabFolders;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A lab of which every file is there and no process lives: each address refuses at once.
final class QuietLab {
  private final LabFolder folder;
  private final FilePlacements placements;

  private QuietLab(LabFolder folder, FilePlacements placements) {
    this.folder = folder;
    this.placements = placements;
  }

  static QuietLab of(Path planFile, Path state) throws Exception {
    var plan = Kinds.read(planFile).plan();
    var folder = new LabFolders(state).folder(plan.name());
    var topology = AddressPlan.layOut(plan, folder.lab());
    Files.createDirectories(folder.placements(topology.edge().name()));
    for (var region : topology.regions().keySet()) {
      Files.createDirectories(folder.region(region));
    }
    Files.copy(planFile, folder.plan());
    Files.writeString(
        folder.secrets(),
        Stream.of("superuser", "replication", "application", "storage")
            .map(name -> "\"%s\":{\"user\":\"%s\",\"password\":\"quiet\"}".formatted(name, name))
            .collect(
                Collectors.joining(
                    ",",
                    "{\"form\":%d,\"parts\":{\"controller@edge\":\"00\"},".formatted(Secrets.FORM),
                    "}")));
    Files.write(folder.topology(), OutputJson.bytes(topology));
    var placements = new FilePlacements(folder.placements(topology.edge().name()));
    for (var workload : plan.workloads().keySet()) {
      placements.compareAndSet(Optional.empty(), Placement.first(workload, plan.primary().name()));
    }
    return new QuietLab(folder, placements);
  }

  LabFolder folder() {
    return folder;
  }

  FilePlacements placements() {
    return placements;
  }
}

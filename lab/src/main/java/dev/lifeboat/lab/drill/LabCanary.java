package dev.lifeboat.lab.drill;

import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.canary.DrillCanary;
import dev.lifeboat.canary.NameResolution;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Starts canaries in a lab, each a process of its edge.
record LabCanary(LabClients clients, Canary canary) {
  private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(2);

  /// One that comes through the workload's front door, as clients do.
  Drills.Canary start(Workload workload, String client, Drills.Load load, Path log)
      throws ProblemException {
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB2008,
          "workload '%s' has no traffic resource".formatted(workload.name()),
          "a canary has no address to write to; nothing was broken",
          "give the workload a resource of type traffic");
    }
    var door = doors.getFirst();
    var resolving =
        clients
            .resolver(door.name())
            .map(server ->
                new NameResolution(server.host(), server.port(), door.ttl().orElseThrow()))
            .orElse(null);
    return start(clients.address(door.name()), resolving, client, load, log);
  }

  /// One that writes to `address`.
  Drills.Canary start(URI address, String client, Drills.Load load, Path log)
      throws ProblemException {
    return start(address, null, client, load, log);
  }

  private Drills.Canary start(
      URI address, @Nullable NameResolution resolving, String client, Drills.Load load, Path log)
      throws ProblemException {
    return DrillCanary.start(
        InstantSource.system(),
        canary,
        new DrillCanary.Target(address, REQUEST_DEADLINE, resolving),
        client,
        load,
        log,
        Spawner.marks(clients.folder().lab(), clients.topology().edge().name(), "canary"));
  }
}

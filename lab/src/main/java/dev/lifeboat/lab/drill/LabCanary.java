package dev.lifeboat.lab.drill;

import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.canary.DrillCanary;
import dev.lifeboat.canary.NameResolution;
import dev.lifeboat.canary.OwnStores;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Canary.Basis;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Starts canaries in a lab, each a process of its edge.
record LabCanary(LabClients clients, Canary canary) {
  private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(2);

  /// One that comes through the workload's front door, as clients do.
  Drills.Canary start(Workload workload, String client, Drills.Load load, Path log)
      throws ProblemException {
    var door = first(workload, Traffic.class, Traffic.TYPE);
    var resolving =
        clients
            .resolver(door.name())
            .map(server ->
                new NameResolution(server.host(), server.port(), door.ttl().orElseThrow()))
            .orElse(null);
    var own = canary.basis() == Basis.FRONT_DOOR ? null : own(workload, door, client);
    return start(
        new DrillCanary.Target(clients.address(door.name()), REQUEST_DEADLINE, resolving, own),
        client,
        load,
        log);
  }

  private static <R extends Resource> R first(Workload workload, Class<R> type, String word)
      throws ProblemException {
    return workload.resources(type).stream()
        .findFirst()
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB2008,
                "workload '%s' has no %s resource".formatted(workload.name(), word),
                "a canary has no address to write to; nothing was broken",
                "give the workload a resource of type " + word));
  }

  /// The stores of both regions, reached from the edge as services reach those of their own: where
  /// the writer is, nobody tells.
  private OwnStores own(Workload workload, Traffic door, String client) throws ProblemException {
    var database = first(workload, Database.class, Database.TYPE).name();
    var sites = new ArrayList<OwnStores.Site>();
    for (var region : clients.topology().regions().keySet()) {
      var login = clients.application(region, database);
      sites.add(
          new OwnStores.Site(
              region,
              login.host(),
              login.port(),
              login.database(),
              login.user(),
              canary
                  .objects(workload)
                  .map(it ->
                      clients
                          .storage(region, it.bucket())
                          .resolve("/%s/%s".formatted(it.bucket(), it.prefixOf(client))))
                  .orElse(null)));
    }
    return new OwnStores(workload.resource(Service.class, door.to()).ready(), sites);
  }

  /// One that writes to `address`.
  Drills.Canary start(URI address, String client, Drills.Load load, Path log)
      throws ProblemException {
    return start(new DrillCanary.Target(address, REQUEST_DEADLINE, null, null), client, load, log);
  }

  private Drills.Canary start(DrillCanary.Target target, String client, Drills.Load load, Path log)
      throws ProblemException {
    var variables =
        new LinkedHashMap<>(
            Spawner.marks(clients.folder().lab(), clients.topology().edge().name(), "canary"));
    if (target.own() != null) {
      variables.put(OwnStores.PASSWORD, clients.secrets().application().password());
    }
    return DrillCanary.start(InstantSource.system(), canary, target, client, load, log, variables);
  }
}

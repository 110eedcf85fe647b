package dev.lifeboat.lab.drill;

import dev.lifeboat.agent.canary.CanaryConfig;
import dev.lifeboat.agent.canary.CanaryLog;
import dev.lifeboat.agent.canary.CanaryProcess;
import dev.lifeboat.agent.canary.Resolving;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.drill.Site;
import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Fault;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A canary process of a drill, and its log.
final class LabCanary implements Site.Canary {
  private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final CanaryProcess process;
  private final Path log;
  private boolean stopped;

  private LabCanary(CanaryProcess process, Path log) {
    this.process = process;
    this.log = log;
  }

  static LabCanary start(
      LabClients clients, Canary canary, Workload workload, String client, Site.Load load, Path log)
      throws ProblemException {
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty()) {
      throw Problem.lasting(
              Code.LB2001,
              "workload '%s' has no traffic resource".formatted(workload.name()),
              "a canary has no address to write to; nothing was broken",
              "give the workload a resource of type traffic")
          .asException();
    }
    var door = doors.getFirst();
    var resolving =
        clients
            .resolver(door.name())
            .map(server -> new Resolving(server.host(), server.port(), door.ttl().orElseThrow()))
            .orElse(null);
    var target = new Target(clients.address(door.name()), resolving);
    return start(clients, canary, target, client, load, log);
  }

  /// A canary that writes to `address`.
  static LabCanary start(
      LabClients clients, Canary canary, URI address, String client, Site.Load load, Path log)
      throws ProblemException {
    return start(clients, canary, new Target(address, null), client, load, log);
  }

  /// @param resolving how its name is looked up; null for an address
  private record Target(URI address, @Nullable Resolving resolving) {}

  private static LabCanary start(
      LabClients clients, Canary canary, Target target, String client, Site.Load load, Path log)
      throws ProblemException {
    var config =
        new CanaryConfig(
            client,
            target.address(),
            load.writesPerSecond(),
            canary.confirm(),
            request(canary.write()),
            request(canary.read()),
            load.readsPerTenWrites(),
            log,
            REQUEST_DEADLINE,
            target.resolving());
    try {
      return new LabCanary(
          CanaryProcess.start(
              CanaryProcess.thisJava(),
              config,
              DurableFile.folderOf(log),
              Map.of(
                  Spawner.LAB,
                  clients.folder().lab().toString(),
                  Spawner.REGION,
                  clients.topology().edge().name(),
                  Spawner.PROCESS,
                  "canary")),
          log);
    } catch (IOException failed) {
      throw problem("did not start", failed);
    }
  }

  private static CanaryConfig.Request request(Canary.Request request) {
    return new CanaryConfig.Request(request.method(), request.path(), request.body());
  }

  @Override
  public boolean awaitSteady(int count, int seconds) throws InterruptedException {
    try (var follower = CanaryLog.follow(log)) {
      return follower
          .awaitRecovery(Fault.at(Instant.now()), count, Duration.ofSeconds(seconds))
          .isPresent();
    } catch (IOException | CanaryLogException unreadable) {
      return false;
    }
  }

  @Override
  public void stop() throws ProblemException {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      var _ = process.stop(STOP);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProblemException problem(String what, IOException cause) {
    return new ProblemException(
        Problem.lasting(
            Code.LB5002,
            "the canary %s: %s".formatted(what, cause.getMessage()),
            "nothing can be measured; nothing was broken",
            "mend the cause, then try again"),
        cause);
  }
}

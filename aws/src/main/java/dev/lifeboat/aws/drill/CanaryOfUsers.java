package dev.lifeboat.aws.drill;

import dev.lifeboat.agent.canary.CanaryConfig;
import dev.lifeboat.agent.canary.CanaryLog;
import dev.lifeboat.agent.canary.CanaryProcess;
import dev.lifeboat.agent.canary.Resolving;
import dev.lifeboat.aws.route.UsersAddress;
import dev.lifeboat.drill.Site;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Fault;
import dev.lifeboat.plan.AwsTraffic;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A canary on this machine that comes by the name that users know.
public final class CanaryOfUsers implements Site.Canary {
  private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final CanaryProcess process;
  private final Path log;
  private final InstantSource clock;
  private boolean stopped;

  private CanaryOfUsers(CanaryProcess process, Path log, InstantSource clock) {
    this.process = process;
    this.log = log;
    this.clock = clock;
  }

  /// Starts one.
  ///
  /// @param log in the folder of a run
  /// @throws ProblemException LB2001 when users have no address, LB5002 when it does not start
  public static CanaryOfUsers start(
      InstantSource clock,
      Canary canary,
      Workload workload,
      String client,
      Site.Load load,
      Path log)
      throws ProblemException {
    var door =
        workload.resources(Traffic.class).stream().findFirst().orElseThrow(() -> nowhere(workload));
    var entry = door.aws().orElseThrow(() -> nowhere(workload));
    var config =
        new CanaryConfig(
            client,
            entry.entry(),
            load.writesPerSecond(),
            canary.confirm(),
            request(canary.write()),
            request(canary.read()),
            load.readsPerTenWrites(),
            log,
            REQUEST_DEADLINE,
            resolving(door, entry));
    try {
      var folder = Objects.requireNonNull(log.getParent(), "a log has a folder");
      return new CanaryOfUsers(
          CanaryProcess.start(CanaryProcess.thisJava(), config, folder, Map.of()), log, clock);
    } catch (IOException failed) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB5002,
              "the canary did not start: " + failed.getMessage(),
              "nothing can be measured; nothing was broken",
              "mend the cause, then try again"),
          failed);
    }
  }

  private static ProblemException nowhere(Workload workload) {
    return Problem.lasting(
            Code.LB2001,
            "workload '%s' has no traffic that says its name on AWS".formatted(workload.name()),
            "a canary has no address to write to; nothing was broken",
            "give the workload a resource of type traffic")
        .asException();
  }

  /// Empty, as null, where this machine and its JVM resolve the name.
  private static @Nullable Resolving resolving(Traffic door, AwsTraffic entry) {
    return new UsersAddress(entry)
        .server()
        .map(it -> new Resolving(it.getHostString(), it.getPort(), door.ttl().orElseThrow()))
        .orElse(null);
  }

  private static CanaryConfig.Request request(Canary.Request request) {
    return new CanaryConfig.Request(request.method(), request.path(), request.body());
  }

  @Override
  public boolean awaitSteady(int count, int seconds) throws InterruptedException {
    try (var follower = CanaryLog.follow(log)) {
      return follower
          .awaitRecovery(Fault.at(clock.instant()), count, Duration.ofSeconds(seconds))
          .isPresent();
    } catch (IOException | CanaryLogException unreadable) {
      return false;
    }
  }

  @Override
  public void stop() {
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
}

package dev.lifeboat.canary;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A canary process of a drill, on this machine, and its log.
public final class DrillCanary implements Drills.Canary {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final CanaryProcess process;
  private final Path log;
  private final InstantSource clock;
  private boolean stopped;
  private Optional<String> endedBefore = Optional.empty();

  private DrillCanary(CanaryProcess process, Path log, InstantSource clock) {
    this.process = process;
    this.log = log;
    this.clock = clock;
  }

  /// Where a canary writes.
  ///
  /// @param deadline of one request
  /// @param resolving how the name of `address` is looked up; null for an address, and where this
  ///   machine resolves it
  /// @param own where it writes instead of to `address`; null when it does not
  public record Target(
      URI address,
      Duration deadline,
      @Nullable NameResolution resolving,
      @Nullable OwnStores own) {}

  /// Starts one.
  ///
  /// @param log in the folder of a run
  /// @param variables of its process besides
  /// @throws ProblemException LB5002 when it does not start
  public static DrillCanary start(
      InstantSource clock,
      Canary canary,
      Target target,
      String client,
      Drills.Load load,
      Path log,
      Map<String, String> variables)
      throws ProblemException {
    var door = canary.way() instanceof Canary.FrontDoor through ? through : null;
    var config =
        new CanaryConfig(
            client,
            target.address(),
            load.writesPerSecond(),
            canary.confirm(),
            door == null ? null : door.write(),
            door == null ? null : door.read(),
            load.readsPerTenWrites(),
            log,
            target.deadline(),
            target.resolving(),
            target.own());
    try {
      return new DrillCanary(
          CanaryProcess.start(config, DurableFile.folderOf(log), variables), log, clock);
    } catch (IOException failed) {
      throw Problem.lasting(
              Code.LB5002,
              "the canary did not start: " + failed.getMessage(),
              "nothing can be measured; nothing was broken",
              "mend the cause, then try again")
          .asException(failed);
    }
  }

  /// Ends the one of a drill that is gone.
  ///
  /// @param run the folder of the drill's run
  public static void endLeft(Path run) throws InterruptedException {
    CanaryProcess.endLeft(run, STOP);
  }

  @Override
  public boolean awaitSteady(int count, int seconds) throws InterruptedException {
    try (var follower = CanaryLog.follow(log)) {
      return follower
          .awaitRecovery(
              FaultTime.at(clock.instant()),
              count,
              Duration.ofSeconds(seconds),
              () -> ended().isPresent())
          .isPresent();
    } catch (IOException | CanaryLogException unreadable) {
      return false;
    }
  }

  @Override
  public Optional<String> ended() {
    return stopped ? endedBefore : process.ended();
  }

  @Override
  public void stop() {
    if (stopped) {
      return;
    }
    endedBefore = process.ended();
    stopped = true;
    try {
      var _ = process.stop(STOP);
      endedBefore = endedBefore.or(process::broke);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

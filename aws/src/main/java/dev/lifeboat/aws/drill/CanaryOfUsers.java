package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.aws.route.UsersAddress;
import dev.lifeboat.canary.DrillCanary;
import dev.lifeboat.canary.NameResolution;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts canaries on this machine that come by the name that users know.
public record CanaryOfUsers(InstantSource clock, Canary canary) {
  private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(5);

  /// Starts one, whose log is in the folder of a run.
  ///
  /// @throws ProblemException LB2008 when the plan's canary writes past the service, or users have
  ///   no address; LB5002 when it does not start
  public Drills.Canary start(Workload workload, String client, Drills.Load load, Path log)
      throws ProblemException {
    if (canary.basis() == Canary.Basis.DATABASE) {
      throw refused(
          "a canary of 'basis: database' writes only in the lab so far",
          "nothing would be measured; nothing was broken",
          "write 'basis: front-door'");
    }
    var door =
        workload.resources(Traffic.class).stream().findFirst().orElseThrow(() -> nowhere(workload));
    var entry = AwsTraffic.of(door).orElseThrow(() -> nowhere(workload));
    var target =
        new DrillCanary.Target(entry.entry(), REQUEST_DEADLINE, resolving(door, entry), null);
    return DrillCanary.start(clock, canary, target, client, load, log, Map.of());
  }

  private static ProblemException nowhere(Workload workload) {
    return refused(
        "workload '%s' has no traffic that says its name on AWS".formatted(workload.name()),
        "a canary has no address to write to; nothing was broken",
        "give the workload a resource of type traffic");
  }

  private static ProblemException refused(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB2008, happened, means, action);
  }

  /// Empty, as null, where this machine and its JVM resolve the name.
  private static @Nullable NameResolution resolving(Traffic door, AwsTraffic entry) {
    return new UsersAddress(entry)
        .server()
        .map(it -> new NameResolution(it.getHostString(), it.getPort(), door.ttl().orElseThrow()))
        .orElse(null);
  }
}

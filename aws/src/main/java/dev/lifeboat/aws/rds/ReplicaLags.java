package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.MetricLook;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/// Asks CloudWatch, where the replica is, for the lag that RDS measures each minute. Of PostgreSQL
/// it is the age of the last transaction that was replayed, so that an idle writer's replica seems
/// to be behind by up to five minutes. A minute in which RDS could not tell, as once the source is
/// lost, takes nothing back that an earlier one told. Thread-safe.
public record ReplicaLags(AwsClients clients, InstantSource clock) {
  public static final String NAMESPACE = "AWS/RDS";
  public static final String METRIC = "ReplicaLag";
  public static final String DIMENSION = "DBInstanceIdentifier";

  /// RDS tells it each minute and CloudWatch shows it a minute or two later; what is older says
  /// nothing of now.
  public static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final double MILLIS = 1e3;

  /// Of the instance of `site`. It never fails: what cannot be told is unknown.
  public ReplicaLag of(RdsSite site) throws InterruptedException {
    var now = clock.instant();
    var named = Dimension.builder().name(DIMENSION).value(site.instance()).build();
    try {
      var fresh =
          new MetricLook(NAMESPACE, List.of(named), "Maximum", PERIOD, FRESH)
                  .of(
                      clients,
                      site.awsRegion(),
                      "the lag of a replica is not known",
                      now,
                      List.of(METRIC))
                  .getOrDefault(METRIC, List.of())
                  .stream()
                  .filter(it -> !it.at().isBefore(now.minus(FRESH)))
                  .toList();
      return fresh.stream()
          .filter(it -> it.value() >= 0)
          .findFirst()
          .map(ReplicaLags::measured)
          .orElseGet(() -> new ReplicaLag.Unknown(why(fresh.isEmpty(), now)));
    } catch (ProblemException failed) {
      return new ReplicaLag.Unknown(failed.problem().happened());
    }
  }

  private static ReplicaLag measured(MetricLook.Value newest) {
    return new ReplicaLag.Measured(
        Duration.ofMillis(Math.round(newest.value() * MILLIS)), newest.at());
  }

  private static String why(boolean isSilent, Instant now) {
    return isSilent
        ? "CloudWatch has no %s since %s".formatted(METRIC, now.minus(FRESH))
        : "RDS says that it cannot tell, since nothing replicates";
  }
}

package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.keys.AwsDatabase;
import dev.lifeboat.aws.keys.AwsService;
import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.rds.FenceByApi;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Deadlines;
import dev.lifeboat.runbook.Traits;
import java.time.Duration;
import java.util.Optional;

/// Regions of AWS.
final class AwsTraits implements Traits {
  /// RDS takes minutes to promote, a health check of Route 53 up to 90 s, an image as long as it is
  /// large.
  @Override
  public Deadlines deadlines() {
    return new Deadlines(
        Duration.ofMinutes(2),
        Duration.ofMinutes(15),
        Duration.ofMinutes(60),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(24),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30),
        Duration.ofMinutes(30));
  }

  /// Nothing closes an accelerator: its users follow the health of what is behind it.
  @Override
  public boolean closes(Traffic traffic) {
    return !(traffic.form() instanceof Traffic.Form.Accelerator);
  }

  /// Unless the zone of the name has records for shares, users come back all at once.
  @Override
  public boolean shares(Traffic traffic) {
    return AwsTraffic.of(traffic).filter(AwsTraffic::shares).isPresent();
  }

  /// A name would send everybody home before there is a writer.
  @Override
  public boolean closesBeforeShares(Traffic traffic) {
    return false;
  }

  @Override
  public boolean growsBesidePromotion() {
    return true;
  }

  @Override
  public boolean binds(Workload workload, Service service) {
    return AwsService.of(service)
        .filter(it -> it.isTold(service, workload.resources().values()))
        .isPresent();
  }

  @Override
  public boolean closesByApi(Database database) {
    return AwsDatabase.of(database).filter(it -> it.fence().isByApi()).isPresent();
  }

  @Override
  public Optional<Problem> failoverAlone(Workload workload) {
    return FenceChoice.unguarded(workload).map(it -> FenceByApi.failoverAlone(it.name()));
  }
}

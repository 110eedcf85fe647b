package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.aws.route.UsersAddress;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.wire.HttpProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Makes the plan's checks as users come in.
final class NameVerifier implements Verifier {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final HttpProbe http = new HttpProbe();
  private final Optional<UsersAddress> users;

  NameVerifier(Workload workload) {
    this.users =
        workload.resources(Traffic.class).stream()
            .flatMap(traffic -> AwsTraffic.of(traffic).stream())
            .map(UsersAddress::new)
            .findFirst();
  }

  @Override
  public Observation verify(Check check) throws InterruptedException {
    if (users.isEmpty()) {
      return Observation.unreachable("the workload has no name to check through");
    }
    var known = users.get().traffic().entry().resolve(check.http());
    try {
      int status = http.status(users.get().at(check.http(), DEADLINE), DEADLINE);
      var found = "%s answered %d".formatted(known, status);
      return status == check.expect()
          ? Observation.met(found)
          : Observation.pending("%s, not %d".formatted(found, check.expect()));
    } catch (IOException failed) {
      return Observation.unreachable("%s: %s".formatted(known, failed));
    }
  }
}

package dev.lifeboat.aws.provider;

import dev.lifeboat.agent.probe.HttpProbe;
import dev.lifeboat.engine.Verifier;
import dev.lifeboat.plan.AwsTraffic;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Observation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Makes the plan's checks through the name that users know, by HTTPS.
final class NameVerifier implements Verifier {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final HttpProbe http = new HttpProbe();
  private final Optional<String> name;

  NameVerifier(Workload workload) {
    this.name =
        workload.resources(Traffic.class).stream()
            .flatMap(traffic -> traffic.aws().stream())
            .map(AwsTraffic::name)
            .findFirst();
  }

  @Override
  public Observation verify(Check check) throws InterruptedException {
    if (name.isEmpty()) {
      return Observation.unreachable("the workload has no name to check through");
    }
    var address = URI.create("https://" + name.get() + check.http());
    try {
      int status = http.status(address, DEADLINE);
      var found = "%s answered %d".formatted(address, status);
      return status == check.expect()
          ? Observation.met(found)
          : Observation.pending("%s, not %d".formatted(found, check.expect()));
    } catch (IOException failed) {
      return Observation.unreachable("%s: %s".formatted(address, failed));
    }
  }
}

package dev.lifeboat.lab;

import dev.lifeboat.engine.Verifier;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Observation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Checks a workload through its front door, as a client would.
final class FrontDoorVerifier implements Verifier {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final LabClients clients;
  private final Workload workload;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  FrontDoorVerifier(LabClients clients, Workload workload) {
    this.clients = clients;
    this.workload = workload;
  }

  @Override
  public Observation verify(Check check) throws InterruptedException {
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty()) {
      return Observation.unreachable("the workload has no front door to check through");
    }
    var address = clients.address(doors.getFirst().name()).resolve(check.http());
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(address).timeout(DEADLINE).GET().build(),
              HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == check.expect()
          ? Observation.met("%s answered %d".formatted(address, answer.statusCode()))
          : Observation.pending(
              "%s answered %d, not %d".formatted(address, answer.statusCode(), check.expect()));
    } catch (IOException failed) {
      return Observation.unreachable("%s: %s".formatted(address, failed));
    }
  }
}

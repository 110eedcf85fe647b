package dev.lifeboat.lab;

import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Checks a workload through its front door, as a client would.
record FrontDoorVerifier(LabClients clients, Workload workload, HttpProbe probe)
    implements Verifier {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  @Override
  public Observation verify(Check check) throws InterruptedException {
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty()) {
      return Observation.unreachable("the workload has no front door to check through");
    }
    var address = clients.address(doors.getFirst().name()).resolve(check.http());
    try {
      address = resolved(clients, doors.getFirst().name(), check.http());
      int status = probe.status(address, DEADLINE);
      return status == check.expect()
          ? Observation.met("%s answered %d".formatted(address, status))
          : Observation.pending(
              "%s answered %d, not %d".formatted(address, status, check.expect()));
    } catch (IOException failed) {
      return Observation.unreachable("%s: %s".formatted(address, failed));
    }
  }

  /// Asked anew for each check, by whoever resolves the name; a proxy has an address of its own.
  static URI resolved(LabClients clients, String door, String path) throws IOException {
    var address = clients.address(door).resolve(path);
    var resolver = clients.resolver(door);
    if (resolver.isEmpty()) {
      return address;
    }
    var found = new NameLookup(resolver.get().socketAddress(), address.getHost(), DEADLINE).find();
    return URI.create(
        "http://%s:%d%s"
            .formatted(found.address().getHostAddress(), address.getPort(), address.getRawPath()));
  }
}

package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Whether every instance of a service that its region should run can take a user's write.
final class RegionReadiness {
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Topology topology;
  private final Map<String, String> readyPaths;
  private final HttpProbe probe;

  /// @param readyPaths of each service by name
  RegionReadiness(Topology topology, Map<String, String> readyPaths, HttpProbe probe) {
    this.topology = topology;
    this.readyPaths = Map.copyOf(readyPaths);
    this.probe = probe;
  }

  /// @param wanted instances; none are never ready
  boolean ready(String region, String service, int wanted) throws InterruptedException {
    var site = topology.fromEdge(region);
    var path = readyPaths.getOrDefault(service, "/");
    int ready = 0;
    for (int port : site.service(service).ports()) {
      var address = URI.create("http://%s:%d%s".formatted(site.address(), port, path));
      ready += probe.probe(address, PROBE) instanceof ProbeResult.Answered ? 1 : 0;
    }
    return wanted > 0 && ready >= wanted;
  }
}

package dev.lifeboat.lab.provider;

import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.plan.Count;
import dev.lifeboat.provider.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The lab's host as what stands outside a region's own software: it can say that processes are
/// gone. It ends none: a region that nobody can switch off is the harder case, and the lease covers
/// it.
record HostView(LabClients clients) {
  private static final int CONNECT_MILLIS = 250;

  /// Whether everything that could write in `region` is dead.
  ///
  /// @param stores the databases and buckets of a workload
  Observation death(String region, List<String> stores) throws InterruptedException {
    var proofs = new ArrayList<String>();
    for (var store : stores) {
      var seen = death(region, store, port(region, store));
      if (!(seen instanceof Observation.Met(var proof))) {
        return seen;
      }
      proofs.add(proof);
    }
    return Observation.met(String.join("; ", proofs));
  }

  private int port(String region, String store) {
    var site = clients.topology().region(region);
    return site.databases().containsKey(store)
        ? site.database(store).port()
        : site.bucket(store).gatewayPort();
  }

  /// Whether the resource is dead in `region`: no process of it nor of the agent that could start
  /// it again, and its port refuses.
  ///
  /// The port is asked by its own address, as the host can and no one at the edge could.
  ///
  /// @param port where the resource would listen
  private Observation death(String region, String resource, int port) throws InterruptedException {
    if (Files.exists(clients.folder().silent(region))) {
      return Observation.unreachable(
          "nothing outside %s can tell what lives in it".formatted(region));
    }
    try {
      var living = clients.livingOf(region, resource);
      if (!living.isEmpty()) {
        return Observation.pending(
            "the agent of %s does not answer; alive of it or of %s: %s, %d frozen"
                .formatted(
                    region,
                    resource,
                    Count.of(living.size(), "process"),
                    living.stream().filter(process -> process.frozen()).count()));
      }
      var address = clients.topology().region(region).address();
      if (accepts(address, port)) {
        return Observation.pending(
            "%s:%d accepts connections though its processes are gone".formatted(address, port));
      }
      return Observation.met(
          "the host's process table shows no process of %s nor of the agent of %s; %s:%d refuses"
              .formatted(resource, region, address, port));
    } catch (IOException | UncheckedIOException unreadable) {
      return Observation.unreachable("process table: " + FailureWords.of(unreadable));
    }
  }

  private static boolean accepts(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}

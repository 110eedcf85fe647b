package dev.lifeboat.lab.provider;

import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;

/// The lab's host as what stands outside a region's own software: it can say that processes are
/// gone, and it can end frozen ones, as a hypervisor or a cloud's API can.
final class Hypervisor {
  private static final Duration LONGEST_KILL = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 250;

  private final LabClients clients;
  private final PresentEpoch epoch;

  Hypervisor(LabClients clients, PresentEpoch epoch) {
    this.clients = clients;
    this.epoch = epoch;
  }

  /// Whether the resource is dead in `region`: no process of it nor of the agent that could start
  /// it again, and its port refuses.
  ///
  /// The port is asked by its own address, as the host can and no one at the edge could.
  ///
  /// @param port where the resource would listen
  Observation death(String region, String resource, int port) throws InterruptedException {
    if (isSilent(region)) {
      return Observation.unreachable(
          "nothing outside %s can tell what lives in it".formatted(region));
    }
    try {
      var living = clients.livingOf(region, resource);
      if (!living.isEmpty()) {
        return Observation.pending(
            "the agent of %s does not answer and %d processes of it or of %s live, %d of them frozen"
                .formatted(
                    region,
                    living.size(),
                    resource,
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
      return Observation.unreachable("process table: " + unreadable.getMessage());
    }
  }

  private boolean isSilent(String region) {
    return Files.exists(clients.folder().silent(region));
  }

  private static boolean accepts(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /// Powers a region off: every process ends at once, and nobody starts its agent until the region
  /// is healed.
  ///
  /// @throws IOException when the region is out of the host's reach too, or could not be ended
  /// @throws ProblemException LB3002 for a late request: the region may hold the writer again
  void powerOff(Goal.Fenced goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var region = goal.region();
    if (isSilent(region)) {
      throw new IOException("nothing outside %s can end what lives in it".formatted(region));
    }
    var mark = clients.folder().lost(region);
    Files.createDirectories(DurableFile.folderOf(mark));
    DurableFile.write(mark, new byte[0]);
    int _ =
        clients.host().killAll(clients.folder().scope(clients.topology(), region), LONGEST_KILL);
  }
}

package dev.lifeboat.aws.route;

import dev.lifeboat.agent.name.NameLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the name servers of a zone answer now: to which region a name leads. Beside the name stands
/// a text record under [#BESIDE] with the same health check and the region's name as its value, one
/// for each region, so that no address has to be guessed at.
public final class NameAnswers {
  /// Before the name, as RFC 8552 has names that are no hosts.
  public static final String BESIDE = "_lifeboat.";

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final List<String> servers;

  /// @param name that users know
  /// @param servers of its zone, each `host` or `host:port`
  public NameAnswers(String name, List<String> servers) {
    this.name = name;
    this.servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException(name + " has no name server to ask");
    }
  }

  /// What the servers said.
  ///
  /// @param regions by server
  /// @param silent why a server said nothing
  record Answer(TreeMap<String, List<String>> regions, List<String> silent) {
    /// Whether all that answered name `region` and nothing else, and one did.
    boolean leadsTo(String region) {
      return !regions.isEmpty()
          && regions.values().stream().allMatch(it -> it.equals(List.of(region)));
    }

    String words() {
      return regions.entrySet().stream()
          .map(it -> "%s says %s".formatted(it.getKey(), String.join(", ", it.getValue())))
          .collect(Collectors.joining("; "));
    }
  }

  Answer ask() throws InterruptedException {
    var regions = new TreeMap<String, List<String>>();
    var silent = new ArrayList<String>();
    for (var server : servers) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while asking for " + name);
      }
      try {
        regions.put(server, new NameLookup(address(server), BESIDE + name, PATIENCE).texts());
      } catch (IOException | IllegalArgumentException mute) {
        silent.add("%s: %s".formatted(server, mute.getMessage()));
      }
    }
    return new Answer(regions, silent);
  }

  private static InetSocketAddress address(String server) throws IOException {
    int colon = server.lastIndexOf(':');
    var address =
        colon < 0
            ? new InetSocketAddress(server, 53)
            : new InetSocketAddress(
                server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
    if (address.isUnresolved()) {
      throw new IOException("no address of it can be found");
    }
    return address;
  }
}

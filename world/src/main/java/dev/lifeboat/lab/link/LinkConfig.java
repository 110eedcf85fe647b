package dev.lifeboat.lab.link;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The config file of one link.
///
/// @param region the region, or the edge, that it belongs to and dies with
/// @param outbound flows whose client is in this region, and that the peer's link takes over
/// @param inbound flows whose server is in this region, and that come from the peer's link
/// @param through flows whose client is in this region, and that no link of the peer takes over
/// @param conditions by peer at first start; a peer that is left out is clear
/// @param state file that keeps changed conditions over a restart; null forgets them
public record LinkConfig(
    String region,
    HostPort admin,
    List<Flow> outbound,
    List<Flow> inbound,
    List<Flow> through,
    SortedMap<String, Conditions> conditions,
    @Nullable Path state) {

  public LinkConfig {
    Objects.requireNonNull(region, "region is missing");
    Objects.requireNonNull(admin, "admin is missing");
    outbound = List.copyOf(Objects.requireNonNull(outbound, "outbound is missing"));
    inbound = List.copyOf(Objects.requireNonNull(inbound, "inbound is missing"));
    through = List.copyOf(Objects.requireNonNull(through, "through is missing"));
    conditions =
        Collections.unmodifiableSortedMap(
            new TreeMap<>(Objects.requireNonNull(conditions, "conditions is missing")));
  }

  /// The conditions of every peer, those without any being clear.
  SortedMap<String, Conditions> conditionsByPeer() {
    var all = new TreeMap<String, Conditions>();
    for (var flows : List.of(outbound, inbound, through)) {
      flows.forEach(flow -> all.put(flow.peer(), Conditions.CLEAR));
    }
    all.putAll(conditions);
    return all;
  }

  /// One kind of traffic between this region and a peer.
  ///
  /// @param name told in log lines
  /// @param listen where this half accepts connections
  /// @param connect outbound: the peer's inbound listener; inbound: the server in this region;
  ///   through: the server in the peer's region
  public record Flow(String name, String peer, HostPort listen, HostPort connect) {

    public Flow {
      Objects.requireNonNull(name, "a flow's name is missing");
      Objects.requireNonNull(peer, "a flow's peer is missing");
      Objects.requireNonNull(listen, "a flow's listen is missing");
      Objects.requireNonNull(connect, "a flow's connect is missing");
    }
  }

  /// What the state file holds: the conditions that the link has, or comes up with.
  public record State(Map<String, Conditions> conditions) {
    public State {
      conditions = Map.copyOf(conditions);
    }

    /// What a link keeps, also one that does not answer; none if it never came up.
    public static State read(Path file) throws IOException {
      return DurableFile.read(file)
          .map(bytes -> ProgramJson.read(bytes, State.class))
          .orElseGet(() -> new State(Map.of()));
    }
  }
}

package dev.lifeboat.lab.link;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.admin.AdminApi;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.JsonAnswer;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Request;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One region's part of the WAN, or the edge's, running.
final class RegionLink implements AutoCloseable {
  private final String region;
  private final SortedMap<String, PeerPath> ways = new TreeMap<>();
  private final @Nullable Path state;
  private final List<Closeable> open = new ArrayList<>();

  private RegionLink(LinkConfig config) throws IOException {
    region = config.region();
    state = config.state();
    var conditions = config.conditionsByPeer();
    if (state != null) {
      conditions.putAll(LinkConfig.State.read(state).conditions());
    }
    conditions.forEach((peer, now) -> ways.put(peer, new PeerPath(now)));
  }

  /// Listens on every address of the config, or on none.
  static RegionLink open(LinkConfig config) throws IOException {
    var link = new RegionLink(config);
    try {
      for (var flow : config.outbound()) {
        link.listen(flow, (way, near, peer, _) -> Connection.outbound(way, near, peer));
      }
      for (var flow : config.inbound()) {
        link.listen(flow, (way, far, server, _) -> Connection.inbound(way, far, server));
      }
      for (var flow : config.through()) {
        link.listen(flow, Connection::through);
      }
      // From the start on, so that a link that was changed and healed leaves no new file behind.
      link.keep(link.conditions());
      link.open.add(AdminApi.serve(config.admin(), link::answer)::close);
      return link;
    } catch (IOException failure) {
      link.close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    for (var each : open) {
      each.close();
    }
  }

  private void listen(LinkConfig.Flow flow, FlowListener.Half half) throws IOException {
    var way = ways.get(flow.peer());
    if (way == null) {
      throw new IllegalStateException("no way to peer " + flow.peer());
    }
    open.add(FlowListener.open(flow, way, half)::close);
  }

  private JsonAnswer answer(Request request) throws IOException {
    switch (request.route()) {
      case "GET link" -> {}
      case "PUT link *" -> change(request.name(), request.json(Conditions.class));
      default -> throw unknown("no such request: " + request.what());
    }
    return JsonAnswer.ok(status());
  }

  private static RefusedException unknown(String what) {
    return new RefusedException(404, Code.LB1008.name(), what);
  }

  /// Durable first: a link that is restarted must not heal a cut by itself.
  private synchronized void change(String peer, Conditions to) throws IOException {
    var way = ways.get(peer);
    if (way == null) {
      throw unknown("no peer '%s' here; there is %s".formatted(peer, ways.sequencedKeySet()));
    }
    var all = conditions();
    all.put(peer, to);
    keep(all);
    way.change(to);
  }

  private void keep(SortedMap<String, Conditions> all) throws IOException {
    if (state != null) {
      DurableFile.write(state, ProgramJson.write(new LinkConfig.State(all)));
    }
  }

  private SortedMap<String, Conditions> conditions() {
    var all = new TreeMap<String, Conditions>();
    ways.forEach((name, each) -> all.put(name, each.conditions()));
    return all;
  }

  private LinkStatus status() {
    var peers = new TreeMap<String, LinkStatus.Peer>();
    ways.forEach((peer, way) -> peers.put(peer, way.status()));
    return new LinkStatus(region, peers);
  }
}

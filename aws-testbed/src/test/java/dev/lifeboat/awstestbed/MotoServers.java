package dev.lifeboat.awstestbed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Servers of emulated accounts, each of which has one interpreter of Python that four classes of
/// tests would keep busy by themselves.
final class MotoServers implements AutoCloseable {
  private static final int SERVERS = 2;

  private final List<MotoServer> servers;
  private final AtomicInteger next = new AtomicInteger();

  private MotoServers(List<MotoServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /// Starts them from the folder of this module.
  static MotoServers start(Path module) throws IOException {
    var servers = new ArrayList<MotoServer>();
    for (int number = 0; number < SERVERS; number++) {
      servers.add(MotoServer.start(module, number));
    }
    return new MotoServers(servers);
  }

  /// One after the other in turn.
  MotoServer next() {
    return servers.get(Math.floorMod(next.getAndIncrement(), SERVERS));
  }

  @Override
  public void close() {
    servers.forEach(MotoServer::close);
  }
}

package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.AdminApi;
import dev.lifeboat.lab.admin.Sockets;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.wire.ApiServer;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The front door, running.
final class FrontDoor implements AutoCloseable {
  private static final int BACKLOG = 1024;

  /// Each has a thread; further clients wait in the backlog.
  private static final int CONNECTIONS = 2048;

  /// More would only wait for the instances, and be answered after their clients gave up.
  private static final int REQUESTS_IN_FLIGHT = 1024;

  /// The precision of every timeout here.
  private static final Duration SWEEP = Duration.ofMillis(20);

  private final Consumer<String> log;
  private final ServerSocketChannel listener;
  private final RoutingTable table;
  private final ApiServer admin;
  private final Forwarder forwarding;
  private final TrafficCount unrouted = new TrafficCount(InstantSource.system());
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final Semaphore capacity = new Semaphore(REQUESTS_IN_FLIGHT);
  private final Set<ClientConnection> clients = ConcurrentHashMap.newKeySet();
  private final Repetition sweeper;

  private FrontDoor(
      ServerSocketChannel listener,
      RoutingTable table,
      FrontDoorConfig config,
      Consumer<String> log)
      throws IOException {
    this.log = log;
    this.listener = listener;
    this.table = table;
    this.forwarding =
        new Forwarder(table::routes, unrouted, config.answerTimeout(), config.isEntrance());
    this.admin =
        AdminApi.serve(config.admin(), new TableAdmin(table, this::traffic, config.table()));
    this.sweeper = Repetition.begun("sweep", Thread::sleep, SWEEP, this::sweep);
  }

  /// Takes its table from the file, then serves; nothing runs when it cannot.
  static FrontDoor open(FrontDoorConfig config, Consumer<String> log)
      throws IOException, InterruptedException {
    var table = RoutingTable.open(new TableFile(config.table()), InstantSource.system(), log);
    var listener = ServerSocketChannel.open();
    try {
      var door =
          new FrontDoor(
              config.listen().bind(() -> listener.bind(config.listen().socketAddress(), BACKLOG)),
              table,
              config,
              log);
      Thread.ofPlatform().name("accept").start(door::acceptAll);
      return door;
    } catch (IOException failure) {
      listener.close();
      table.close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    admin.close();
    sweeper.interrupt();
    clients.forEach(client -> Sockets.reset(client.channel().socket()));
    table.close();
  }

  private TrafficView traffic() {
    return new TrafficView(TrafficCount.WINDOW, unrouted.view(0).requests(), table.traffic());
  }

  private void acceptAll() {
    try {
      while (true) {
        free.acquire();
        var channel = listener.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread.ofPlatform().name("client").start(() -> serve(channel));
      }
    } catch (IOException | InterruptedException ended) {
      if (listener.isOpen()) {
        throw new IllegalStateException("no longer accepting clients", ended);
      }
    }
  }

  private void serve(SocketChannel channel) {
    var client = new ClientConnection(channel, forwarding, capacity);
    clients.add(client);
    try {
      client.serve();
    } finally {
      clients.remove(client);
      free.release();
    }
  }

  /// A table that cannot be written stays in force, and is judged again at the next sweep.
  private void judge(long now) throws InterruptedException {
    try {
      table.judge(now);
    } catch (IOException unwritten) {
      log.accept("a share that does not hold could not be taken back: " + unwritten.getMessage());
    }
  }

  private void sweep() throws InterruptedException {
    long now = System.nanoTime();
    table.sweep(now);
    judge(now);
    clients.forEach(client -> client.sweep(now));
  }
}

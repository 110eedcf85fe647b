package dev.lifeboat.lab.bucket;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.JsonClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One running gateway: its stores, its two ports and its sender, wired by hand.
final class BucketNode implements Closeable {
  private static final int BACKLOG = 256;

  /// From a young JVM on a busy machine.
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final RegionBucket own;
  private final Reconciliation reconciliation;
  private final Optional<Protection> protection;
  private final Sender sender;
  private final HttpServer clients;
  private final HttpServer admin;
  private final Thread sending;
  private final Optional<Thread> watching;

  private BucketNode(BucketConfig config, InstantSource clock)
      throws IOException, InterruptedException {
    own = RegionBucket.open(config, http, clock);
    var other = new Caller(Caller.Kind.GATEWAY, config.peer().region());
    var peer = new PeerClient(http, config.peer().url(), config.keys().signerTo(other));
    reconciliation = new Reconciliation(own, peer);
    protection =
        config.mode() == BucketConfig.Mode.SYNCHRONOUS
            ? Optional.of(Protection.open(config.state().resolve("synchronous"), own.queue()))
            : Optional.empty();
    sender = new Sender(own, peer, reconciliation, protection);
    var signer = config.keys().signerTo(new Caller(Caller.Kind.KEEPER, config.region()));
    var lease =
        Optional.ofNullable(config.keeper())
            .map(it -> new LeaseWatch(it, config.bucket(), signer, MonotonicClock.ofThisMachine()));
    var passing = new S3Proxy(http, config.s3());
    clients = server(config.listen(), new Gateway(own, passing, reconciliation, protection, lease));
    admin =
        server(
            config.admin(),
            new GatewayAdmin(
                own, CallGuard.of(config.admin().host(), config.keys(), clock), this::state));
    sending = Thread.ofVirtual().name("sender").unstarted(sender);
    watching = lease.map(watch -> Thread.ofVirtual().name("lease").unstarted(watch));
  }

  /// Starts a gateway as replica and returns once it answers.
  ///
  /// @throws IOException if its S3 server does not answer or a port is taken
  static BucketNode start(BucketConfig config, InstantSource clock)
      throws IOException, InterruptedException {
    var node = new BucketNode(config, clock);
    node.admin.start();
    node.clients.start();
    node.sending.start();
    node.watching.ifPresent(Thread::start);
    // Proves that it answers, and pays for the first request of a young JVM before a caller with a
    // deadline has to.
    var _ =
        new JsonClient(config.admin().http(), FIRST_ANSWER)
            .call("GET", "/state", null, BucketState.class);
    return node;
  }

  BucketState state() {
    var standing = own.roles().standing();
    boolean writer = standing.role() == BucketRole.WRITER;
    var oldest = own.queue().oldest();
    boolean known = oldest.isPresent() || !writer || reconciliation.compared(standing.epoch());
    var followed = own.roles().followed();
    return new BucketState(
        standing.role(),
        standing.epoch(),
        own.queue().size(),
        known ? own.queue().age().toMillis() : null,
        sender.peerReachable(),
        oldest.orElse(null),
        followed.map(FollowRecord::epoch).orElse(null),
        followed.flatMap(FollowRecord::until).orElse(null),
        writer && reconciliation.done(standing.epoch()),
        writer && protection.filter(it -> it.answersEarly(standing.epoch())).isPresent(),
        writer && !own.roles().isOpen());
  }

  /// Ends the gateway without waiting for anything in flight, much as a kill would.
  @Override
  public void close() throws IOException {
    clients.stop(0);
    admin.stop(0);
    sending.interrupt();
    watching.ifPresent(Thread::interrupt);
    threads.shutdownNow();
    http.shutdownNow();
    own.close();
  }

  private HttpServer server(HostPort address, HttpHandler handler) throws IOException {
    var server = address.bind(() -> HttpServer.create(address.socketAddress(), BACKLOG));
    server.setExecutor(threads);
    server.createContext("/", handler);
    return server;
  }
}

package dev.lifeboat.guard;

import dev.lifeboat.guard.KeeperConfig.GateConfig;
import dev.lifeboat.postgres.CommitGate;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.watch.Repetition;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps the gate of one database open while the lease is held, and closed otherwise. A closed gate
/// is no connection at all: a server that is stopped would wait for one that confirms nothing.
///
/// A server in recovery has the gate connected too. Its promotion ends that connection, so that the
/// next one, which counts, is made within milliseconds.
final class CommitGateLoop implements Gate {
  private static final Logger LOG = System.getLogger(CommitGateLoop.class.getName());

  /// A promotion is followed this soon, and a server that is down costs this little.
  private static final Duration TRY_EVERY = Duration.ofMillis(10);

  /// The server is next door.
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(1);

  private final String database;
  private final Endpoint server;
  private final WorkloadLease lease;
  private final Repetition work;
  private final ReentrantLock confirming = new ReentrantLock();
  private volatile Optional<CommitGate> open = Optional.empty();
  private volatile String doing = "closed";

  CommitGateLoop(GateConfig config, WorkloadLease lease) {
    this.database = config.name();
    this.server = new Endpoint(config.host(), config.port(), "postgres", config.replication());
    this.lease = lease;
    this.work = new Repetition("gate", Thread::sleep, TRY_EVERY, this::turn, this::failed);
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String doing() {
    return doing;
  }

  @Override
  public void begin() {
    work.begin();
  }

  @Override
  public void end() {
    work.end();
  }

  @Override
  public void close() throws InterruptedException {
    var gate = open;
    if (gate.isPresent()) {
      try {
        gate.get().close();
      } catch (IOException failure) {
        LOG.log(Level.DEBUG, "the gate of {0} was not closed nicely: {1}", database, failure);
      }
    }
    // A confirmation that was under way has been sent by now.
    confirming.lockInterruptibly();
    confirming.unlock();
  }

  private void turn() throws IOException, InterruptedException {
    if (!lease.mayWrite()) {
      shut("closed: the lease is not held");
    }
    lease.awaitHeld();
    try (var gate = CommitGate.open(server, lease::mayWrite, LOGIN_LIMIT)) {
      open = Optional.of(gate);
      doing = "open";
      confirming.lockInterruptibly();
      try {
        switch (gate.run()) {
          case CommitGate.End.Forbidden() -> shut("closed: the lease is not held");
          case CommitGate.End.Lost(var why) -> shut("closed: " + why);
        }
      } finally {
        confirming.unlock();
      }
    } finally {
      open = Optional.empty();
    }
  }

  private void failed(Exception failure, boolean again) {
    shut("closed: " + FailureWords.of(failure));
  }

  private void shut(String why) {
    if (!why.equals(doing)) {
      LOG.log(Level.INFO, "gate of {0} {1}", database, why);
    }
    doing = why;
  }
}

package dev.lifeboat.agent.database;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.DatabaseConfig.ConnectedConfig;
import dev.lifeboat.agent.database.SyncPolicy.Phase;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Positions;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.StandbyNames;
import dev.lifeboat.watch.AsyncWindowNotice;
import dev.lifeboat.wire.Caller;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps a writer synchronous while its replica is connected: the agent's side of `replication:
/// synchronous-while-connected`. It runs beside the writer because the controller may be away when
/// the replica is lost.
///
/// The order of acts is the safety: a lapse is durable with the arbiter before the first commit
/// goes on without the replica, and its end is told only after commits wait again and the replica
/// has everything from before. A writer that reaches neither replica nor arbiter does not lapse: it
/// is about to be replaced. Used by one thread of its own.
final class ConnectedReplica {
  private static final Logger LOG = System.getLogger(ConnectedReplica.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration NOTICE_LIMIT = Duration.ofSeconds(2);

  private final DatabaseConfig config;
  private final Host host;
  private final Supplier<Role> role;
  private final Optional<Thread> thread;
  private Optional<SyncPolicy> waiting = Optional.empty();
  private final HeldSession session;
  private String lastTrouble = "";

  /// @param role what the database is assigned to be now
  ConnectedReplica(DatabaseConfig config, Host host, Supplier<Role> role) {
    this.config = config;
    this.host = host;
    this.role = role;
    this.session = new HeldSession(new Logins(config)::openToLook);
    this.thread =
        Optional.ofNullable(config.commits().whileConnected())
            .map(how ->
                Thread.ofVirtual()
                    .name("replica of " + config.name())
                    .unstarted(() -> repeat(how)));
  }

  /// Does nothing for a database of another kind.
  void begin() {
    thread.ifPresent(Thread::start);
  }

  void end() throws InterruptedException {
    if (thread.isPresent()) {
      thread.get().interrupt();
      thread.get().join();
    }
  }

  private void repeat(ConnectedConfig how) {
    var names = config.commits().names(how.replica());
    var part = new Caller(Caller.Kind.AGENT, how.arbiter().name());
    var arbiter =
        new AgentClient(how.arbiter().address(), host.keys().signerTo(part)).within(NOTICE_LIMIT);
    try {
      while (true) {
        turn(how, names, arbiter);
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      session.giveUp();
    }
  }

  private void turn(ConnectedConfig how, StandbyNames names, AgentClient arbiter)
      throws InterruptedException {
    if (role.get() != Role.WRITER) {
      waiting = Optional.empty();
      session.giveUp();
      return;
    }
    try {
      look(how, names, arbiter);
      lastTrouble = "";
    } catch (SQLException unanswered) {
      // A server that was away may come back changed, and its replica has to find it again first.
      waiting = Optional.empty();
      trouble(unanswered);
    } catch (IOException silence) {
      // What was ordered and not done is ordered again by the next look.
      trouble(silence);
    }
  }

  private void trouble(Exception trouble) {
    session.giveUp();
    var text = String.valueOf(trouble.getMessage());
    if (!text.equals(lastTrouble)) {
      LOG.log(Level.WARNING, config.name() + " and its replica: " + text);
    }
    lastTrouble = text;
  }

  private void look(ConnectedConfig how, StandbyNames names, AgentClient arbiter)
      throws SQLException, IOException, InterruptedException {
    var held = session.get();
    var positions = held.positions();
    if (positions.inRecovery()) {
      waiting = Optional.empty();
      return;
    }
    if (waiting.isEmpty()) {
      waiting = Optional.of(first(held, names, arbiter));
    }
    var row =
        positions.replicas().stream()
            .filter(it -> it.applicationName().equals(how.replica()))
            .findFirst();
    var turn = waiting.get().after(positions.write().orElseThrow(), row, now(), how.lapseAfter());
    waiting = Optional.of(turn.next());
    switch (turn.order()) {
      case NOTHING -> {}
      case LAPSE -> {
        arbiter.notice(config.name(), lapsed(why(row, how.lapseAfter())));
        config.commits().names().apply(held);
        reached(Phase.LAPSED, "writes go on without the replica: " + why(row, how.lapseAfter()));
      }
      case RETURN -> {
        names.apply(held);
        reached(Phase.RETURNING, "the replica has caught up");
      }
      case END -> {
        arbiter.notice(config.name(), new AsyncWindowNotice(host.region(), false, ""));
        reached(Phase.SYNCHRONOUS, "writes wait for the replica again");
      }
    }
  }

  /// A writer that waits for its replica may have been told so a moment ago, with the arbiter still
  /// to be told; one that waits for nobody must be known for that before it counts as anything
  /// else.
  private SyncPolicy first(Session held, StandbyNames names, AgentClient arbiter)
      throws SQLException, IOException, InterruptedException {
    if (names.holds(held)) {
      return SyncPolicy.in(Phase.RETURNING, now());
    }
    arbiter.notice(config.name(), lapsed("no replica was waited for when the writer began"));
    return SyncPolicy.in(Phase.LAPSED, now());
  }

  private AsyncWindowNotice lapsed(String why) {
    return new AsyncWindowNotice(host.region(), true, why);
  }

  private static String why(Optional<Positions.Replica> row, Duration bound) {
    return row.map(it -> "it is connected (%s) and confirmed nothing".formatted(it.state()))
            .orElse("it is not connected")
        + " for more than %d ms".formatted(bound.toMillis());
  }

  private void reached(Phase phase, String what) {
    LOG.log(Level.INFO, "{0}: {1}", config.name(), what);
    waiting = waiting.map(it -> it.reached(phase, now()));
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}

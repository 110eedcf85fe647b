package dev.lifeboat.agent.database;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.DatabaseConfig.ConnectedConfig;
import dev.lifeboat.agent.database.SyncPolicy.Phase;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Positions;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.StandbyNames;
import dev.lifeboat.watch.LapseNotice;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.wire.Caller;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Keeps a writer synchronous while its replica is connected: the agent's side of `replication:
/// synchronous-while-connected`. It runs beside the writer because the controller may be away when
/// the replica is lost.
///
/// The order of acts is the safety: a lapse is durable with the arbiter before the first commit
/// goes on without the replica, and its end is told only after commits wait again and the replica
/// has everything from before. A writer that reaches neither replica nor arbiter does not lapse: it
/// is about to be replaced. Used by one thread of its own.
final class ConnectedReplica {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration NOTICE_LIMIT = Duration.ofSeconds(2);

  private final DatabaseContext parts;
  private final Optional<Repetition> work;
  private Optional<SyncPolicy> waiting = Optional.empty();
  private final HeldSession<Session> session;

  ConnectedReplica(DatabaseContext parts) {
    this.parts = parts;
    this.session = new HeldSession<>(parts.logins()::openToLook);
    this.work = Optional.ofNullable(parts.config().commits().whileConnected()).map(this::work);
  }

  private Repetition work(ConnectedConfig how) {
    var names = parts.config().commits().names(how.replica());
    var part = new Caller(Caller.Kind.AGENT, how.arbiter().name());
    var arbiter =
        new AgentClient(how.arbiter().address(), parts.host().keys().signerTo(part))
            .within(NOTICE_LIMIT);
    return new Repetition(
        "replica of " + parts.name(),
        Thread::sleep,
        LOOK_EVERY,
        () -> turn(how, names, arbiter),
        this::failed);
  }

  /// Does nothing for a database of another kind.
  void begin() {
    work.ifPresent(Repetition::begin);
  }

  void end() {
    work.ifPresent(Repetition::end);
    session.giveUp();
  }

  /// A server that was away may come back changed, and its replica has to find it again first. What
  /// a silent arbiter was to be told, and what follows from that, is ordered again by the next
  /// look.
  private void failed(Exception failure, boolean again) {
    if (!(failure instanceof IOException)) {
      waiting = Optional.empty();
    }
    session.giveUp();
    if (!again) {
      parts.account().warn("the writer and its replica: " + FailureWords.of(failure));
    }
  }

  private void turn(ConnectedConfig how, StandbyNames names, AgentClient arbiter)
      throws SQLException, IOException, InterruptedException {
    if (!parts.isToWrite()) {
      waiting = Optional.empty();
      session.giveUp();
      return;
    }
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
        arbiter.notice(parts.name(), lapsed(why(row, how.lapseAfter())));
        parts.config().commits().names().apply(held);
        reached(Phase.LAPSED, "writes go on without the replica: " + why(row, how.lapseAfter()));
      }
      case RETURN -> {
        names.apply(held);
        reached(Phase.RETURNING, "the replica has caught up");
      }
      case END -> {
        arbiter.notice(parts.name(), new LapseNotice(parts.host().region(), false, ""));
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
    arbiter.notice(parts.name(), lapsed("no replica was waited for when the writer began"));
    return SyncPolicy.in(Phase.LAPSED, now());
  }

  private LapseNotice lapsed(String why) {
    return new LapseNotice(parts.host().region(), true, why);
  }

  private static String why(Optional<Positions.Replica> row, Duration bound) {
    return row.map(it -> "it is connected (%s) and confirmed nothing".formatted(it.state()))
            .orElse("it is not connected")
        + " for more than %d ms".formatted(bound.toMillis());
  }

  private void reached(Phase phase, String what) {
    parts.account().note(what);
    waiting = waiting.map(it -> it.reached(phase, now()));
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}

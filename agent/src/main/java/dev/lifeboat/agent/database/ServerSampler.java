package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.DatabaseState.Replica;
import dev.lifeboat.agent.state.DatabaseState.SqlState;
import dev.lifeboat.agent.state.DatabaseState.WalReceiver;
import dev.lifeboat.guard.FollowedWriter;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.postgres.CommitGate;
import dev.lifeboat.postgres.ControlFile;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Positions;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.postgres.WriterEpoch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Looks at a server over one held connection, so that a look costs little and a dead server shows
/// at once. Looks are serialised; the newest can be read at any time without waiting.
final class ServerSampler {
  private static final Logger LOG = System.getLogger(ServerSampler.class.getName());
  private static final Duration TURN_LIMIT = Duration.ofSeconds(2);

  private final ReentrantLock turn = new ReentrantLock(true);
  private final PostgresProcess process;
  private final HeldSession<Session> session;
  private final FollowedWriter writer;
  private final InstantSource clock;
  private final Optional<GateLook> gate;
  private volatile ServerSample newest = ServerSample.none();

  /// @param writer what the copy followed, told of each look
  /// @param gate empty where commits wait for no lease
  ServerSampler(
      PostgresProcess process,
      Logins logins,
      FollowedWriter writer,
      InstantSource clock,
      Optional<GateLook> gate) {
    this.process = process;
    this.writer = writer;
    this.clock = clock;
    this.gate = gate;
    this.session = new HeldSession<>(logins::openToLook);
  }

  /// Which writer the copy followed last, as of the newest look that could tell.
  Optional<FollowRecord> followed() {
    return writer.last();
  }

  ServerSample newest() {
    return newest;
  }

  /// Looks now; takes as long as the SQL deadline allows, twice. If another look does not end in
  /// time, the newest sample stands, and its age tells.
  ServerSample look() throws InterruptedException {
    if (!turn.tryLock(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return newest;
    }
    try {
      newest = lookInTurn();
      return newest;
    } finally {
      turn.unlock();
    }
  }

  /// Looks at the commit gate if that is due. For whoever samples by the clock: the sample was told
  /// before, so that nobody waits for this.
  void tendGate() throws InterruptedException {
    var sql = newest.sql();
    if (sql != null && gate.filter(it -> it.isDue(sql.inRecovery())).isPresent()) {
      lookAtGate();
    }
  }

  /// Looks at the commit gate now, unless the server did not answer the newest look.
  void lookAtGate() throws InterruptedException {
    var sql = newest.sql();
    if (gate.isEmpty()
        || sql == null
        || !turn.tryLock(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    try {
      gate.get().look(session.get(), sql.inRecovery());
    } catch (SQLException unanswered) {
      closeSession();
      LOG.log(Level.INFO, "whether commits wait for the lease is not known: {0}", unanswered);
    } finally {
      turn.unlock();
    }
  }

  /// Gives up the held connection; only when nobody looks any more.
  void closeSession() {
    session.giveUp();
  }

  private ServerSample lookInTurn() throws InterruptedException {
    var control = control().orElse(null);
    if (process.living().isEmpty()) {
      closeSession();
      return sample(false, null, control, "it does not run");
    }
    try {
      return sample(false, ask(), control, null);
    } catch (SQLException failure) {
      closeSession();
      return sample(frozen(), null, control, "it does not answer: " + SqlFailure.told(failure));
    }
  }

  private ServerSample sample(
      boolean frozen, @Nullable SqlState sql, @Nullable ControlFile control, @Nullable String why) {
    var told = gate.flatMap(GateLook::last).orElse(null);
    return new ServerSample(System.nanoTime(), frozen, sql, control, why, told);
  }

  private SqlState ask() throws SQLException {
    var held = session.get();
    var positions = held.positions();
    var silence =
        positions.inRecovery() ? held.sinceLastMessage() : Optional.<Duration>of(Duration.ZERO);
    note(WriterEpoch.read(held), silence);
    var receiver = positions.inRecovery() ? receiver(silence) : null;
    return new SqlState(
        positions.inRecovery(),
        text(positions.write()),
        positions.inRecovery() ? text(positions.replay()) : null,
        text(positions.receive()),
        positions.timeline(),
        receiver,
        positions.replicas().stream()
            // The lease keeper streams too, and keeps nothing of it.
            .filter(row -> !row.applicationName().equals(CommitGate.NAME))
            .map(ServerSampler::replica)
            .toList());
  }

  /// @param silence since the writer was last heard; empty while the copy follows nobody
  private void note(OptionalLong epoch, Optional<Duration> silence) {
    try {
      writer.seen(epoch, silence.map(clock.instant()::minus));
    } catch (IOException unwritable) {
      // The epoch is in the copy; only until when it followed would be forgotten by a restart.
      LOG.log(Level.WARNING, "until when a copy followed is not kept: {0}", unwritable);
    }
  }

  private boolean frozen() throws InterruptedException {
    try {
      return process.frozen();
    } catch (IOException _) {
      // The process table could not be read; that it does not answer is told anyway.
      return false;
    }
  }

  private Optional<ControlFile> control() {
    if (!process.server().initialised()) {
      return Optional.empty();
    }
    try {
      return Optional.of(process.server().control());
    } catch (IOException _) {
      // Swapped or written at this moment; the next look reads it.
      return Optional.empty();
    }
  }

  private static WalReceiver receiver(Optional<Duration> sinceLastMessage) {
    return new WalReceiver(
        sinceLastMessage.isPresent(), sinceLastMessage.map(Duration::toMillis).orElse(null));
  }

  private static Replica replica(Positions.Replica row) {
    return new Replica(
        row.applicationName(),
        row.state(),
        row.syncState(),
        text(row.sent()),
        text(row.flush()),
        text(row.replay()),
        row.replayLag().map(Duration::toMillis).orElse(null));
  }

  private static @Nullable String text(Optional<Lsn> lsn) {
    return lsn.map(Lsn::toString).orElse(null);
  }
}

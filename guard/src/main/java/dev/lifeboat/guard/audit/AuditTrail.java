package dev.lifeboat.guard.audit;

import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.CommitGate;
import dev.lifeboat.postgres.HeldSession;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Positions;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.watch.Repetition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps the audit slot of a writer: makes it once a replica streams, and moves it up to what every
/// connected replica has replayed. So after a failover the old side can tell what it has alone.
///
/// It stands beside everything else: no start, promotion or commit waits for it, and it holds no
/// lock. While no replica is connected the slot stays where it is, up to the server's
/// `max_slot_wal_keep_size`; a slot that was lost then is made anew once a replica is back. A
/// server without that limit gets none: it would fill its disk. Used by one thread of its own;
/// [#state] may be called by any.
public final class AuditTrail {
  private static final Logger LOG = System.getLogger(AuditTrail.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  /// Moving the slot scans some log: at most this share of the time goes into it.
  private static final int MOST_SHARE = 20;

  /// A slot that could not be made, because of a transaction that does not end, is tried again
  /// after this long.
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

  private static final String LIMIT = "SHOW max_slot_wal_keep_size";
  private static final String UNLIMITED = "-1";

  private final String name;
  private final BooleanSupplier writes;
  private final Repetition work;
  private final HeldSession<Session> session;
  private final ProtectionLook protection = new ProtectionLook();
  private volatile @Nullable Audit state;
  private boolean making;
  private Duration rest = EVERY;

  /// @param name of the database
  /// @param writes whether it may be a writer now; it is asked itself as well
  /// @param opener of sessions in the database that services use, by a login that may replicate
  public AuditTrail(String name, BooleanSupplier writes, HeldSession.Opener<Session> opener) {
    this.name = name;
    this.writes = writes;
    this.session = new HeldSession<>(opener);
    this.work =
        new Repetition("audit " + name, Thread::sleep, () -> rest, this::turn, this::failed);
  }

  /// Keeps it from now on.
  public void begin() {
    work.begin();
  }

  /// Keeps it no longer; the slot stays.
  public void end() {
    work.end();
    session.giveUp();
  }

  /// How the slot was last seen; null unless this is the writer.
  public @Nullable Audit state() {
    return state;
  }

  /// What the writer holds that no replica has or no log tells of, one for each kind.
  public List<String> unprotected() {
    return protection.words();
  }

  private void turn() throws SQLException {
    rest = EVERY;
    making = false;
    if (!writes.getAsBoolean()) {
      state = null;
      protection.forget();
      session.giveUp();
      return;
    }
    long began = System.nanoTime();
    look(session.get());
    if (state != null) {
      protection.turn(session.get());
    } else {
      protection.forget();
    }
    var share = Duration.ofNanos(System.nanoTime() - began).multipliedBy(MOST_SHARE);
    rest = share.compareTo(EVERY) > 0 ? share : EVERY;
  }

  private void failed(Exception failure, boolean again) {
    session.giveUp();
    var why = SqlFailure.words(failure);
    state = Audit.not(Audit.UNKNOWN, why);
    rest = making ? AFTER_TROUBLE : EVERY;
    if (!again) {
      LOG.log(Level.INFO, "audit slot of {0}: {1}", name, why);
    }
  }

  private void look(Session held) throws SQLException {
    var positions = held.positions();
    if (positions.inRecovery()) {
      state = null;
      return;
    }
    if (held.queryTexts(LIMIT).getFirst().equals(UNLIMITED)) {
      AuditSlot.drop(held);
      state =
          Audit.not(
              Audit.MISSING, "max_slot_wal_keep_size is not set, so that it could fill the disk");
      return;
    }
    var replayed = replayedByAll(positions);
    var slot = AuditSlot.look(held);
    if (slot.isEmpty() || slot.get().lost()) {
      var gone = slot.isPresent() ? Audit.LOST : Audit.MISSING;
      if (replayed.isEmpty()) {
        state = Audit.not(gone, "no replica streams, so there is nothing to compare with");
        return;
      }
      state = Audit.not(gone, "it is made now");
      make(held);
      slot = AuditSlot.look(held);
    }
    var kept = slot.orElseThrow();
    var confirmed = kept.confirmed();
    if (replayed.isPresent()
        && confirmed.isPresent()
        && replayed.get().compareTo(confirmed.get()) > 0) {
      advance(held, replayed.get());
    }
    state =
        new Audit(
            Audit.KEPT,
            confirmed.map(Lsn::toString).orElse(null),
            kept.keptBytes(),
            holding(positions).orElse(null));
  }

  /// Another guard of the region may be moving it just now, or have moved it further since.
  private static void advance(Session held, Lsn replayed) throws SQLException {
    try {
      AuditSlot.advance(held, replayed);
    } catch (SQLException refused) {
      if (!AuditSlot.MOVED.contains(String.valueOf(refused.getSQLState()))) {
        throw refused;
      }
    }
  }

  private void make(Session held) throws SQLException {
    making = true;
    AuditSlot.drop(held);
    AuditSlot.create(held);
    making = false;
    LOG.log(Level.INFO, "audit slot of {0}: made", name);
  }

  /// What keeps the slot from moving: such as `pg_receivewal`, which replays nothing.
  static Optional<String> holding(Positions positions) {
    return replicas(positions).stream()
        .filter(it -> it.replay().isEmpty())
        .map(it ->
            "it does not move: '%s' streams and does not tell what it has replayed"
                .formatted(it.applicationName()))
        .findFirst();
  }

  /// The lease keeper streams too, and keeps nothing of it; a base backup is no replica.
  private static List<Positions.Replica> replicas(Positions positions) {
    return positions.replicas().stream()
        .filter(it -> !it.applicationName().equals(CommitGate.NAME))
        .filter(it -> !it.state().equals("backup"))
        .toList();
  }

  /// The least that any connected replica has replayed; empty while none is, or one has not said.
  private static Optional<Lsn> replayedByAll(Positions positions) {
    var replicas = replicas(positions);
    if (replicas.stream().anyMatch(it -> it.replay().isEmpty())) {
      return Optional.empty();
    }
    return replicas.stream().flatMap(it -> it.replay().stream()).min(Lsn::compareTo);
  }
}

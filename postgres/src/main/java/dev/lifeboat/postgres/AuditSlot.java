package dev.lifeboat.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// The logical slot of a writer that keeps the log which its replicas may not have. After a
/// failover it tells, with values, which transactions exist on the old side alone.
///
/// It follows the replicas: [#advance] gives up what all of them have. The advance is not durable
/// before the next checkpoint, so after a crash the slot stands further back, and who reads it must
/// filter by position: [AuditReader] does.
public final class AuditSlot {
  public static final String NAME = "lifeboat_audit";

  /// SQLSTATE of an [#advance] that another session was quicker with: `object_in_use`, and
  /// `object_not_in_prerequisite_state` where it stands further already.
  public static final Set<String> MOVED = Set.of("55006", "55000");

  private static final String LOOK =
      """
      SELECT confirmed_flush_lsn, coalesce(wal_status, 'lost') = 'lost',
             coalesce(pg_wal_lsn_diff(
               CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                    ELSE pg_current_wal_lsn() END, restart_lsn), 0)::bigint
        FROM pg_replication_slots WHERE slot_name = '%s'
      """
          .formatted(NAME);

  private AuditSlot() {}

  /// How the slot stands.
  ///
  /// @param confirmed up to where it has given up the log; empty if it never got to its beginning
  /// @param lost whether the server has removed log that it needed: it can be read no more
  /// @param keptBytes of log that the server keeps because of it, or keeps anyway
  public record State(Optional<Lsn> confirmed, boolean lost, long keptBytes) {}

  /// How it stands; empty when there is none.
  public static Optional<State> look(Session session) throws SQLException {
    return session.query(LOOK, AuditSlot::state).stream().findFirst();
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        Optional.ofNullable(row.getString(1)).map(Lsn::parse), row.getBoolean(2), row.getLong(3));
  }

  /// Makes it, from now on. Waits for the transactions that run to end, at most for the session's
  /// deadline, and holds nobody up meanwhile.
  ///
  /// @param services a session in the database whose changes are to be kept
  public static void create(Session services) throws SQLException {
    services.execute(
        "SELECT pg_create_logical_replication_slot('%s', 'test_decoding')".formatted(NAME));
  }

  /// Gives up the log before `replayed`. Costs the server a scan of the log since the oldest
  /// transaction that ran at the last `running-xacts` record, which is up to 15 s old.
  ///
  /// @param replayed the *end of a record*, such as what a replica has replayed. A replica's flush
  ///   position may lie within the record of a commit, and that commit would be told no more
  public static void advance(Session session, Lsn replayed) throws SQLException {
    session.execute("SELECT pg_replication_slot_advance('%s', '%s')".formatted(NAME, replayed));
  }

  /// Removes it if it is there.
  public static void drop(Session session) throws SQLException {
    session.dropSlot(NAME);
  }
}

package dev.lifeboat.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The queries behind [Positions] and [Slot], and how their rows are read.
final class PositionRows {

  /// A primary's timeline comes from the name of the file it writes: after a promotion the control
  /// file tells the old one until the next checkpoint.
  static final String SELF =
      """
      SELECT pg_is_in_recovery(),
             CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END,
             CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_flush_lsn() END,
             pg_last_wal_receive_lsn(),
             pg_last_wal_replay_lsn(),
             CASE WHEN pg_is_in_recovery()
                  THEN coalesce((SELECT received_tli FROM pg_stat_wal_receiver),
                                (SELECT timeline_id FROM pg_control_checkpoint()))
                  ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END
      """;

  static final String REPLICAS =
      """
      SELECT application_name, state, sync_state, sent_lsn, flush_lsn, replay_lsn,
             (extract(epoch FROM replay_lag) * 1000000)::bigint
        FROM pg_stat_replication ORDER BY application_name, pid
      """;

  static final String SLOTS =
      """
      SELECT slot_name, slot_type, active, restart_lsn, wal_status
        FROM pg_replication_slots ORDER BY slot_name
      """;

  private PositionRows() {}

  static Positions positions(ResultSet row, List<Positions.Replica> replicas) throws SQLException {
    return new Positions(
        row.getBoolean(1),
        lsn(row, 2),
        lsn(row, 3),
        lsn(row, 4),
        lsn(row, 5),
        row.getInt(6),
        replicas);
  }

  static Positions.Replica replica(ResultSet row) throws SQLException {
    return new Positions.Replica(
        row.getString(1),
        text(row, 2).orElse("startup"),
        text(row, 3).orElse("async"),
        lsn(row, 4),
        lsn(row, 5),
        lsn(row, 6),
        micros(row, 7));
  }

  static Slot slot(ResultSet row) throws SQLException {
    return new Slot(
        row.getString(1), row.getString(2), row.getBoolean(3), lsn(row, 4), text(row, 5));
  }

  static Optional<Duration> micros(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
  }

  private static Optional<Lsn> lsn(ResultSet row, int column) throws SQLException {
    return text(row, column).map(Lsn::parse);
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}

package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.OptionalLong;

/// The epoch of the writer, kept in the server's own log: whoever follows that log holds it too. So
/// a copy tells by itself which writer it followed, whatever became of the machines around it.
///
/// It is the value of a sequence, `lifeboat.writer_epoch` in the database of the session: a
/// sequence that is missing is an empty row, where a table that is missing is an error.
public final class WriterEpoch {
  private static final String LOOK =
      """
      SELECT coalesce(last_value, 0) FROM pg_sequences
       WHERE schemaname = 'lifeboat' AND sequencename = 'writer_epoch'
      """;

  private WriterEpoch() {}

  /// Says that the server is the writer of `epoch` from now on. May be repeated.
  public static void record(Session writer, long epoch) throws SQLException {
    if (read(writer).orElse(0) != epoch) {
      writer.execute("CREATE SCHEMA IF NOT EXISTS lifeboat");
      writer.execute("CREATE SEQUENCE IF NOT EXISTS lifeboat.writer_epoch");
      writer.execute("SELECT setval('lifeboat.writer_epoch', %d)".formatted(epoch));
    }
  }

  /// The epoch of the writer whose log this server holds; empty when no writer ever said.
  public static OptionalLong read(Session session) throws SQLException {
    return session.queryAgain(LOOK, row -> row.getLong(1)).stream()
        .filter(epoch -> epoch > 0)
        .mapToLong(Long::longValue)
        .findFirst();
  }
}

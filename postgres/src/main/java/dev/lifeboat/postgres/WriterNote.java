package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.Optional;

/// What a writer's agent says of its server to all who follow, kept in the server's own log: they
/// hold it too when the writer's region is lost.
///
/// It is the comment of the schema `lifeboat` in the database of the session, as [WriterEpoch] is
/// the value of a sequence: what is missing is an empty row, and no logical slot tells of it.
public final class WriterNote {
  private static final String LOOK =
      """
      SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace
       WHERE nspname = 'lifeboat' AND obj_description(oid, 'pg_namespace') IS NOT NULL
      """;

  private WriterNote() {}

  /// Says `text` from now on. May be repeated, and then writes nothing.
  public static void record(Session writer, String text) throws SQLException {
    if (!read(writer).equals(Optional.of(text))) {
      writer.execute("CREATE SCHEMA IF NOT EXISTS lifeboat");
      writer.execute("COMMENT ON SCHEMA lifeboat IS " + Sql.literal(text));
    }
  }

  /// What the writer said last whose log this server holds; empty when none ever did.
  public static Optional<String> read(Session session) throws SQLException {
    return session.queryTexts(LOOK).stream().findFirst();
  }
}

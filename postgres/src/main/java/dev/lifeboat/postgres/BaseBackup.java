package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A physical copy of a running server, fetched over the replication protocol: needs the
/// REPLICATION role and nothing else, and works across hosts. PostgreSQL 15 or later, without
/// tablespaces of its own.
public final class BaseBackup {

  /// Follows a copy; called in the copying thread, now and then.
  public interface Progress {
    /// So much is copied by now.
    ///
    /// @param totalBytes the server's estimate, never below `bytes`
    void copied(long files, long bytes, long totalBytes);
  }

  /// What was copied.
  ///
  /// @param start where replay begins
  /// @param end what must be replayed before the copy is consistent
  public record Result(Lsn start, Lsn end, int timeline, long files, long bytes) {}

  static final String COMMAND =
      "BASE_BACKUP (LABEL 'lifeboat', CHECKPOINT 'fast', WAL false, MANIFEST 'no', PROGRESS true)";

  private static final String DUPLICATE_OBJECT = "42710";

  private BaseBackup() {}

  /// Copies the primary of `source` into `target`, which must be empty or absent, and makes the
  /// source's slot if there is none, so that the log from the copy's beginning is kept.
  ///
  /// The copy is on disk when this returns, and holds `standby.signal`, so that it never starts as
  /// a writer by mistake; [Server#becomeReplica] does the rest. On failure, interrupt or deadline
  /// the target's content is removed; the slot stays.
  ///
  /// @param owner the user, by name or number, who gets every file; see [Launcher#user]
  /// @param deadline for all of it
  public static Result take(
      Source source, Path target, Optional<String> owner, Progress progress, Duration deadline)
      throws IOException, InterruptedException {
    var copy = CopyTarget.prepare(target, owner);
    boolean complete = false;
    try (var connection =
        ReplicationConnection.open(source.endpoint(), source.applicationName(), deadline)) {
      reserve(connection, source.slot());
      var result = receive(connection, copy, progress);
      copy.complete();
      complete = true;
      return result;
    } catch (IOException failure) {
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException("base backup of " + source.endpoint());
        interrupted.initCause(failure);
        throw interrupted;
      }
      throw new IOException(
          "base backup of %s into %s: %s"
              .formatted(source.endpoint(), target, SqlFailure.told(failure)),
          failure);
    } finally {
      if (!complete) {
        copy.discard();
      }
    }
  }

  private static Result receive(
      ReplicationConnection connection, CopyTarget copy, Progress progress) throws IOException {
    connection.send(COMMAND);
    var start = position(connection.rows());
    long totalBytes = onlyTheMainFiles(connection.rows());
    try (var stream = connection.copy()) {
      copy.receive(stream, progress, totalBytes);
    }
    var end = position(connection.rows());
    connection.ready();
    return new Result(start.lsn(), end.lsn(), start.timeline(), copy.files(), copy.bytes());
  }

  /// Makes the slot, or makes sure that an older one of the name still keeps the log.
  private static void reserve(ReplicationConnection connection, String slot) throws IOException {
    try {
      create(connection, slot);
    } catch (ServerException refusal) {
      if (!refusal.sqlState().equals(DUPLICATE_OBJECT)) {
        throw refusal;
      }
      var found = connection.query("READ_REPLICATION_SLOT " + slot);
      if (found.isEmpty() || found.getFirst().columns().get(1).isEmpty()) {
        connection.query("DROP_REPLICATION_SLOT " + slot);
        create(connection, slot);
      }
    }
  }

  private static void create(ReplicationConnection connection, String slot) throws IOException {
    connection.query("CREATE_REPLICATION_SLOT \"" + slot + "\" PHYSICAL RESERVE_WAL");
  }

  static Position position(List<Row> rows) throws IOException {
    if (rows.size() != 1) {
      throw new IOException("the server did not tell one position but " + rows.size());
    }
    var row = rows.getFirst();
    return new Position(Lsn.parse(row.text(0)), Integer.parseInt(row.text(1)));
  }

  /// The main data folder is the row without a name; any other row is a tablespace.
  static long onlyTheMainFiles(List<Row> rows) throws IOException {
    long kilobytes = 0;
    for (var row : rows) {
      if (row.columns().get(0).isPresent()) {
        throw new IOException(
            "the server has a tablespace at %s; only servers without tablespaces can be copied"
                .formatted(row.text(1)));
      }
      kilobytes = Long.parseLong(row.columns().get(2).orElse("0"));
    }
    return kilobytes * 1024;
  }

  record Position(Lsn lsn, int timeline) {}
}

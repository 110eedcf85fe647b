package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// A physical copy of a running server, handed over file by file, with the log that it needs: a
/// server starts from it without anything else. Needs what [BaseBackup] needs.
public final class StreamedBackup {

  /// The log is part of it; the server need not wait for an archive of its own. It looks at the
  /// checksum of each page, unless it was made without.
  private static final String COMMAND =
      BaseBackup.COMMAND.replace("WAL false", "WAL true, WAIT false");

  private static final String DATA_CORRUPTED = "XX001";
  private static final int PERMISSIONS = 07777;

  /// For one file of a server, which has 1 GiB at most: whoever takes it may be slow.
  private static final Duration ONE_FILE = Duration.ofHours(1);

  private final ReplicationConnection connection;
  private final Entries entries;
  private long files;
  private long bytes;

  private StreamedBackup(ReplicationConnection connection, Entries entries) {
    this.connection = connection;
    this.entries = entries;
  }

  /// Takes what a server sends.
  public interface Entries {
    /// A folder comes before what it holds, and without a content.
    void take(ServerEntry entry, InputStream content) throws IOException, InterruptedException;
  }

  /// Reads a copy to its end.
  ///
  /// @param deadline for the login; the checkpoint, and then each file, has an hour
  /// @throws BadPagesException once all was taken
  public static BaseBackup.Result read(
      Endpoint endpoint, String applicationName, Entries entries, Duration deadline)
      throws IOException, InterruptedException {
    try (var connection = ReplicationConnection.open(endpoint, applicationName, deadline)) {
      return new StreamedBackup(connection, entries).read();
    } catch (IOException failure) {
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException("base backup of " + endpoint);
        interrupted.initCause(failure);
        throw interrupted;
      }
      throw failure;
    }
  }

  private BaseBackup.Result read() throws IOException, InterruptedException {
    connection.limit(ONE_FILE);
    connection.send(COMMAND);
    var start = BaseBackup.position(connection.rows());
    BaseBackup.onlyTheMainFiles(connection.rows());
    var stream = connection.copy();
    take(stream);
    var end = BaseBackup.position(connection.rows());
    try {
      connection.ready();
    } catch (ServerException refusal) {
      throw refusal.sqlState().equals(DATA_CORRUPTED)
          ? new BadPagesException(stream.warnings(), refusal)
          : refusal;
    }
    return new BaseBackup.Result(start.lsn(), end.lsn(), start.timeline(), files, bytes);
  }

  private void take(CopyStream stream) throws IOException, InterruptedException {
    try (var tar = new TarArchiveInputStream(stream)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isDirectory() && !entry.isFile()) {
          throw new IOException("'" + entry.getName() + "' is neither a file nor a folder");
        }
        connection.limit(ONE_FILE);
        files += entry.isDirectory() ? 0 : 1;
        bytes += entry.isDirectory() ? 0 : entry.getSize();
        entries.take(entry(entry), tar);
      }
      stream.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static ServerEntry entry(TarArchiveEntry entry) {
    return new ServerEntry(
        entry.getName().replaceFirst("^(\\./)+", "").replaceFirst("/+$", ""),
        entry.isDirectory(),
        entry.getMode() & PERMISSIONS,
        Math.toIntExact(entry.getLongUserId()),
        Math.toIntExact(entry.getLongGroupId()),
        entry.getLastModifiedTime().toInstant());
  }
}

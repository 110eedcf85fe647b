package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.ServerEntry;
import dev.lifeboat.postgres.StreamedBackup;
import dev.lifeboat.vault.BackupResult;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.FileSink;
import dev.lifeboat.vault.FileSink.Attributes;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultPath;
import dev.lifeboat.vault.VaultProgress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A running server that is kept in a vault.
///
/// @param endpoint a login that may replicate
/// @param host what the vault calls the server's machine
public record PostgresSource(Endpoint endpoint, SourceHost host, Vault vault) {
  /// Of a login, and of each command; a server under load takes its time.
  static final Duration DEADLINE = Duration.ofSeconds(30);

  /// What the server calls whoever asks.
  static final String NAME = "lifeboat_vault";

  private static final VaultPath DATA = VaultPath.of("");
  private static final int OWNER_ALONE = 0700;

  /// Takes a base backup. It starts by itself once restored, and pages that the vault has already
  /// are stored no more. Of a server that was set back it begins a new chain.
  ///
  /// @throws dev.lifeboat.postgres.BadPagesException when pages have wrong checksums; then there is
  ///   no snapshot
  public BackupResult backup(VaultProgress progress) throws IOException, InterruptedException {
    LogStream.Identity server;
    int chain;
    try (var asked = LogStream.open(endpoint, NAME, DEADLINE)) {
      server = asked.identity();
      chain = new VaultedLog(this, log(server)).chain(asked);
    }
    return backup(server, chain, progress);
  }

  /// @param chain of the log that leads on from it
  BackupResult backup(LogStream.Identity server, int chain, VaultProgress progress)
      throws IOException, InterruptedException {
    return vault.backup(to -> read(server, chain, to), progress);
  }

  /// What the vault has of the server.
  DatabaseLog log(LogStream.Identity server) throws IOException {
    var any = new DatabaseSource(host, server.system(), DatabaseSource.Kind.LOG, 1, 0, 0, 0);
    return DatabaseLog.of(any.series(), vault.snapshots().snapshots());
  }

  private DatabaseSource read(LogStream.Identity server, int chain, FileSink to)
      throws IOException, InterruptedException {
    var copy = StreamedBackup.read(endpoint, NAME, new Entries(to), DEADLINE);
    return new DatabaseSource(
        host,
        server.system(),
        DatabaseSource.Kind.BASE,
        copy.timeline(),
        chain,
        copy.start().value(),
        copy.end().value());
  }

  /// Hands entries on, behind the data folder itself, which no archive names.
  private static final class Entries implements StreamedBackup.Entries {
    private final FileSink to;
    private boolean begun;

    Entries(FileSink to) {
      this.to = to;
    }

    @Override
    public void take(ServerEntry entry, InputStream content)
        throws IOException, InterruptedException {
      if (!begun) {
        begun = true;
        to.folder(
            DATA, new Attributes(OWNER_ALONE, entry.owner(), entry.group(), entry.modified()));
      }
      var path = VaultPath.of(entry.path());
      var attributes = new Attributes(entry.mode(), entry.owner(), entry.group(), entry.modified());
      if (entry.folder()) {
        to.folder(path, attributes);
      } else {
        to.file(path, attributes, content);
      }
    }
  }
}

package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import java.nio.file.Path;

/// A follower in a process of its own, until it is killed.
final class KilledFollower {
  private KilledFollower() {}

  /// Vault, and the server's port and password.
  public static void main(String[] words) throws Exception {
    var wal = new Credential("wal", words[2]);
    var login = new Endpoint("127.0.0.1", Integer.parseInt(words[1]), "replication", wal);
    var source = PostgresVaults.source(login, PostgresVaults.open(Path.of(words[0])));
    PostgresVaults.follower(source).follow(false, _ -> {});
  }
}

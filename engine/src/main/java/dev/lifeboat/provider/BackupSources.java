package dev.lifeboat.provider;

import dev.lifeboat.plan.Database;

/// The logins by which databases of a workload are read, for whoever keeps backups of them.
@FunctionalInterface
public interface BackupSources extends Platform.Ability {
  /// The database in `region`, by a login that may replicate.
  Login of(String region, Database database);

  /// A login, whose password no message shows.
  record Login(String host, int port, String database, String user, String password) {
    @Override
    public String toString() {
      return "%s@%s:%d/%s".formatted(user, host, port, database);
    }
  }
}

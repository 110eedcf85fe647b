package dev.lifeboat.awstestbed;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// A writer of MySQL in `east` and its replica in `west`, with the logins of a service and of its
/// guard.
public record MysqlPair(MysqlServer.Product product, MysqlServer east, MysqlServer west) {
  /// Writes to `shop.orders`.
  public static final String SERVICE = "shop";

  public static final String GUARD = "lifeboat_guard";

  private static final String STOP = "STOP REPLICA";

  /// The replica is behind by so much, so that a move which does not wait for it loses writes, and
  /// what it has of the lease is over.
  private static final Duration BEHIND = Duration.ofSeconds(5);

  /// @param folder of its own
  public static MysqlPair begin(MysqlServer.Product product, Path folder) throws Exception {
    var east = new MysqlServer(product, folder.resolve("mysql-east"), 1);
    var west = new MysqlServer(product, folder.resolve("mysql-west"), 2);
    var pair = new MysqlPair(product, east, west);
    pair.replicate(east, west, "mysql-bin.000001", 4);
    pair.prepare();
    return pair;
  }

  /// As docs/aws.md has it.
  private void prepare() throws SQLException {
    east.execute(
        "CREATE DATABASE shop",
        "CREATE TABLE shop.orders (number BIGINT PRIMARY KEY)",
        "CREATE USER %s@'%%' IDENTIFIED BY $PASSWORD".formatted(SERVICE),
        "GRANT SELECT, INSERT ON shop.* TO %s@'%%'".formatted(SERVICE),
        "CREATE USER %s@'%%' IDENTIFIED BY $PASSWORD".formatted(GUARD),
        "GRANT CREATE USER, PROCESS, REPLICATION CLIENT ON *.* TO %s@'%%'".formatted(GUARD),
        "GRANT ALL ON lifeboat.* TO %s@'%%'".formatted(GUARD));
    for (var right : product.rights(GUARD + "@'%'")) {
      east.execute(right);
    }
    for (var server : new MysqlServer[] {east, west}) {
      server.execute("SET GLOBAL event_scheduler = ON");
    }
  }

  private void replicate(MysqlServer source, MysqlServer replica, String file, long position)
      throws SQLException {
    replica.execute(
        """
        CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = '%s', \
        MASTER_PASSWORD = $PASSWORD, MASTER_LOG_FILE = '%s', MASTER_LOG_POS = %d, \
        MASTER_CONNECT_RETRY = 1, MASTER_DELAY = %d, %s\
        """
            .formatted(
                source.port(),
                MysqlServer.ADMIN,
                file,
                position,
                BEHIND.toSeconds(),
                product.transport()),
        "START REPLICA",
        "SET GLOBAL read_only = ON");
  }

  /// Does to the servers what the account does to its instances: simulated is what RDS does between
  /// the two.
  public AutoCloseable follow(Shop shop) {
    var thread = Thread.ofVirtual().start(() -> followed(shop));
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private void followed(Shop shop) {
    var databases = shop.databases();
    try {
      while (!Thread.interrupted() && isReplica(databases.findInRecovery(databases.name()))) {
        LookPause.pass();
      }
      west.execute(STOP, "RESET REPLICA ALL");
      var end = west.end();
      west.execute("SET GLOBAL read_only = OFF");
      while (!Thread.interrupted() && !isReplica(databases.findInPrimary(databases.name()))) {
        LookPause.pass();
      }
      replicate(west, east, end.file(), end.position());
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean isReplica(Optional<DBInstance> instance) {
    return instance.map(it -> it.readReplicaSourceDBInstanceIdentifier() != null).orElse(false);
  }

  public void end() throws InterruptedException {
    west.kill();
    east.kill();
  }
}

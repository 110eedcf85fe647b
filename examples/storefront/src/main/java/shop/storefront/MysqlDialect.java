package shop.storefront;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// MySQL and MariaDB, by the driver of the latter.
record MysqlDialect() implements SqlDialect {
  static final String SCHEME = "jdbc:mysql:";

  /// Below a statement's limit, which leaves open what became of it: who waits for a row that
  /// another one holds is refused by the server, and surely has no order.
  private static final String LOCK_SECONDS = "innodb_lock_wait_timeout=1";

  @Override
  public String url(String url) {
    return "jdbc:mariadb:" + url.substring(SCHEME.length());
  }

  @Override
  public Properties properties() {
    var properties = new Properties();
    properties.setProperty("connectTimeout", millis(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", millis(SOCKET_SECONDS));
    properties.setProperty("sessionVariables", LOCK_SECONDS);
    return properties;
  }

  private static String millis(int seconds) {
    return Long.toString(TimeUnit.SECONDS.toMillis(seconds));
  }

  /// A client in other letters is another one, as in PostgreSQL.
  @Override
  public String table() {
    return """
    create table if not exists orders (
      client varchar(64) character set ascii collate ascii_bin, number bigint,
      item varchar(1000) character set utf8mb4, placed_at timestamp default current_timestamp,
      times int not null default 1, primary key (client, number)) engine = InnoDB
    """;
  }

  /// Of one that refuses administrators too, `read_only` is on as well.
  @Override
  public String writable() {
    return "select cast(@@global.read_only as char) in ('0', 'OFF')";
  }

  /// An update to the same values would be none to MySQL: no commit, nothing for a replica.
  @Override
  public String place() {
    return """
    insert into orders (client, number, item) values (?, ?, ?)
    on duplicate key update times = times + 1
    """;
  }

  /// It counts a row that it changed twice.
  @Override
  public boolean run(PreparedStatement place) throws SQLException {
    return place.executeUpdate() == 1;
  }

  @Override
  public boolean staysWithReplica() {
    return false;
  }
}

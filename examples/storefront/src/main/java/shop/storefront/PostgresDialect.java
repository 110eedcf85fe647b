package shop.storefront;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/// PostgreSQL, whose replica keeps its connections when it is promoted.
record PostgresDialect() implements SqlDialect {
  static final String SCHEME = "jdbc:postgresql:";

  @Override
  public String url(String url) {
    return url;
  }

  @Override
  public Properties properties() {
    var properties = new Properties();
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
    properties.setProperty("ApplicationName", "storefront");
    return properties;
  }

  @Override
  public String table() {
    return """
    create table if not exists orders (
      client text, number bigint, item text, placed_at timestamptz default now(),
      primary key (client, number))
    """;
  }

  @Override
  public String writable() {
    return "select not pg_is_in_recovery()";
  }

  /// `xmax` is zero only in a row just inserted.
  @Override
  public String place() {
    return """
    insert into orders (client, number, item) values (?, ?, ?)
    on conflict (client, number) do update set item = orders.item
    returning xmax = 0
    """;
  }

  @Override
  public boolean run(PreparedStatement place) throws SQLException {
    try (var rows = place.executeQuery()) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  @Override
  public boolean staysWithReplica() {
    return true;
  }
}

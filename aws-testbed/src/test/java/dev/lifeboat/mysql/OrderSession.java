package dev.lifeboat.mysql;

import dev.lifeboat.awstestbed.MysqlPair;
import dev.lifeboat.awstestbed.MysqlServer;
import dev.lifeboat.postgres.SessionLoad;
import java.sql.Connection;
import java.sql.SQLException;

/// Session of a service that writes orders. Whatever is refused there ends it.
record OrderSession(Connection session) implements SessionLoad.Client {
  static OrderSession open(MysqlServer server) throws SQLException {
    return new OrderSession(server.login(MysqlPair.SERVICE));
  }

  @Override
  public boolean commit(int number) throws SQLException {
    try (var statement = session.createStatement()) {
      var _ = statement.executeUpdate("INSERT INTO shop.orders VALUES (%d)".formatted(number));
      return true;
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
